using CustomerFlow.Data.Workflows.Releases;

namespace CustomerFlow.Host.Studio.Differences;

/// <summary>What one set of files changes in another, in words for the owner.</summary>
internal static class DraftDifferences
{
    private const int TextCharactersMax = 240;

    public static IReadOnlyList<Difference> Between(IReadOnlyList<ResourceFile> before, IReadOnlyList<ResourceFile> after)
    {
        var names = new PackNames(after);
        var former = new PackNames(before);
        var old = before.ToDictionary(file => file.Name, StringComparer.Ordinal);
        var now = after.ToDictionary(file => file.Name, StringComparer.Ordinal);
        var differences = new List<Difference>();
        foreach (var file in old.Keys.Union(now.Keys).OrderBy(PackFile.KindOf).ThenBy(name => name, StringComparer.Ordinal))
        {
            var was = old.GetValueOrDefault(file);
            var becomes = now.GetValueOrDefault(file);
            if (was is null) differences.Add(new Difference(DifferenceKind.Added, file, names.OfFile(file)));
            else if (becomes is null) differences.Add(new Difference(DifferenceKind.Removed, file, names.OfFile(file)));
            else if (!was.Content.AsSpan().SequenceEqual(becomes.Content)) differences.AddRange(Inside(file, was, becomes, names, former));
        }

        return [.. differences.Select(Cut)];
    }

    private static IReadOnlyList<Difference> Inside(
        string file, ResourceFile before, ResourceFile after, PackNames names, PackNames former)
    {
        IReadOnlyList<Difference> found = PackFile.KindOf(file) switch
        {
            PackFileKind.Flow => FlowDifferences.Between(before, after, names, former),
            PackFileKind.Table => TableDifferences.Between(file, before.TextOf(), after.TextOf(), names),
            PackFileKind.Form => FormDifferences.Between(file, before.TextOf(), after.TextOf(), names),
            PackFileKind.Mail => MailDifferences.Between(file, before.TextOf(), after.TextOf(), names),
            PackFileKind.Texts => TextDifferences.Between(file, before.TextOf(), after.TextOf(), names, former),
            _ => [],
        };
        // Different bytes that mean the same: shapes that were moved, comments, the order of attributes.
        return found.Count > 0 ? found : [new Difference(DifferenceKind.Changed, file, names.OfFile(file), DifferenceTexts.Layout)];
    }

    private static Difference Cut(Difference difference) =>
        difference with { Before = Cut(difference.Before), After = Cut(difference.After) };

    private static string? Cut(string? text) =>
        text is { Length: > TextCharactersMax } ? string.Concat(text.AsSpan(0, TextCharactersMax - 1), "…") : text;
}

/// <summary>Compares things that have a key and some aspects, each written as text.</summary>
internal static class AspectDifferences
{
    public static IEnumerable<Difference> Between(
        string file, string subject, string? elementId, IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> after)
    {
        foreach (var aspect in before.Keys.Union(after.Keys))
        {
            var was = before.GetValueOrDefault(aspect);
            var becomes = after.GetValueOrDefault(aspect);
            if (was != becomes) yield return new Difference(DifferenceKind.Changed, file, subject, aspect, was, becomes, elementId);
        }
    }
}
