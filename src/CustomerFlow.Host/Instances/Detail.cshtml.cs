using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Host.People;
using CustomerFlow.Host.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Instances;

/// <summary>Everything about one case: where it stands on the flow chart, what happened, what is open.</summary>
[Authorize(Policies.ReadCases)]
[UsesIslands]
internal sealed class DetailModel(
    CaseQueries cases, TaskQueries tasks, CaseStory story, PeopleNames names, CaseComments comments)
    : PageModel
{
    public CaseSummary Case { get; private set; } = null!;

    public FlowChart? Flow { get; private set; }

    public Timeline Timeline { get; private set; } = new([], false);

    public ReleasePages Pages { get; private set; } = null!;

    public IReadOnlyList<UserTaskRow> Tasks { get; private set; } = [];

    public IReadOnlyList<FailureLine> Failures { get; private set; } = [];

    public string? CommentText { get; private set; }

    /// <summary>Auditors and process owners read cases and change nothing on them.</summary>
    public bool MayWork => User.May(Policies.Work);

    [TempData]
    public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken cancellationToken)
    {
        if (await cases.SummaryAsync(key, cancellationToken) is not { } summary) return NotFound();
        await LoadAsync(summary, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostCommentAsync(long key, string? text, CancellationToken cancellationToken)
    {
        if (await cases.SummaryAsync(key, cancellationToken) is not { } summary) return NotFound();
        var comment = text?.Trim();
        if (string.IsNullOrEmpty(comment) || comment.Length > CaseComments.CharactersMax)
        {
            ModelState.AddModelError("text", InstanceTexts.CommentMissing.With(CaseComments.CharactersMax));
            CommentText = text;
            await LoadAsync(summary, cancellationToken);
            return Page();
        }

        await comments.AddAsync(key, comment, cancellationToken);
        Done = InstanceTexts.CommentSaved;
        return RedirectToPage(new { key });
    }

    public string TaskName(UserTaskRow task) => Pages.Name(task.ElementId, task.Name);

    private async Task LoadAsync(CaseSummary summary, CancellationToken cancellationToken)
    {
        Case = summary;
        (Pages, Flow, Timeline, Failures) = await story.OfAsync(summary.InstanceKey, cancellationToken);
        Tasks = await tasks.OfInstanceAsync(summary.InstanceKey, cancellationToken);
        await names.LoadAsync(Tasks.Select(task => task.Assignee).Append(summary.Owner).Append(summary.Customer?.Owner), cancellationToken);
        await names.LoadTeamsAsync(cancellationToken);
    }
}
