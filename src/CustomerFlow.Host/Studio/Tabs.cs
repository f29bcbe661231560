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
    public IEnumerable<FileTab> Files()
    {
        if (OpenKind is not { } kind || kind == PackFileKind.Texts) return [];
        var files = Of(kind).GroupBy(PlainNameOf).ToList();
        return files.Count < 2 ? [] : files.Select(group => TabOf(group.Key, [.. group]));
    }

    private FileTab TabOf(string plainName, IReadOnlyList<string> files)
    {
        var label = Names.ShortNameOf(files[0]);
        return new FileTab(
            label, plainName, OpenKind == PackFileKind.Mail && !SameWords(label, plainName) ? plainName : null,
            PackFile.Address(Workflow.Name, files[0]), OpenFile is not null && files.Contains(OpenFile), files.Any(Workflow.IsChanged));
    }

    private static bool SameWords(string label, string plainName) =>
        string.Equals(label.Replace(' ', '-'), plainName, StringComparison.OrdinalIgnoreCase);

    // Both languages of a mail are one tab.
    private static string PlainNameOf(string file) => PackFile.KindOf(file) == PackFileKind.Mail ? PackFile.MailName(file) : file;

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

/// <summary>One file, or a mail in both its files, among others of its kind.</summary>
/// <param name="Label">What it is called in the reader's language.</param>
/// <param name="File">What it is called in the pack.</param>
/// <param name="Note">What stands behind the label: steps and mails may be called the same.</param>
/// <param name="Address">Its page.</param>
/// <param name="IsOpen">Whether that page is open.</param>
/// <param name="IsChanged">Whether the draft changes it.</param>
internal sealed record FileTab(string Label, string File, string? Note, string Address, bool IsOpen, bool IsChanged)
{
    public string Hint => IsChanged ? $"{File} ({StudioTexts.Changed})" : File;
}
