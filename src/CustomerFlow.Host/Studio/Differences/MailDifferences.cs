namespace CustomerFlow.Host.Studio.Differences;

/// <summary>Compares two versions of a mail: its subject, and the stretch of lines between the first and the last that differ.</summary>
internal static class MailDifferences
{
    public static IReadOnlyList<Difference> Between(string file, string before, string after, PackNames names)
    {
        var old = before.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var now = after.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var name = StudioTexts.MailNamed.With(names.OfFile(file));
        var differences = new List<Difference>();
        if (old[0] != now[0])
            differences.Add(new Difference(DifferenceKind.Changed, file, name, DifferenceTexts.Subject, Subject(old[0]), Subject(now[0])));
        var (was, becomes) = Stretch(old.AsSpan(1), now.AsSpan(1));
        if (was != becomes) differences.Add(new Difference(DifferenceKind.Changed, file, name, DifferenceTexts.Wording, was, becomes));
        return differences;
    }

    private static string Subject(string line) => line.TrimStart('#', ' ');

    private static (string? Before, string? After) Stretch(ReadOnlySpan<string> before, ReadOnlySpan<string> after)
    {
        var first = before.CommonPrefixLength(after);
        var was = before[first..].ToArray();
        var becomes = after[first..].ToArray();
        var last = Enumerable.Reverse(was).Zip(Enumerable.Reverse(becomes)).TakeWhile(pair => pair.First == pair.Second).Count();
        return (Join(was[..^last]), Join(becomes[..^last]));
    }

    private static string? Join(string[] lines)
    {
        var text = string.Join('\n', lines).Trim();
        return text.Length == 0 ? null : text;
    }
}
