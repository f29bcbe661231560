using System.Diagnostics;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Records;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Customers;

[Authorize(Policies.Work)]
internal sealed class EditModel(ChangeCustomer change, CheckSheets sheets, RecordAges ages) : PageModel
{
    [BindProperty]
    public CustomerFields Fields { get; set; } = new();

    public string Name { get; private set; } = "";

    /// <summary>What waits for a second colleague.</summary>
    public CheckSheet Waiting { get; private set; } = null!;

    public IReadOnlyList<FieldAge> Ages { get; private set; } = [];

    [TempData]
    public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken cancellationToken)
    {
        if (await change.FieldsAsync(key, cancellationToken) is not { } fields) return NotFound();
        Fields = fields;
        return await ShowAsync(key, fields, cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(long key, CancellationToken cancellationToken)
    {
        switch (await change.UpdateAsync(key, Fields, cancellationToken))
        {
            case Saving.Saved saved:
                TempData["Done"] = (saved.Note ?? CustomerTexts.Saved).ToString();
                return LocalRedirect($"/customers/{key}");
            case Saving.Refused refused:
                if (await change.FieldsAsync(key, cancellationToken) is not { } stored) return NotFound();
                ModelState.Show(refused, nameof(Fields));
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                // What was typed stays; sent once more, it is a change of what stands there now.
                Fields.Revision = stored.Revision;
                return await ShowAsync(key, stored, cancellationToken);
            case Saving.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }

    public async Task<IActionResult> OnPostConfirmAsync(long key, CancellationToken cancellationToken)
    {
        if (await ages.ConfirmAsync(key, cancellationToken) is not Saving.Saved) return NotFound();
        Done = RecordTexts.ConfirmedAll;
        return LocalRedirect($"/customers/{key}/edit");
    }

    private async Task<IActionResult> ShowAsync(long key, CustomerFields stored, CancellationToken cancellationToken)
    {
        Name = stored.Name!;
        Waiting = (await sheets.OfCustomerAsync(key, cancellationToken))!.Of(key);
        Ages = await ages.OfAsync(key, cancellationToken);
        return Page();
    }
}
