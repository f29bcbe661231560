using System.Diagnostics;
using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Customers;

[Authorize(Policies.Work)]
internal sealed class EditModel(ChangeCustomer change) : PageModel
{
    [BindProperty]
    public CustomerFields Fields { get; set; } = new();

    public string Name { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken cancellationToken)
    {
        if (await change.FieldsAsync(key, cancellationToken) is not { } fields) return NotFound();
        (Fields, Name) = (fields, fields.Name!);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long key, CancellationToken cancellationToken)
    {
        switch (await change.UpdateAsync(key, Fields, cancellationToken))
        {
            case Saving.Saved:
                TempData["Done"] = CustomerTexts.Saved.ToString();
                return LocalRedirect($"/customers/{key}");
            case Saving.Refused refused:
                if (await change.FieldsAsync(key, cancellationToken) is not { } stored) return NotFound();
                ModelState.Show(refused, nameof(Fields));
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                // What was typed stays; sent once more, it is a change of what stands there now.
                (Name, Fields.Revision) = (stored.Name!, stored.Revision);
                return Page();
            case Saving.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }
}
