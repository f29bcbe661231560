using System.Globalization;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Records;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Demo;

/// <summary>A colleague has moved a customer up a tier and entered a new number of its contact: both wait for another's check.</summary>
internal sealed class DemoRecords(DbPool pool, DemoCustomers customers, RecordChecks checks, WaitingChanges waiting, SubjectKeys subjects)
{
    private const string Customer = "qingshan";
    private const string EnteredBy = "agent";
    private const string NewPhone = "13810010033";

    private static readonly AccessScope Scope = AccessScope.System("demo");

    public async Task AddAsync(CancellationToken cancellationToken)
    {
        await using var db = pool.Open(Scope);
        // The past that was broken off is told on: this part of it may be there.
        if (await db.Set<CaseRow>().AnyAsync(row => row.Type == RecordChecks.CaseType, cancellationToken)) return;
        var (customerKey, contactKey) = await customers.FindAsync(Customer, cancellationToken);
        var person = await db.People.Where(row => row.UserName == EnteredBy).Select(row => row.Key).SingleAsync(cancellationToken);
        var author = new RecordAuthor(
            new TurnActor(EnteredBy, string.Create(CultureInfo.InvariantCulture, $"person:{person}")), person);
        await checks.RunAsync(customerKey, isNew: false, author, async turn =>
        {
            var customer = await turn.Db.Customers.SingleAsync(row => row.Key == customerKey, cancellationToken);
            var contact = await turn.Db.Contacts.AsNoTracking().SingleAsync(row => row.Key == contactKey, cancellationToken);
            var details = ContactVault.Read(contact, await subjects.OpenAsync(turn.Db, contactKey, cancellationToken));
            await WaitAsync(turn, RecordFields.Customer, customerKey, RecordFields.Of(customer, null), (RecordFields.Tier, "high"));
            await WaitAsync(turn, RecordFields.Contact, contactKey, RecordFields.Of(contact, details), (RecordFields.Phone, NewPhone));
            return new Saving.Saved(customerKey);
        }, cancellationToken);

        Task WaitAsync(RecordTurn turn, string record, long key, Dictionary<string, string?> before, (string Field, string Value) change)
        {
            var like = new RecordChange
            {
                CustomerKey = customerKey, RecordKey = key, Record = record, Field = change.Field, InstanceKey = turn.CheckKey ?? 0,
                EnteredByKey = person,
            };
            var typed = new Dictionary<string, string?>(StringComparer.Ordinal) { [change.Field] = change.Value };
            return waiting.WriteAsync(turn, like, new FieldPlan([], [change.Field], []), before, typed, cancellationToken);
        }
    }
}
