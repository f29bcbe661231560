using System.Collections.Immutable;
using System.Text.Json;

namespace CustomerFlow.Workflows.Texts;

/// <summary>
/// The texts of a definition in both languages, read from <c>texts.zh.json</c> and <c>texts.en.json</c>: flat objects whose keys are
/// element, component or rule ids, with further parts after a dot (<c>intake.subject.label</c>).
/// </summary>
/// <param name="Texts">Every text that exists in both languages, by its key.</param>
public sealed record TextCatalog(ImmutableSortedDictionary<string, BothLanguages> Texts)
{
    private const int QuotedCharactersMax = 60;

    /// <summary>The catalog without texts.</summary>
    public static TextCatalog Empty { get; } = new(ImmutableSortedDictionary<string, BothLanguages>.Empty);

    /// <summary>Reads both files. A key that only one of them has is a problem.</summary>
    public static (TextCatalog Catalog, ImmutableArray<Problem> Problems) Read(string chineseJson, string englishJson)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var chinese = Entries("texts.zh.json", chineseJson, problems);
        var english = Entries("texts.en.json", englishJson, problems);
        problems.AddRange(
            chinese.Keys.Except(english.Keys).Select(key => Untranslated("texts.en.json", key, chinese[key], new("英文", "English"))));
        problems.AddRange(
            english.Keys.Except(chinese.Keys).Select(key => Untranslated("texts.zh.json", key, english[key], new("中文", "Chinese"))));
        var both = chinese.Where(entry => english.ContainsKey(entry.Key))
            .Select(entry => KeyValuePair.Create(entry.Key, new BothLanguages(entry.Value, english[entry.Key])))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        return (new(both), problems.ToImmutable());
    }

    /// <summary>Answers the text under a key in a language; null when there is none.</summary>
    public string? Find(string key, string language) => Texts.GetValueOrDefault(key)?.In(language);

    /// <summary>Names the keys that a definition needs and the catalog lacks.</summary>
    public ImmutableArray<Problem> Missing(IEnumerable<string> keys) =>
        [.. keys.Where(key => !Texts.ContainsKey(key)).Distinct().Order(StringComparer.Ordinal).Select(key => Missing("texts", key))];

    private static Problem Missing(string file, string key) => new($"{file}: {key}", "text.missing",
        new($"缺少“{key}”的文字。", $"The text \"{key}\" is missing."));

    private static Problem Untranslated(string file, string key, string text, BothLanguages language) =>
        new($"{file}: {key}", "text.missing", new(
            $"“{Cut(text)}”还没有{language.Zh}（编号“{key}”）。", $"“{Cut(text)}” has no {language.En} yet (key “{key}”)."));

    private static string Cut(string text) =>
        text.Length > QuotedCharactersMax ? string.Concat(text.AsSpan(0, QuotedCharactersMax - 1), "…") : text;

    private static Dictionary<string, string> Entries(string file, string json, ImmutableArray<Problem>.Builder problems)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 8, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException();
            foreach (var entry in document.RootElement.EnumerateObject())
            {
                if (entry.Value.ValueKind == JsonValueKind.String) entries.Add(entry.Name, entry.Value.GetString()!);
                else problems.Add(new($"{file}: {entry.Name}", "text.no-text", new("这里须填写文字。", "A text is needed here.")));
            }
        }
        catch (JsonException exception)
        {
            var line = (exception.LineNumber ?? 0) + 1;
            problems.Add(new(file, "text.json-invalid", new(
                $"第 {line} 行附近不是有效的 JSON 对象。", $"This is not a valid JSON object near line {line}.")));
        }

        return entries;
    }
}
