using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace CustomerFlow.Host.OrchestrationApi.Search;

/// <summary>
/// Reads the columns of a row by name: the interface writes keys as strings and times in UTC with a <c>Z</c>.
/// </summary>
internal static class Columns
{
    public static string Text(this NpgsqlDataReader reader, string name) => reader.GetString(reader.GetOrdinal(name));

    public static string? TextOrNull(this NpgsqlDataReader reader, string name) =>
        reader.GetOrdinal(name) is var at && reader.IsDBNull(at) ? null : reader.GetString(at);

    public static string Key(this NpgsqlDataReader reader, string name) => Key(reader.GetInt64(reader.GetOrdinal(name)));

    public static string? KeyOrNull(this NpgsqlDataReader reader, string name) =>
        reader.GetOrdinal(name) is var at && reader.IsDBNull(at) ? null : Key(reader.GetInt64(at));

    public static int Number(this NpgsqlDataReader reader, string name) => reader.GetInt32(reader.GetOrdinal(name));

    public static bool Flag(this NpgsqlDataReader reader, string name) => reader.GetBoolean(reader.GetOrdinal(name));

    public static DateTime Time(this NpgsqlDataReader reader, string name) => reader.GetDateTime(reader.GetOrdinal(name));

    public static DateTime? TimeOrNull(this NpgsqlDataReader reader, string name) =>
        reader.GetOrdinal(name) is var at && reader.IsDBNull(at) ? null : reader.GetDateTime(at);

    public static IReadOnlyList<string> Texts(this NpgsqlDataReader reader, string name) =>
        reader.GetFieldValue<string[]>(reader.GetOrdinal(name));

    public static IReadOnlyDictionary<string, string> Headers(this NpgsqlDataReader reader, string name) =>
        reader.TextOrNull(name) is { } json
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(json)!
            : new Dictionary<string, string>();

    public static string Key(long key) => key.ToString(CultureInfo.InvariantCulture);
}
