namespace CustomerFlow.Host.Studio;

/// <summary>The way through the parts of a workflow: one tab per kind of file, below it the files of the open kind.</summary>
internal sealed record Tabs(WorkflowFiles Workflow, PackNames Names, string? OpenFile = null)
{
    private PackFileKind? OpenKind => OpenFile is null ? null : PackFile.KindOf(OpenFile);

    public bool IsOverview => OpenFile is null;

    public IEnumerable<(string Label, string Address, bool IsOpen, bool IsChanged)> Kinds()
    {
        foreach (
            var kind in (PackFileKind[])[PackFileKind.Flow, PackFileKind.Table, PackFileKind.Form, PackFileKind.Mail, PackFileKind.Texts])
        {
            var files = Of(kind);
            if (files.Count == 0) continue;
            yield return (Label(kind), PackFile.Address(Workflow.Name, files[0]), kind == OpenKind, files.Any(Workflow.IsChanged));
        }
    }

    /// <summary>Empty when the open kind has one file only.</summary>
    public IEnumerable<(string Label, string Address, bool IsOpen, bool IsChanged)> Files()
    {
        if (OpenKind is not { } kind || kind == PackFileKind.Texts) return [];
        var files = Of(kind).GroupBy(Names.ShortNameOf).ToList();
        return files.Count < 2 ? [] : files.Select(group => (
            group.Key, PackFile.Address(Workflow.Name, group.First()), group.Contains(OpenFile), group.Any(Workflow.IsChanged)));
    }

    private List<string> Of(PackFileKind kind) =>
        [.. Workflow.Files.Select(file => file.Name).Where(name => PackFile.KindOf(name) == kind)
            .OrderBy(Names.ShortNameOf, StringComparer.CurrentCulture)];

    private static Text Label(PackFileKind kind) => kind switch
    {
        PackFileKind.Flow => StudioTexts.Flow,
        PackFileKind.Table => StudioTexts.Tables,
        PackFileKind.Form => StudioTexts.Forms,
        PackFileKind.Mail => StudioTexts.Mails,
        PackFileKind.Texts => StudioTexts.Texts,
        _ => StudioTexts.File,
    };
}
