using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Allocation;
using CustomerFlow.Host.Instances;
using CustomerFlow.Host.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Customers;

[Authorize(Policies.ReadCases)]
internal sealed class DetailModel(
    CustomerQueries customers, CustomerTimeline timeline, CaseQueries cases, TransferQueries transfers, PeopleNames names)
    : PageModel
{
    [BindProperty(SupportsGet = true, Name = PagerModel.Parameter)]
    public string? After { get; set; }

    [TempData]
    public string? Done { get; set; }

    public CustomerDetail Customer { get; private set; } = null!;

    public IReadOnlyList<ContactLine> Contacts { get; private set; } = [];

    public IReadOnlyList<CaseLine> Cases { get; private set; } = [];

    public IReadOnlyList<RelatedCustomer> Group { get; private set; } = [];

    /// <summary>Who looked after the customer, the oldest first.</summary>
    public IReadOnlyList<TransferLine> Path { get; private set; } = [];

    public PageOf<TimelineEntry> Timeline { get; private set; } = new([], null);

    public bool IsMine => Customer.Owner == User.Identity?.Name;

    public bool MayDecide => User.IsInRole(Roles.Manager) || User.IsInRole(Roles.Admin);

    public bool MayWork => User.IsInRole(Roles.Staff) || User.IsInRole(Roles.Manager) || User.IsInRole(Roles.Admin);

    public async Task<IActionResult> OnGetAsync(
        [FromServices] BusinessClock clock, long key, CancellationToken cancellationToken)
    {
        if (await customers.FindAsync(key, cancellationToken) is not { } customer) return NotFound();
        Customer = customer;
        Contacts = await customers.ContactsAsync(key, clock.Now, cancellationToken);
        Group = await customers.GroupAsync(customer, cancellationToken);
        Cases = await cases.OfCustomerAsync(key, cancellationToken);
        Timeline = await timeline.ReadAsync(customer, ListPlace.Parse(After)?.At, RequestLimits.PageSize, cancellationToken);
        Path = await transfers.PathAsync(key, cancellationToken);
        string?[] holders = [customer.Owner, .. Path.SelectMany(line => new[] { line.From, line.To, line.By })];
        await names.LoadAsync(holders.Concat(Timeline.Items.Select(entry => entry.By)), cancellationToken);
        return Page();
    }
}
