using System.Diagnostics;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using CustomerFlow.Host.Studio.Differences;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Studio;

/// <summary>A mail in both languages, with what its readers will see beside it.</summary>
[Authorize(Policies.Design), UsesIslands]
internal sealed class MailModel(StudioQueries queries, DraftEditing editing, MailPreviews previews, PeopleNames people) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "mail")]
    public string Mail { get; set; } = "";

    public WorkflowFiles Workflow { get; private set; } = null!;

    public PackNames Names { get; private set; } = null!;

    public string Chinese { get; private set; } = "";

    public string English { get; private set; } = "";

    public IReadOnlyList<MailPreview> Previews { get; private set; } = [];

    public IReadOnlyList<PlaceholderLine> Placeholders { get; private set; } = [];

    public Conflict? Conflict { get; private set; }

    [TempData]
    public string? Done { get; set; }

    public string ChineseFile => PackFile.MailFile(Mail, Language.Zh);

    private string EnglishFile => PackFile.MailFile(Mail, Language.En);

    public async Task<IActionResult> OnGetAsync(string name, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(name, cancellationToken)) return NotFound();
        return Show(Workflow.Files.TextOf(ChineseFile), Workflow.Files.TextOf(EnglishFile));
    }

    public async Task<IActionResult> OnPostPreviewAsync(string name, string? chinese, string? english, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(name, cancellationToken)) return NotFound();
        return Show(chinese, english);
    }

    public async Task<IActionResult> OnPostSaveAsync(
        string name, int revision, string? chinese, string? english, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(name, cancellationToken)) return NotFound();
        if (!ModelState.IsValid) return BadRequest();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal) { [ChineseFile] = chinese ?? "", [EnglishFile] = english ?? "" };
        switch (await editing.SaveAsync(Workflow, revision, texts, cancellationToken))
        {
            case SaveOutcome.Saved:
                Done = StudioTexts.Saved;
                return LocalRedirect(PackFile.Address(name, ChineseFile));
            case SaveOutcome.Conflict conflict:
                await people.LoadAsync([conflict.By], cancellationToken);
                Conflict = new Conflict(
                    PackFile.Address(name, ChineseFile), conflict.By, conflict.At, conflict.Revision,
                    [new("chinese", chinese ?? ""), new("english", english ?? "")],
                    DraftDifferences.Between(Workflow.Files, Workflow.With(texts)));
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Show(chinese, english);
            default:
                throw new UnreachableException();
        }
    }

    private PageResult Show(string? chinese, string? english)
    {
        Chinese = chinese ?? "";
        English = english ?? "";
        Previews = [previews.Of(Language.Zh, ChineseFile, Chinese), previews.Of(Language.En, EnglishFile, English)];
        Placeholders = MailPreviews.PlaceholdersOf(Workflow.Files, Mail);
        return Page();
    }

    private async Task<bool> LoadAsync(string name, CancellationToken cancellationToken)
    {
        if (await queries.FilesAsync(name, cancellationToken) is not { } workflow) return false;
        if (workflow.Files.All(file => file.Name != ChineseFile && file.Name != EnglishFile)) return false;
        Workflow = workflow;
        Names = new PackNames(workflow.Files);
        await people.LoadAsync([workflow.Draft?.Row.ChangedBy], cancellationToken);
        return true;
    }
}
