using System.Diagnostics;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Customers;

/// <summary>One of two records side by side.</summary>
internal sealed record MergeSide(CustomerDetail Customer, IReadOnlyList<ContactLine> Contacts);

[Authorize(Policies.MergeCustomers)]
internal sealed class MergeModel(CustomerQueries customers, MergeCustomers merging, BusinessClock clock) : PageModel
{
    public IReadOnlyList<MergeSide> Sides { get; private set; } = [];

    public string? Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync(long key, long other, CancellationToken cancellationToken) =>
        await LoadAsync([key, other], cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long key, long other, long keep, CancellationToken cancellationToken)
    {
        if (keep != key && keep != other) return NotFound();
        switch (await merging.MergeAsync(keep, keep == key ? other : key, cancellationToken))
        {
            case MergeOutcome.Done done:
                TempData["Done"] = MergeTexts.Done.ToString();
                return LocalRedirect($"/customers/{done.KeptKey}");
            case MergeOutcome.Refused refused:
                if (!await LoadAsync([key, other], cancellationToken)) return NotFound();
                Refused = refused.Why;
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            case MergeOutcome.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }

    private async Task<bool> LoadAsync(IReadOnlyList<long> keys, CancellationToken cancellationToken)
    {
        var sides = new List<MergeSide>();
        foreach (var key in keys)
        {
            if (await customers.FindAsync(key, cancellationToken) is not { } customer) return false;
            sides.Add(new MergeSide(customer, await customers.ContactsAsync(key, clock.Now, cancellationToken)));
        }

        Sides = sides;
        return true;
    }
}
