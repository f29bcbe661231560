using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Customers;

[Authorize(Policies.MergeCustomers)]
internal sealed class DuplicatesModel(DuplicateQueries duplicates) : PageModel
{
    public IReadOnlyList<DuplicatePair> Pairs { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Pairs = await duplicates.FindAsync(cancellationToken);
}
