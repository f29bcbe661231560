using System.Diagnostics;
using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Allocation;

/// <summary>A customer and its owner, as the page of a change shows them.</summary>
internal sealed record OwnedCustomer(long Key, string Name, string Tier, string? Owner);

/// <summary>A person's change of owner: at once by who may, as a proposal by everybody else.</summary>
internal sealed class TransferCustomer(
    CustomerFlowDb db, ChangeOwner change, ProposeTransfer proposals, BusinessClock clock, CurrentPerson me)
{
    /// <summary>What a person can choose; the other reasons come from what the software does.</summary>
    public static readonly IReadOnlyList<string> Reasons = ["workload", "expertise", "customer-wish", "territory", "leave", "other"];

    public Task<OwnedCustomer?> FindAsync(long key, CancellationToken cancellationToken) => (
        from customer in db.Customers.AsNoTracking()
        where customer.Key == key && customer.MergedIntoKey == null
        join person in db.People on customer.OwnerKey equals person.Key into owners
        from owner in owners.DefaultIfEmpty()
        select new OwnedCustomer(customer.Key, customer.Name, customer.Tier, owner!.UserName)).SingleOrDefaultAsync(cancellationToken);

    /// <summary>Changes it now, or refuses with what must be corrected.</summary>
    public Task<Saving> ChangeAsync(long key, OwnerFields fields, CancellationToken cancellationToken) =>
        CheckedAsync(key, fields, async (customer, to) =>
        {
            await change.WriteAsync(db, customer, new OwnerChange(to, fields.Reason!, "manual", me.Scope.PersonKey)
            {
                Note = Given(fields.Note),
            }, clock.Now, cancellationToken);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                return new Saving.Refused("", OwnerTexts.ChangedMeanwhile);
            }

            return new Saving.Saved(key);
        }, cancellationToken);

    /// <summary>Starts the small approval; the answer is the key of its case.</summary>
    public Task<Saving> ProposeAsync(long key, OwnerFields fields, CancellationToken cancellationToken) =>
        CheckedAsync(key, fields, async (customer, _) =>
            await proposals.StartAsync(customer, fields, me.Actor, cancellationToken) switch
            {
                Proposal.Started started => new Saving.Saved(started.CaseKey),
                Proposal.AlreadyOpen => new Saving.Refused("", OwnerTexts.AlreadyProposed),
                Proposal.NotReady => new Saving.Refused("", OwnerTexts.NoWorkflow),
                _ => throw new UnreachableException(),
            }, cancellationToken);

    private async Task<Saving> CheckedAsync(
        long key, OwnerFields fields, Func<Customer, long?, Task<Saving>> then, CancellationToken cancellationToken)
    {
        var customer = await db.Customers.AsTracking()
            .SingleOrDefaultAsync(row => row.Key == key && row.MergedIntoKey == null, cancellationToken);
        if (customer is null) return new Saving.NotFound();
        var problems = new List<FieldProblem>();
        var to = await db.People.AsNoTracking().Where(row => row.UserName == fields.To && row.Active)
            .Select(row => (long?)row.Key).SingleOrDefaultAsync(cancellationToken);
        if (to is null && fields.To != OwnerFields.Pool) problems.Add(new(nameof(fields.To), OwnerTexts.ChoosePerson));
        else if (to == customer.OwnerKey) problems.Add(new(nameof(fields.To), OwnerTexts.SamePerson));
        if (!Reasons.Contains(fields.Reason ?? "")) problems.Add(new(nameof(fields.Reason), OwnerTexts.ChooseReason));
        else if (fields.Reason == "other" && Given(fields.Note) is null) problems.Add(new(nameof(fields.Note), OwnerTexts.SayWhy));
        if (fields.Note?.Trim().Length > ChangeOwner.NoteCharactersMax)
            problems.Add(new(nameof(fields.Note), OwnerTexts.NoteTooLong(ChangeOwner.NoteCharactersMax)));
        if (problems.Count > 0) return new Saving.Refused(problems);
        var owner = await db.People.Where(row => row.Key == customer.OwnerKey).Select(row => row.UserName)
            .SingleOrDefaultAsync(cancellationToken);
        return (fields.From ?? "") == (owner ?? "") ? await then(customer, to) : new Saving.Refused("", OwnerTexts.ChangedMeanwhile);
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
