using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.People;

[Authorize(Policies.ManagePeople)]
internal sealed class IndexModel(PeopleQueries queries, PeopleNames names, Display display) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    [BindProperty(SupportsGet = true, Name = PagerModel.Parameter)]
    public string? After { get; set; }

    public PageOf<PersonLine> Lines { get; private set; } = new([], null);

    public DateOnly Today => display.Today;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Query = Paging.SearchText(Query);
        Lines = await queries.ListAsync(Query, Today, ListPlace.Parse(After), RequestLimits.PageSize, cancellationToken);
        await names.LoadAsync(Lines.Items.Select(line => line.Supervisor), cancellationToken);
        await names.LoadTeamsAsync(cancellationToken);
    }
}
