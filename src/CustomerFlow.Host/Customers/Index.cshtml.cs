using CustomerFlow.Data;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Customers;

[Authorize(Policies.ReadCases)]
internal sealed class IndexModel(CustomerQueries queries, PeopleNames names) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    [BindProperty(SupportsGet = true, Name = "tier")]
    public string? Tier { get; set; }

    [BindProperty(SupportsGet = true, Name = PagerModel.Parameter)]
    public string? After { get; set; }

    public PageOf<CustomerLine> Lines { get; private set; } = new([], null);

    public bool IsFiltered => Query is not null || Tier is not null;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Query = Paging.SearchText(Query);
        Tier = DomainRules.Tiers.Contains(Tier ?? "") ? Tier : null;
        Lines = await queries.ListAsync(Query, Tier, ListPlace.Parse(After), RequestLimits.PageSize, cancellationToken);
        await names.LoadAsync(Lines.Items.Select(line => line.Owner), cancellationToken);
    }
}
