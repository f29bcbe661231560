using CustomerFlow.Data.Workflows.Releases;

namespace CustomerFlow.Host.Studio.Labels;

/// <summary>The texts of a pack while names change in them.</summary>
internal sealed class NameTable
{
    private readonly IReadOnlyList<TextLine> begun;
    private readonly SortedDictionary<string, TextLine> lines = new(StringComparer.Ordinal);

    private NameTable(IReadOnlyList<TextLine> begun)
    {
        this.begun = begun;
        foreach (var line in begun) lines[line.Key] = line;
    }

    /// <summary>Null when the pack has no texts, or none that can be read: then its files keep their own names.</summary>
    public static NameTable? Read(IReadOnlyList<ResourceFile> files) =>
        files.Any(file => PackFile.KindOf(file.Name) == PackFileKind.Texts) && TextTable.Read(files) is { } lines
            ? new NameTable(lines)
            : null;

    public bool Has(string key) => lines.ContainsKey(key);

    public string? Find(string key, Language language) =>
        lines.TryGetValue(key, out var line) && line.In(language) is { Length: > 0 } text ? text : null;

    public void Put(string key, Language language, string text) =>
        lines[key] = lines.GetValueOrDefault(key, new TextLine(key, "", "")).With(language, text);

    public void Remove(string key) => lines.Remove(key);

    public void Copy(string from, string to)
    {
        if (lines.TryGetValue(from, out var line)) lines[to] = line with { Key = to };
    }

    /// <summary>The files that differ from those read.</summary>
    public Dictionary<string, string> Changed() => begun.SequenceEqual(lines.Values) ? [] : TextTable.Write([.. lines.Values]);
}
