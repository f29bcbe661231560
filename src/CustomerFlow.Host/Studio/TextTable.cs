using System.Text.Encodings.Web;
using System.Text.Json;
using CustomerFlow.Data.Workflows.Releases;

namespace CustomerFlow.Host.Studio;

/// <summary>One text in both languages.</summary>
internal sealed record TextLine(string Key, string Chinese, string English)
{
    public bool IsIncomplete => Chinese.Length == 0 || English.Length == 0;

    public bool IsEmpty => Chinese.Length == 0 && English.Length == 0;

    public string In(Language language) => language == Language.Zh ? Chinese : English;

    public TextLine With(Language language, string text) =>
        language == Language.Zh ? this with { Chinese = text } : this with { English = text };
}

/// <summary>The texts of a pack as one table over both files.</summary>
internal static class TextTable
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true, NewLine = "\n",
        // A file that people read and compare: Chinese and quotes as they are. It never becomes part of a page unencoded.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Null when a file is no table of texts; the check says what is wrong with it.</summary>
    public static IReadOnlyList<TextLine>? Read(IReadOnlyList<ResourceFile> files)
    {
        var chinese = Entries(files.TextOf(PackFile.ChineseTexts));
        var english = Entries(files.TextOf(PackFile.EnglishTexts));
        if (chinese is null || english is null) return null;
        return [.. chinese.Keys.Union(english.Keys).Order(StringComparer.Ordinal)
            .Select(key => new TextLine(key, chinese.GetValueOrDefault(key, ""), english.GetValueOrDefault(key, "")))];
    }

    /// <summary>Both files by name. A text that is empty in one language is left out there; the check then asks for it.</summary>
    public static Dictionary<string, string> Write(IReadOnlyList<TextLine> lines) => new(StringComparer.Ordinal)
    {
        [PackFile.ChineseTexts] = Json(lines.Select(line => (line.Key, line.Chinese))),
        [PackFile.EnglishTexts] = Json(lines.Select(line => (line.Key, line.English))),
    };

    private static string Json(IEnumerable<(string Key, string Text)> texts) => JsonSerializer.Serialize(
        texts.Where(text => text.Text.Length > 0).ToDictionary(text => text.Key, text => text.Text, StringComparer.Ordinal), Readable);

    private static Dictionary<string, string>? Entries(string json)
    {
        if (json.Length == 0) return [];
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
