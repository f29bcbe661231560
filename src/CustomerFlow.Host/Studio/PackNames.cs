using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Texts;
using Languages = CustomerFlow.Host.Shared.Languages;

namespace CustomerFlow.Host.Studio;

/// <summary>What the files, steps and problems of a pack are called for the reader.</summary>
internal sealed class PackNames
{
    private readonly IReadOnlyList<ResourceFile> files;
    private readonly TextCatalog texts;
    private readonly Dictionary<string, string> diagram = new(StringComparer.Ordinal);
    private readonly HashSet<string> elements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> taskOfForm = new(StringComparer.Ordinal);

    public PackNames(IReadOnlyList<ResourceFile> files)
    {
        this.files = files;
        texts = TextCatalog.Read(TextOr(PackFile.ChineseTexts), TextOr(PackFile.EnglishTexts)).Catalog;
        foreach (var process in Flows(files).SelectMany(reading => reading.Processes)) Learn(process);
    }

    /// <summary>A step, process, decision or rule in the reader's language, else as its file says.</summary>
    public string Of(string id, string? written = null)
    {
        var name = texts.Find(id, Languages.Code(Languages.Current)) ?? written ?? diagram.GetValueOrDefault(id);
        return string.IsNullOrWhiteSpace(name) ? id : name.ReplaceLineEndings(" ");
    }

    /// <summary>Whether a flow has an element of this id.</summary>
    public bool HasElement(string id) => elements.Contains(id);

    /// <summary>A file by what it is for: "Investigate", "Decision (Chinese)".</summary>
    public string OfFile(string file) => PackFile.KindOf(file) switch
    {
        PackFileKind.Flow => StudioTexts.Flow,
        PackFileKind.Texts => StudioTexts.Texts,
        PackFileKind.Mail =>
            $"{ShortNameOf(file)} ({(PackFile.MailLanguage(file) == Language.Zh ? StudioTexts.Chinese : StudioTexts.English)})",
        _ => ShortNameOf(file),
    };

    /// <summary>A file among others of its kind.</summary>
    public string ShortNameOf(string file)
    {
        var id = Path.GetFileNameWithoutExtension(file);
        return PackFile.KindOf(file) switch
        {
            PackFileKind.Form when taskOfForm.TryGetValue(id, out var task) => Of(task),
            PackFileKind.Mail => OfMail(PackFile.MailName(file)),
            _ => Of(id),
        };
    }

    /// <summary>A mail as its owner speaks of it; the name of its files when the texts have none.</summary>
    public string OfMail(string mail) => Of($"mail.{mail}", mail);

    public static IEnumerable<BpmnReading> Flows(IReadOnlyList<ResourceFile> files) =>
        files.Where(file => PackFile.KindOf(file.Name) == PackFileKind.Flow).Select(file => BpmnReader.Read(file.Name, file.Content));

    private void Learn(ProcessDefinition process)
    {
        foreach (var element in process.Elements)
        {
            elements.Add(element.Id);
            if (!string.IsNullOrWhiteSpace(element.Name)) diagram.TryAdd(element.Id, element.Name);
            if (element is Element.UserTask { Definition.FormId: { } form }) taskOfForm.TryAdd(form, element.Id);
        }
    }

    private string TextOr(string name) => files.TextOf(name) is { Length: > 0 } text ? text : "{}";
}
