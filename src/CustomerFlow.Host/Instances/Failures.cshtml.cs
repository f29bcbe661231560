using System.Diagnostics;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Definitions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Instances;

[Authorize(Policies.Operate)]
internal sealed class FailuresModel(
    FailureQueries queries, ReleaseReader releases, Data.Workflows.Work.Instances instances, CurrentPerson me)
    : PageModel
{
    private const int RetriesAtOnceMax = 200;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    [BindProperty(SupportsGet = true, Name = PagerModel.Parameter)]
    public string? After { get; set; }

    [TempData]
    public string? Done { get; set; }

    [TempData]
    public string? Refused { get; set; }

    public PageOf<FailureLine> Lines { get; private set; } = new([], null);

    public Dictionary<long, string> Steps { get; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Query = Paging.SearchText(Query);
        Lines = await queries.ListAsync(Query, ListPlace.Parse(After), RequestLimits.PageSize, cancellationToken);
        foreach (var line in Lines.Items)
            Steps[line.Key] = (await releases.OfDefinitionAsync(line.ProcessDefinitionKey, cancellationToken)).Name(line.ElementId, null);
    }

    public async Task<IActionResult> OnPostRetryAsync(long key, CancellationToken cancellationToken)
    {
        switch (await instances.ResolveIncidentAsync(key, me.Actor, cancellationToken))
        {
            case InstanceOperation.Done:
                Done = InstanceTexts.Retried;
                break;
            case InstanceOperation.AlreadyEnded or InstanceOperation.NotFound:
                Refused = InstanceTexts.AlreadyResolved;
                break;
            case InstanceOperation.Refused:
                Refused = InstanceTexts.RetryRefused;
                break;
            default:
                throw new UnreachableException();
        }

        return RedirectToPage(new { q = Query });
    }

    public async Task<IActionResult> OnPostRetryLikeAsync(long key, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var like in await queries.LikeAsync(key, RetriesAtOnceMax, cancellationToken))
        {
            if (await instances.ResolveIncidentAsync(like, me.Actor, cancellationToken) is InstanceOperation.Done) count++;
        }

        Done = InstanceTexts.RetriedMany.With(count);
        return RedirectToPage(new { q = Query });
    }
}
