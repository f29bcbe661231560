using System.Text.Json;
using System.Text.Json.Serialization;

namespace CustomerFlow.Host.Start;

/// <summary>Reads a list of entries shipped in <c>workflows/</c>; a file that cannot be used stops the start with a sentence.</summary>
internal static class ShippedFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    public static string Load(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? File.ReadAllText(path) : throw new StartRefusedException(StartTexts.FileMissing.With(path));
    }

    /// <summary>The entries, each with an id of its own.</summary>
    public static List<T> Read<T>(string name, string json, Func<T, string> idOf)
    {
        List<T> entries;
        try
        {
            entries = JsonSerializer.Deserialize<List<T>>(json, Options) ?? [];
        }
        catch (JsonException problem)
        {
            throw Wrong(name, problem.Message);
        }

        return entries.GroupBy(idOf, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw Wrong(name, twice.Key) : entries;
    }

    public static StartRefusedException Wrong(string name, string what) => new(StartTexts.FileWrong.With(name, what));
}

/// <summary>A text of a shipped file in both languages.</summary>
internal sealed record ShippedText(string Zh, string En)
{
    public Text Text => new(Zh, En);
}
