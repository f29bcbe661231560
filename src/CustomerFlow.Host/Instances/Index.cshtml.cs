using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Instances;

[Authorize(Policies.ReadCases)]
internal sealed class IndexModel(CaseQueries queries, PeopleNames names, BusinessClock clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "view")]
    public CaseView View { get; set; }

    [BindProperty(SupportsGet = true, Name = "type")]
    public string? Type { get; set; }

    [BindProperty(SupportsGet = true, Name = "mine")]
    public bool MineOnly { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    [BindProperty(SupportsGet = true, Name = PagerModel.Parameter)]
    public string? After { get; set; }

    public PageOf<CaseLine> Lines { get; private set; } = new([], null);

    public IReadOnlyList<string> Types { get; private set; } = [];

    public int OverdueCount { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Query = Paging.SearchText(Query);
        Type = string.IsNullOrWhiteSpace(Type) ? null : Type;
        var filter = new CaseFilter(View, Type, MineOnly, Query);
        Lines = await queries.ListAsync(filter, clock.Now, ListPlace.Parse(After), RequestLimits.PageSize, cancellationToken);
        Types = await queries.TypesAsync(cancellationToken);
        OverdueCount = await queries.CountAsync(new CaseFilter(CaseView.Overdue, null, false, null), clock.Now, cancellationToken);
        await names.LoadAsync(Lines.Items.Select(line => line.Owner), cancellationToken);
    }
}
