using System.Diagnostics;
using CustomerFlow.Data;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Allocation;

[Authorize(Policies.Work)]
internal sealed class PoolModel(PublicPool pool, AssignOwner assign, PeopleNames names, Display display) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    [BindProperty(SupportsGet = true, Name = "tier")]
    public string? Tier { get; set; }

    [BindProperty(SupportsGet = true, Name = "region")]
    public string? Region { get; set; }

    [BindProperty(SupportsGet = true, Name = PagerModel.Parameter)]
    public string? After { get; set; }

    [TempData]
    public string? Done { get; set; }

    public string? Refused { get; private set; }

    public PageOf<PoolLine> Lines { get; private set; } = new([], null);

    public IReadOnlyList<PoolAllowance> Allowances { get; private set; } = [];

    public IReadOnlyList<string> Regions { get; private set; } = [];

    /// <summary>May give customers to others.</summary>
    public bool MayDecide => User.May(Policies.Allocate);

    public bool IsFiltered => Query is not null || Tier is not null || Region is not null;

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostClaimAsync(long key, CancellationToken cancellationToken)
    {
        switch (await pool.ClaimAsync(key, cancellationToken))
        {
            case ClaimOutcome.Claimed:
                TempData["Done"] = PoolTexts.Claimed.ToString();
                return LocalRedirect($"/customers/{key}");
            case ClaimOutcome.Taken taken:
                await names.LoadAsync([taken.By], cancellationToken);
                return await RefuseAsync(taken is { By: { } by, At: { } at }
                    ? PoolTexts.Taken.With(names.Of(by), display.Time(at), taken.Name)
                    : PoolTexts.Gone.With(taken.Name), cancellationToken);
            case ClaimOutcome.LimitReached reached:
                return await RefuseAsync(reached.Why, cancellationToken);
            case ClaimOutcome.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Assigns the customers of the page that was looked at, by the table.</summary>
    public async Task<IActionResult> OnPostAssignAsync(long[] keys, CancellationToken cancellationToken)
    {
        if (!MayDecide) return Forbid();
        var asked = keys.Distinct().Take(RequestLimits.PageSize).ToList();
        var assigned = await assign.AssignAsync(asked, cancellationToken);
        Done = AssignTexts.AssignedCount.With(assigned, asked.Count - assigned);
        return LocalRedirect("/pool");
    }

    private async Task<IActionResult> RefuseAsync(string why, CancellationToken cancellationToken)
    {
        Refused = why;
        Response.StatusCode = StatusCodes.Status409Conflict;
        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Query = Paging.SearchText(Query);
        Tier = DomainRules.Tiers.Contains(Tier ?? "") ? Tier : null;
        Region = Paging.SearchText(Region);
        Lines = await pool.ListAsync(
            new PoolFilter(Query, Tier, Region), ListPlace.Parse(After), RequestLimits.PageSize, cancellationToken);
        Allowances = await pool.AllowancesAsync(cancellationToken);
        Regions = await pool.RegionsAsync(cancellationToken);
    }
}
