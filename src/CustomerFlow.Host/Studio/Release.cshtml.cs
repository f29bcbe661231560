using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using CustomerFlow.Host.Studio.Differences;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Studio;

/// <summary>One published version: who published it, and what it changed in the version before.</summary>
[Authorize(Policies.Design)]
internal sealed class ReleaseModel(StudioQueries queries, PeopleNames people) : PageModel
{
    public WorkflowFiles Workflow { get; private set; } = null!;

    public PackNames Names { get; private set; } = null!;

    public ReleaseLine Release { get; private set; } = null!;

    public bool IsFirst { get; private set; }

    public IReadOnlyList<Difference> Changes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string name, long key, CancellationToken cancellationToken)
    {
        if (await queries.FilesAsync(name, cancellationToken) is not { } workflow) return NotFound();
        var history = await queries.HistoryAsync(name, cancellationToken);
        if (history.FirstOrDefault(release => release.Key == key) is not { } release) return NotFound();
        Workflow = workflow;
        Names = new PackNames(workflow.Files);
        Release = release;
        // Newest first: the one before it in time is the next of those with a smaller key.
        var before = history.FirstOrDefault(other => other.Key < key);
        IsFirst = before is null;
        if (before is not null)
            Changes = DraftDifferences.Between(
                await queries.FilesOfAsync(before.Key, cancellationToken), await queries.FilesOfAsync(key, cancellationToken));
        await people.LoadAsync([release.By, workflow.Draft?.Row.ChangedBy], cancellationToken);
        return Page();
    }
}
