using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Instances;
using CustomerFlow.Host.People;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Tasks;

/// <summary>One task: its form, and beside it what one needs to know of the case and the customer.</summary>
[Authorize(Policies.Work)]
internal sealed class DetailModel(
    TaskQueries queries, TaskForms forms, CaseQueries cases, PeopleNames names, TaskActions actions)
    : PageModel
{
    public UserTaskRow Task { get; private set; } = null!;

    public TaskForm Form { get; private set; } = null!;

    public FormView? View { get; private set; }

    public CaseSummary? Case { get; private set; }

    public IReadOnlyList<PersonChoice> Colleagues { get; private set; } = [];

    /// <summary>Who was faster, when what was typed came too late.</summary>
    public TaskOutcome.AlreadyEnded? Conflict { get; private set; }

    public bool HasErrors { get; private set; }

    public bool IsMine => Task.Assignee == User.Username();

    public bool MayClaim => actions.MayClaim(Task);

    public bool MayGive => actions.MayGive(Task);

    [TempData]
    public string? Done { get; set; }

    [TempData]
    public string? Refused { get; set; }

    /// <summary>Why what was done on this very page did not work; what is to be said on the next one is <see cref="Refused"/>.</summary>
    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(key, cancellationToken) is not { } task) return NotFound();
        await LoadAsync(task, cancellationToken);
        View = Form.Show(null, null);
        return Page();
    }

    public async Task<IActionResult> OnPostCompleteAsync(long key, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(key, cancellationToken) is not { } task) return NotFound();
        await LoadAsync(task, cancellationToken);
        var posted = await PostedAsync(cancellationToken);
        if (task.State != UserTaskState.Open)
            return Late(new TaskOutcome.AlreadyEnded(task.State, task.CompletedBy, task.EndedAt ?? task.CreatedAt), posted);
        if (!IsMine) return Again(posted, null, TaskTexts.NotYours);
        if (Form.IsUnreadable) return Again(posted, null, TaskTexts.FormUnreadable);
        var checkedForm = Form.Schema is null
            ? new FormOutcome.Accepted(FeelContext.Empty) : FormSubmission.Check(Form.Schema, posted, Form.Context);
        if (checkedForm is not FormOutcome.Accepted accepted)
            return Again(posted, (FormOutcome.Refused)checkedForm, TaskTexts.CorrectErrors);
        var outcome = await actions.CompleteAsync(key, Answers(accepted), cancellationToken);
        switch (outcome)
        {
            case TaskOutcome.Done:
                Done = TaskTexts.Completed.With(Form.Title);
                return LocalRedirect(Case is null ? "/tasks" : $"/cases/{task.InstanceKey}");
            case TaskOutcome.AlreadyEnded late:
                return Late(late, posted);
            case TaskOutcome.NotFound:
                return NotFound();
            default:
                var reason = outcome is TaskOutcome.Refused
                    ? TaskTexts.TooLarge.ToString() : await TaskAnswers.SayAsync(outcome, names, cancellationToken);
                return Again(posted, null, reason);
        }
    }

    public async Task<IActionResult> OnPostClaimAsync(long key, CancellationToken cancellationToken) => await AnswerAsync(
        key, await actions.ClaimAsync(key, cancellationToken), TaskTexts.Claimed, "/tasks/" + key, cancellationToken);

    public async Task<IActionResult> OnPostUnclaimAsync(long key, CancellationToken cancellationToken) => await AnswerAsync(
        key, await actions.UnclaimAsync(key, cancellationToken), TaskTexts.Unclaimed, "/tasks?view=groups", cancellationToken);

    public async Task<IActionResult> OnPostDelegateAsync(long key, string? to, CancellationToken cancellationToken)
    {
        var choice = (await names.ColleaguesAsync(cancellationToken)).FirstOrDefault(person => person.Username == to);
        if (choice is null)
        {
            Refused = TaskTexts.DelegateMissing;
            return RedirectToPage(new { key });
        }

        var outcome = await actions.GiveAsync(key, choice.Username, cancellationToken);
        return await AnswerAsync(key, outcome, TaskTexts.Delegated.With(choice.Name), "/tasks", cancellationToken);
    }

    private FeelContext Answers(FormOutcome.Accepted accepted) => new(accepted.Values.Entries.Select(entry =>
        KeyValuePair.Create(entry.Key, accepted.MergedInto(Form.Context.Variables).Get(entry.Key))));

    private async Task<IActionResult> AnswerAsync(
        long key, TaskOutcome outcome, string done, string next, CancellationToken cancellationToken)
    {
        if (outcome is TaskOutcome.NotFound) return NotFound();
        if (outcome is TaskOutcome.Done)
        {
            Done = done;
            return LocalRedirect(next);
        }

        if (await queries.FindAsync(key, cancellationToken) is not { } task) return NotFound();
        await LoadAsync(task, cancellationToken);
        Problem = await TaskAnswers.SayAsync(outcome, names, cancellationToken);
        View = Form.Show(null, null);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task LoadAsync(UserTaskRow task, CancellationToken cancellationToken)
    {
        Task = task;
        Form = await forms.OfAsync(task, cancellationToken);
        Case = await cases.SummaryAsync(task.InstanceKey, cancellationToken);
        Colleagues = await names.ColleaguesAsync(cancellationToken);
        await names.LoadAsync([task.Assignee, task.CompletedBy, Case?.Owner, Case?.Customer?.Owner], cancellationToken);
        await names.LoadTeamsAsync(cancellationToken);
    }

    private async Task<Dictionary<string, string[]>> PostedAsync(CancellationToken cancellationToken)
    {
        var form = await Request.ReadFormAsync(cancellationToken);
        return form.ToDictionary(field => field.Key, field => field.Value.OfType<string>().ToArray(), StringComparer.Ordinal);
    }

    private PageResult Late(TaskOutcome.AlreadyEnded late, Dictionary<string, string[]> posted)
    {
        Conflict = late;
        View = Form.Show(posted, null);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private PageResult Again(Dictionary<string, string[]> posted, FormOutcome.Refused? refused, string reason)
    {
        HasErrors = refused is not null;
        Problem = reason;
        View = Form.Show(posted, refused);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
