using System.Diagnostics;
using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Customers;

[Authorize(Policies.Work)]
internal sealed class NewContactModel(ChangeContact change, CustomerQueries customers) : PageModel
{
    [BindProperty]
    public ContactFields Fields { get; set; } = new();

    public string CustomerName { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken cancellationToken)
    {
        if (await customers.FindAsync(key, cancellationToken) is not { } customer) return NotFound();
        (CustomerName, Fields.Language) = (customer.Name, customer.Language);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long key, CancellationToken cancellationToken)
    {
        switch (await change.CreateAsync(key, Fields, cancellationToken))
        {
            case Saving.Saved saved:
                TempData["Done"] = (saved.Note ?? CustomerTexts.Saved).ToString();
                return LocalRedirect($"/customers/{saved.Key}");
            case Saving.Refused refused:
                if (await customers.FindAsync(key, cancellationToken) is not { } customer) return NotFound();
                CustomerName = customer.Name;
                ModelState.Show(refused, nameof(Fields));
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                return Page();
            case Saving.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }
}
