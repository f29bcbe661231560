using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Host.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Tasks;

[Authorize(Policies.Work)]
internal sealed class IndexModel(
    TaskQueries queries, PeopleNames names, ReleaseReader releases, BusinessClock clock, TaskActions actions)
    : PageModel
{
    [BindProperty(SupportsGet = true, Name = "view")]
    public TaskView View { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    [BindProperty(SupportsGet = true, Name = PagerModel.Parameter)]
    public string? After { get; set; }

    [TempData]
    public string? Done { get; set; }

    [TempData]
    public string? Refused { get; set; }

    /// <summary>Why the click on this very page did nothing; what is to be said on the next one is <see cref="Refused"/>.</summary>
    public string? Problem { get; private set; }

    public PageOf<TaskLine> Lines { get; private set; } = new([], null);

    public TaskCounts Counts { get; private set; } = new(0, 0, 0);

    /// <summary>The names of the tasks' elements in the reader's language, by task key.</summary>
    public Dictionary<long, string> Titles { get; } = [];

    public EmptyState Empty => (Query, View) switch
    {
        ({ } query, _) => new(
            TaskTexts.EmptySearch.With(query), TaskTexts.EmptySearchAdvice, $"/tasks?view={View.ToString().ToLowerInvariant()}",
            ShellTexts.Clear),
        (_, TaskView.Mine) when Counts.Groups > 0 => new(TaskTexts.EmptyMine, TaskTexts.EmptyMineAdvice, "/tasks?view=groups",
            TaskTexts.Groups),
        (_, TaskView.Mine) => new(TaskTexts.EmptyMine, TaskTexts.EmptyGroupsAdvice),
        (_, TaskView.Groups) => new(TaskTexts.EmptyGroups, TaskTexts.EmptyGroupsAdvice),
        _ => new(TaskTexts.EmptyAll, TaskTexts.EmptyAllAdvice),
    };

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Query = Paging.SearchText(Query);
        var search = Query is null ? null : new TaskSearch(Query, await KindsNamedAsync(Query, cancellationToken));
        Lines = await queries.ListAsync(View, search, ListPlace.Parse(After), RequestLimits.PageSize, cancellationToken);
        Counts = await queries.CountAsync(clock.Now, cancellationToken);
        await names.LoadAsync(Lines.Items.Select(line => line.Assignee), cancellationToken);
        await names.LoadTeamsAsync(cancellationToken);
        foreach (var line in Lines.Items)
            Titles[line.Key] = (await releases.OfDefinitionAsync(line.ProcessDefinitionKey, cancellationToken))
                .Name(line.ElementId, line.Name);
    }

    public async Task<IActionResult> OnPostClaimAsync(long key, CancellationToken cancellationToken)
    {
        switch (await actions.ClaimAsync(key, cancellationToken))
        {
            case TaskOutcome.Done:
                Done = TaskTexts.Claimed;
                return RedirectToPage("Detail", new { key });
            case TaskOutcome.NotFound:
                return NotFound();
            case var refused:
                Problem = await TaskAnswers.SayAsync(refused, names, cancellationToken);
                Response.StatusCode = StatusCodes.Status409Conflict;
                await LoadAsync(cancellationToken);
                return Page();
        }
    }

    /// <summary>
    /// The kinds of open tasks whose name, as the reader sees it, holds the text: the diagram's name may be in the other language.
    /// </summary>
    private async Task<IReadOnlyList<string>> KindsNamedAsync(string text, CancellationToken cancellationToken)
    {
        var kinds = new List<string>();
        foreach (var kind in await queries.KindsAsync(cancellationToken))
        {
            var release = await releases.OfDefinitionAsync(kind.ProcessDefinitionKey, cancellationToken);
            var name = release.Name(kind.ElementId, kind.ElementId);
            if (name.Contains(text, StringComparison.OrdinalIgnoreCase)) kinds.Add(kind.Id);
        }

        return kinds;
    }
}
