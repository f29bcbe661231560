using System.Text.Json;

namespace CustomerFlow.Host.Studio.Differences;

/// <summary>Compares two versions of a pack's texts in one language.</summary>
internal static class TextDifferences
{
    public static IReadOnlyList<Difference> Between(
        string file, string before, string after, PackNames names, PackNames former)
    {
        if (Read(before) is not { } old || Read(after) is not { } now) return [];
        var differences = new List<Difference>();
        var language = file == PackFile.ChineseTexts ? StudioTexts.Chinese : StudioTexts.English;
        foreach (var key in old.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            var was = old.GetValueOrDefault(key);
            var becomes = now.GetValueOrDefault(key);
            if (was == becomes) continue;
            var kind = was is null ? DifferenceKind.Added : becomes is null ? DifferenceKind.Removed : DifferenceKind.Changed;
            differences.Add(new Difference(kind, file, Subject(language, key, becomes is null ? former : names), null, was, becomes));
        }

        return differences;
    }

    private static string Subject(Text language, string key, PackNames names) =>
        DifferenceTexts.InLanguage.With(names.HasElement(key) ? names.Of(key) : key, language);

    private static Dictionary<string, string>? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(json);
        }
        catch (JsonException)
        {
            // A draft may hold a broken file; the check says what is wrong with it.
            return null;
        }
    }
}
