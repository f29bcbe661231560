using System.Diagnostics;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using CustomerFlow.Host.Studio.Differences;
using CustomerFlow.Host.Studio.Labels;
using CustomerFlow.Workflows.Definitions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Studio;

/// <summary>The editors that draw: flow, decision table, form.</summary>
[Authorize(Policies.Design), UsesIslands]
internal sealed class EditModel(StudioQueries queries, DraftEditing editing, PeopleNames names) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "file")]
    public string OpenFile { get; set; } = "";

    public WorkflowFiles Workflow { get; private set; } = null!;

    public PackNames Names { get; private set; } = null!;

    public IReadOnlyList<Problem> Problems { get; private set; } = [];

    public Conflict? Conflict { get; private set; }

    [TempData]
    public bool JustSaved { get; set; }

    /// <summary>The open file with the names that it has in the owner's language.</summary>
    public string FileText => OwnersNames.Show(Workflow.Files, OpenFile, Languages.Current);

    public ProblemList ProblemList => new(Workflow.Name, Problems, Names, OpenFile);

    public string Island => PackFile.KindOf(OpenFile) switch
    {
        PackFileKind.Flow => "flow-modeler",
        PackFileKind.Table => "decision-editor",
        PackFileKind.Form => "form-editor",
        _ => throw new UnreachableException(),
    };

    public async Task<IActionResult> OnGetAsync(string name, CancellationToken cancellationToken) =>
        await LoadAsync(name, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostSaveAsync(string name, EditorPost post, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(name, cancellationToken)) return NotFound();
        if (!ModelState.IsValid || string.IsNullOrWhiteSpace(post.Content) || post.IdChanges is not { } idChanges) return BadRequest();
        var language = string.IsNullOrEmpty(post.Language) ? Languages.Current : Languages.Parse(post.Language);
        var texts = OwnersNames.Take(Workflow.Files, OpenFile, post.Content, language, idChanges);
        switch (await editing.SaveAsync(Workflow, post.Revision, texts, cancellationToken))
        {
            case SaveOutcome.Saved:
                JustSaved = true;
                return LocalRedirect(PackFile.Address(name, OpenFile));
            case SaveOutcome.Conflict conflict:
                await ShowAsync(conflict, post, language, texts, cancellationToken);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                throw new UnreachableException();
        }
    }

    private async Task ShowAsync(
        SaveOutcome.Conflict conflict, EditorPost post, Language language, Dictionary<string, string> texts,
        CancellationToken cancellationToken)
    {
        await names.LoadAsync([conflict.By], cancellationToken);
        Conflict = new Conflict(
            PackFile.Address(Workflow.Name, OpenFile), conflict.By, conflict.At, conflict.Revision, [new("content", post.Content!)],
            DraftDifferences.Between(Workflow.Files, Workflow.With(texts)),
            [new("language", Languages.Code(language)), new("formerIds", post.FormerIds ?? "")]);
    }

    private async Task<bool> LoadAsync(string name, CancellationToken cancellationToken)
    {
        if (await queries.FilesAsync(name, cancellationToken) is not { } workflow) return false;
        if (PackFile.KindOf(OpenFile) is not (PackFileKind.Flow or PackFileKind.Table or PackFileKind.Form)) return false;
        if (workflow.Files.All(file => file.Name != OpenFile)) return false;
        Workflow = workflow;
        Names = new PackNames(workflow.Files);
        Problems = await editing.CheckAsync(workflow, cancellationToken);
        await names.LoadAsync([workflow.Draft?.Row.ChangedBy], cancellationToken);
        return true;
    }
}
