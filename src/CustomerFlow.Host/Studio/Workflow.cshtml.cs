using System.Diagnostics;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using CustomerFlow.Host.Studio.Differences;
using CustomerFlow.Workflows.Definitions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Studio;

/// <summary>One workflow: what the draft changes, what is wrong with it, publishing, and going back.</summary>
[Authorize(Policies.Design)]
internal sealed class WorkflowModel(StudioQueries queries, DraftEditing editing, DraftPublishing publishing, PeopleNames people) : PageModel
{
    public const int NoteCharactersMax = 500;

    public WorkflowFiles Workflow { get; private set; } = null!;

    public PackNames Names { get; private set; } = null!;

    public IReadOnlyList<Problem> Problems { get; private set; } = [];

    public IReadOnlyList<Difference> Changes { get; private set; } = [];

    public IReadOnlyList<ReleaseLine> History { get; private set; } = [];

    [TempData]
    public string? Done { get; set; }

    [TempData]
    public string? Refused { get; set; }

    public ProblemList ProblemList => new(Workflow.Name, Problems, Names);

    public int Running => History.Sum(release => release.Running);

    public async Task<IActionResult> OnGetAsync(string name, CancellationToken cancellationToken)
    {
        if (await queries.FilesAsync(name, cancellationToken) is not { } workflow) return NotFound();
        Workflow = workflow;
        Names = new PackNames(workflow.Files);
        Problems = await editing.CheckAsync(workflow, cancellationToken);
        if (workflow.Draft is not null) Changes = DraftDifferences.Between(workflow.Published, workflow.Files);
        History = await queries.HistoryAsync(name, cancellationToken);
        await people.LoadAsync(History.Select(release => release.By).Append(workflow.Draft?.Row.ChangedBy), cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostPublishAsync(string name, int revision, string? note, CancellationToken cancellationToken)
    {
        if (note?.Length > NoteCharactersMax) return BadRequest();
        return Answer(name, await publishing.PublishAsync(name, revision, note, cancellationToken));
    }

    public async Task<IActionResult> OnPostMoveAsync(string name, int revision, CancellationToken cancellationToken) =>
        Answer(name, await publishing.MoveAsync(name, revision, cancellationToken));

    public async Task<IActionResult> OnPostDiscardAsync(string name, CancellationToken cancellationToken) =>
        Answer(name, await publishing.DiscardAsync(name, cancellationToken));

    public async Task<IActionResult> OnPostGoBackAsync(string name, long release, CancellationToken cancellationToken) =>
        Answer(name, await publishing.GoBackAsync(name, release, cancellationToken));

    public static Text OriginOf(ReleaseOrigin origin) => origin switch
    {
        ReleaseOrigin.Pack => StudioTexts.OriginPack,
        ReleaseOrigin.Studio => StudioTexts.OriginStudio,
        ReleaseOrigin.Api => StudioTexts.OriginApi,
        _ => throw new UnreachableException(),
    };

    private IActionResult Answer(string name, PublishingAnswer answer)
    {
        switch (answer)
        {
            case PublishingAnswer.Done done:
                Done = done.Sentence;
                break;
            case PublishingAnswer.Refused refused:
                Refused = refused.Sentence;
                break;
            case PublishingAnswer.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }

        return RedirectToPage(new { name });
    }
}
