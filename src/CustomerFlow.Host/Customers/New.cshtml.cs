using System.Diagnostics;
using CustomerFlow.Host.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Customers;

/// <summary>The form about a customer.</summary>
internal sealed record CustomerForm(CustomerFields Fields, bool IsNew);

[Authorize(Policies.Work)]
internal sealed class NewModel(ChangeCustomer change) : PageModel
{
    [BindProperty]
    public CustomerFields Fields { get; set; } = new();

    public void OnGet() => Fields.Language = Languages.Code(Languages.Current);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        switch (await change.CreateAsync(Fields, cancellationToken))
        {
            case Saving.Saved saved:
                TempData["Done"] = (saved.Note ?? CustomerTexts.Saved).ToString();
                return LocalRedirect($"/customers/{saved.Key}");
            case Saving.Refused refused:
                ModelState.Show(refused, nameof(Fields));
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                return Page();
            default:
                throw new UnreachableException();
        }
    }
}
