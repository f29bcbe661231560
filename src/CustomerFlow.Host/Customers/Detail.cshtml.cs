using CustomerFlow.Host.Access;
using CustomerFlow.Host.Instances;
using CustomerFlow.Host.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Customers;

[Authorize(Policies.ReadCases)]
internal sealed class DetailModel(CustomerQueries customers, CaseQueries cases, PeopleNames names) : PageModel
{
    public CustomerDetail Customer { get; private set; } = null!;

    public IReadOnlyList<ContactLine> Contacts { get; private set; } = [];

    public IReadOnlyList<CaseLine> Cases { get; private set; } = [];

    public IReadOnlyList<InteractionLine> Interactions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken cancellationToken)
    {
        if (await customers.FindAsync(key, cancellationToken) is not { } customer) return NotFound();
        Customer = customer;
        Contacts = await customers.ContactsAsync(key, cancellationToken);
        Cases = await cases.OfCustomerAsync(key, cancellationToken);
        Interactions = await customers.InteractionsAsync(key, cancellationToken);
        await names.LoadAsync(Interactions.Select(line => line.By).Append(customer.Owner), cancellationToken);
        return Page();
    }
}
