using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CustomerFlow.Host.OrchestrationApi.Search;

/// <summary>Which operators each kind of field knows, and how their values are read.</summary>
internal static class FilterOperators
{
    public const int ValuesMax = 500;

    private const int LongKeyDigitsMax = 25;
    private const int WordCharactersMax = 50;
    private static readonly TimeSpan PatternTimeMax = TimeSpan.FromMilliseconds(100);
    private static readonly ImmutableArray<string> OfKeys = ["$eq", "$neq", "$exists", "$in", "$notIn"];
    private static readonly ImmutableArray<string> OfTexts = [.. OfKeys, "$like"];
    private static readonly ImmutableArray<string> OfAmounts = ["$eq", "$neq", "$exists", "$gt", "$gte", "$lt", "$lte", "$in"];
    private static readonly ImmutableArray<string> OfFlags = ["$eq", "$neq", "$exists"];

    public static ImmutableArray<string> Of(FieldKind kind) => kind switch
    {
        FieldKind.Key or FieldKind.LongKey => OfKeys,
        FieldKind.Number or FieldKind.Time => OfAmounts,
        FieldKind.Flag => OfFlags,
        _ => OfTexts,
    };

    /// <summary>The value for the database, or null when it is not one of this kind.</summary>
    public static object? Read(FieldKind kind, JsonElement value) => (kind, value.ValueKind) switch
    {
        (FieldKind.Key, JsonValueKind.String) => ReadKey(value.GetString()),
        (FieldKind.LongKey, JsonValueKind.String) => ReadLongKey(value.GetString()!),
        (FieldKind.Number, JsonValueKind.Number) => value.TryGetInt64(out var number) ? number : null,
        (FieldKind.Flag, JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
        (FieldKind.Time, JsonValueKind.String) => ReadTime(value.GetString()),
        // PostgreSQL has no text with a NUL in it, so no row can match one either.
        (FieldKind.Text, JsonValueKind.String) => value.GetString()!.Contains('\0', StringComparison.Ordinal) ? null : value.GetString(),
        _ => null,
    };

    public static Array ToArray(FieldKind kind, List<object> read) => kind switch
    {
        FieldKind.Key or FieldKind.Number => read.Cast<long>().ToArray(),
        FieldKind.LongKey => read.Cast<decimal>().ToArray(),
        FieldKind.Flag => read.Cast<bool>().ToArray(),
        FieldKind.Time => read.Cast<DateTimeOffset>().ToArray(),
        _ => read.Cast<string>().ToArray(),
    };

    public static object? ReadKey(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key) ? key : null;

    public static object? ReadLongKey(string text) =>
        text.Length <= LongKeyDigitsMax && decimal.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var key)
            ? key
            : null;

    public static bool IsWord(string text) =>
        text.Length is > 0 and <= WordCharactersMax && text.All(character => character is '_' or (>= 'A' and <= 'Z'));

    public static bool IsJson(string text)
    {
        try
        {
            // Also what jsonb refuses: no NUL.
            if (text.Contains("\\u0000", StringComparison.Ordinal)) return false;
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary><c>*</c> any characters, <c>?</c> one, a backslash before either for itself; as a pattern of PostgreSQL.</summary>
    public static string Pattern(string like)
    {
        var pattern = new StringBuilder(like.Length + 8);
        for (var at = 0; at < like.Length; at++)
        {
            switch (like[at])
            {
                case '\\' when at + 1 < like.Length && like[at + 1] is '*' or '?' or '\\':
                    at++;
                    pattern.Append(like[at] == '\\' ? "\\\\" : like[at]);
                    break;
                case '*':
                    pattern.Append('%');
                    break;
                case '?':
                    pattern.Append('_');
                    break;
                case '%' or '_' or '\\':
                    pattern.Append('\\').Append(like[at]);
                    break;
                default:
                    pattern.Append(like[at]);
                    break;
            }
        }

        return pattern.ToString();
    }

    public static bool IsLike(string word, string like)
    {
        var expression = Regex.Escape(like).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal);
        return Regex.IsMatch(word, $"^{expression}$", RegexOptions.NonBacktracking, PatternTimeMax);
    }

    private static DateTimeOffset? ReadTime(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime()
            : null;
}
