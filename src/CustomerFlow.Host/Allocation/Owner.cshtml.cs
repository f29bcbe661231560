using System.Diagnostics;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Allocation;

/// <summary>Gives a customer to another person: at once by a manager, as a proposal by everybody else.</summary>
[Authorize(Policies.Work)]
internal sealed class OwnerModel(
    TransferCustomer transfer, AssignOwner assign, ChooseOwner choose, PeopleNames names, IAuthorizationService permissions) : PageModel
{
    [BindProperty]
    public OwnerFields Fields { get; set; } = new();

    public OwnedCustomer Customer { get; private set; } = null!;

    public IReadOnlyList<PersonChoice> People { get; private set; } = [];

    /// <summary>Whom the table would choose; null where it is not asked.</summary>
    public OwnerChoice? Suggestion { get; private set; }

    public bool MayDecide { get; private set; }

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(key, cancellationToken)) return NotFound();
        Fields.From = Customer.Owner;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long key, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(key, cancellationToken)) return NotFound();
        var saving = MayDecide
            ? await transfer.ChangeAsync(key, Fields, cancellationToken) : await transfer.ProposeAsync(key, Fields, cancellationToken);
        switch (saving)
        {
            case Saving.Saved:
                TempData["Done"] = (MayDecide ? OwnerTexts.Changed : OwnerTexts.Proposed).ToString();
                return LocalRedirect($"/customers/{key}");
            case Saving.Refused refused:
                ModelState.Show(refused, nameof(Fields));
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                if (!await LoadAsync(key, cancellationToken)) return NotFound();
                // What was chosen stays; sent once more, it is a change of what stands there now.
                Fields.From = Customer.Owner;
                return Page();
            case Saving.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }

    public async Task<IActionResult> OnPostAssignAsync(long key, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(key, cancellationToken)) return NotFound();
        if (!MayDecide) return Forbid();
        var isAssigned = await assign.AssignAsync([key], cancellationToken) == 1;
        TempData["Done"] = (isAssigned ? AssignTexts.Assigned : AssignTexts.NotAssigned).ToString();
        return LocalRedirect($"/customers/{key}");
    }

    private async Task<bool> LoadAsync(long key, CancellationToken cancellationToken)
    {
        if (await transfer.FindAsync(key, cancellationToken) is not { } customer) return false;
        Customer = customer;
        MayDecide = (await permissions.AuthorizeAsync(User, Policies.Allocate)).Succeeded;
        People = [.. (await names.ColleaguesAsync(cancellationToken)).Where(person => person.Username != customer.Owner)];
        if (MayDecide && customer.Owner is null) Suggestion = await choose.SuggestAsync(key, cancellationToken);
        await names.LoadAsync([customer.Owner, Suggestion?.Owner], cancellationToken);
        return true;
    }
}
