using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Allocation;
using CustomerFlow.Host.Instances;
using CustomerFlow.Host.People;
using CustomerFlow.Host.Records;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Customers;

[Authorize(Policies.ReadCases)]
internal sealed class DetailModel(
    CustomerQueries customers, CustomerTimeline timeline, DuplicateQueries duplicates, CaseQueries cases, TransferQueries transfers,
    PeopleNames names, CheckSheets sheets, RecordChecks checks, CurrentPerson me) : PageModel
{
    [BindProperty(SupportsGet = true, Name = PagerModel.Parameter)]
    public string? After { get; set; }

    [TempData]
    public string? Done { get; set; }

    [TempData]
    public string? Refused { get; set; }

    /// <summary>What waits for a second colleague.</summary>
    public CheckSheet Waiting { get; private set; } = null!;

    /// <summary>The check that is under way.</summary>
    public long? OpenCheck { get; private set; }

    /// <summary>Somebody should look at it, and nobody does.</summary>
    public bool MayAskForCheck =>
        OpenCheck is null && Customer.MergedIntoKey is null
        && (Customer.VerifiedAt is null || Contacts.Any(contact => !contact.IsVerified && !contact.IsErased));

    public CustomerDetail Customer { get; private set; } = null!;

    public IReadOnlyList<ContactLine> Contacts { get; private set; } = [];

    public IReadOnlyList<CaseLine> Cases { get; private set; } = [];

    public IReadOnlyList<RelatedCustomer> Group { get; private set; } = [];

    public IReadOnlyList<MergeLine> Merges { get; private set; } = [];

    public bool MayMerge => User.May(Policies.MergeCustomers);

    /// <summary>Who looked after the customer, the oldest first.</summary>
    public IReadOnlyList<TransferLine> Path { get; private set; } = [];

    public PageOf<TimelineEntry> Timeline { get; private set; } = new([], null);

    public bool IsMine => Customer.Owner == User.Identity?.Name;

    public bool MayDecide => User.May(Policies.Allocate);

    public bool MayWork => User.May(Policies.Work);

    public async Task<IActionResult> OnGetAsync(
        [FromServices] BusinessClock clock, long key, CancellationToken cancellationToken)
    {
        if (await customers.FindAsync(key, cancellationToken) is not { } customer) return NotFound();
        Customer = customer;
        Contacts = await customers.ContactsAsync(key, clock.Now, cancellationToken);
        Waiting = (await sheets.OfCustomerAsync(key, cancellationToken))!;
        OpenCheck = await checks.OpenAsync(key, cancellationToken);
        Group = await customers.GroupAsync(customer, cancellationToken);
        Cases = await cases.OfCustomerAsync(key, cancellationToken);
        Timeline = await timeline.ReadAsync(customer, ListPlace.Parse(After)?.At, RequestLimits.PageSize, cancellationToken);
        Merges = await duplicates.OfAsync(key, cancellationToken);
        Path = await transfers.PathAsync(key, cancellationToken);
        string?[] holders = [customer.Owner, .. Path.SelectMany(line => new[] { line.From, line.To, line.By })];
        await names.LoadAsync(
            [.. holders, .. Timeline.Items.Select(entry => entry.By), .. Merges.Select(merge => merge.By)], cancellationToken);
        return Page();
    }

    /// <summary>Takes a merge back.</summary>
    public async Task<IActionResult> OnPostUndoAsync(
        long key, long merge, [FromServices] MergeCustomers merging, CancellationToken cancellationToken)
    {
        if (!MayMerge) return Forbid();
        switch (await merging.UndoAsync(merge, cancellationToken))
        {
            case MergeOutcome.Done:
                Done = MergeTexts.Undone;
                break;
            case MergeOutcome.Refused refused:
                Refused = refused.Why;
                break;
            default:
                return NotFound();
        }

        return LocalRedirect($"/customers/{key}");
    }

    /// <summary>A record that came by a complaint, an import or a program is checked when somebody asks for it.</summary>
    public async Task<IActionResult> OnPostCheckAsync(long key, CancellationToken cancellationToken)
    {
        if (!MayWork) return Forbid();
        if (await customers.FindAsync(key, cancellationToken) is null) return NotFound();
        var author = new RecordAuthor(me.Actor, me.Scope.PersonKey);
        var saving = await checks.RunAsync(
            key, isNew: false, author, _ => Task.FromResult<Saving>(new Saving.Saved(key)), cancellationToken);
        if (saving is Saving.Refused refused) Refused = refused.Problems[0].Why;
        else Done = RecordTexts.VerifyAsked;
        return LocalRedirect($"/customers/{key}");
    }
}
