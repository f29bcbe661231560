using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.People;

/// <summary>The directory for everybody; who manages people finds leavers and the way to each person's page here too.</summary>
[Authorize]
internal sealed class IndexModel(
    PeopleQueries queries, PeopleNames names, IAuthorizationService authorization, Display display)
    : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    [BindProperty(SupportsGet = true, Name = PagerModel.Parameter)]
    public string? After { get; set; }

    public PageOf<PersonLine> Lines { get; private set; } = new([], null);

    /// <summary>Whether the reader may open a person's page.</summary>
    public bool MayManage { get; private set; }

    public bool MayAdminister { get; private set; }

    public DateOnly Today => display.Today;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Query = Paging.SearchText(Query);
        MayManage = (await authorization.AuthorizeAsync(User, Policies.ManagePeople)).Succeeded;
        MayAdminister = (await authorization.AuthorizeAsync(User, Policies.AdministerPeople)).Succeeded;
        Lines = await queries.ListAsync(Query, MayManage, Today, ListPlace.Parse(After), RequestLimits.PageSize, cancellationToken);
        await names.LoadAsync(Lines.Items.Select(line => line.Supervisor), cancellationToken);
        await names.LoadTeamsAsync(cancellationToken);
    }
}
