using System.Diagnostics;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Records;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Customers;

[Authorize(Policies.Work)]
internal sealed class EditContactModel(
    ChangeContact change, ContactMarks marks, CustomerQueries customers, CheckSheets sheets, RecordAges ages, AskDetails ask)
    : PageModel
{
    /// <summary>The ways in which we reach people, as far as a mark can forbid them.</summary>
    public static readonly IReadOnlyList<string> MarkChannels = ["phone", "mail", "message", "sms", "visit"];

    [BindProperty]
    public ContactFields Fields { get; set; } = new();

    public string Name { get; private set; } = "";

    public long CustomerKey { get; private set; }

    public string CustomerName { get; private set; } = "";

    /// <summary>What waits for a second colleague.</summary>
    public CheckSheet Waiting { get; private set; } = null!;

    public IReadOnlyList<FieldAge> Ages { get; private set; } = [];

    public IReadOnlyList<MarkLine> Marks { get; private set; } = [];

    [TempData]
    public string? Done { get; set; }

    [TempData]
    public string? Refused { get; set; }

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
                Done = saved.Note ?? CustomerTexts.Saved;
                return LocalRedirect($"/customers/{saved.Key}");
            case Saving.Refused refused:
                if (await change.FieldsAsync(key, cancellationToken) is not { } stored) return NotFound();
                ModelState.Show(refused, nameof(Fields));
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                Fields.Revision = stored.Revision;
                return await ShowAsync(key, stored, cancellationToken);
            case Saving.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }

    public async Task<IActionResult> OnPostMarkAsync(long key, string? channel, string? purpose, CancellationToken cancellationToken) =>
        After(key, await marks.AddAsync(key, channel, purpose, cancellationToken));

    public async Task<IActionResult> OnPostEndMarkAsync(long key, string? channel, string? purpose, CancellationToken cancellationToken) =>
        After(key, await marks.EndAsync(key, channel, purpose, cancellationToken));

    public async Task<IActionResult> OnPostConfirmAsync(long key, CancellationToken cancellationToken) =>
        After(key, await ages.ConfirmAsync(key, cancellationToken), RecordTexts.ConfirmedAll);

    public async Task<IActionResult> OnPostAskAsync(long key, CancellationToken cancellationToken) =>
        After(key, await ask.RunAsync(key, cancellationToken), DetailsTexts.Asked);

    private IActionResult After(long key, Saving saving, Text? done = null)
    {
        switch (saving)
        {
            case Saving.Saved:
                Done = done ?? CustomerTexts.Saved;
                break;
            case Saving.Refused refused:
                Refused = refused.Problems[0].Why;
                break;
            default:
                return NotFound();
        }

        return LocalRedirect($"/contacts/{key}");
    }

    private async Task<IActionResult> ShowAsync(long key, ContactFields stored, CancellationToken cancellationToken)
    {
        Name = stored.Name!;
        CustomerKey = (await change.CustomerOfAsync(key, cancellationToken))!.Value;
        CustomerName = (await customers.FindAsync(CustomerKey, cancellationToken))!.Name;
        Marks = await marks.OfAsync(key, cancellationToken);
        Waiting = (await sheets.OfCustomerAsync(CustomerKey, cancellationToken))!.Of(key);
        Ages = await ages.OfAsync(key, cancellationToken);
        return Page();
    }
}
