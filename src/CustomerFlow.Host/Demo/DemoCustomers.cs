using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Host.Records;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Demo;

/// <summary>Puts the demo's customers on file, all in one commit.</summary>
internal sealed class DemoCustomers(DbPool pool, KeyBlocks keys, SubjectKeys subjects, ContactVault vault)
{
    private const string NumberBegins = "K-D";

    /// <summary>Nobody has looked at this one for so long that the job about old records finds it.</summary>
    private const string Stale = "harbour";

    private static readonly TimeSpan StaleFor = TimeSpan.FromDays(400);

    public async Task AddAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(AccessScope.System("demo"));
        if (await db.Customers.AnyAsync(row => row.Number.StartsWith(NumberBegins), cancellationToken)) return;
        var owners = await db.People.ToDictionaryAsync(row => row.UserName, row => row.Key, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var (index, demo) in DemoStories.Customers.Index())
        {
            var customer = new Customer
            {
                Key = await keys.NextAsync(cancellationToken),
                Number = NumberOf(index),
                Kind = demo.Kind,
                Source = "demo",
                Tier = demo.Tier,
                Stage = demo.Stage,
                Language = demo.Language,
                OwnerKey = demo.Owner is { } owner ? owners[owner] : null,
                CreatedAt = now - (demo.Id == Stale ? StaleFor : TimeSpan.Zero),
                // The last one is still to be checked by a second colleague.
                VerifiedAt = index == DemoStories.Customers.Count - 1 ? null : now,
            }.Rename(demo.Name);
            var contact = new Contact
            {
                Key = await keys.NextAsync(cancellationToken), CustomerKey = customer.Key, Language = demo.Language,
                VerifiedAt = customer.VerifiedAt,
            }.Rename(demo.Contact, demo.Name);
            var dataKey = await subjects.OpenAsync(db, contact.Key, cancellationToken);
            var details = new ContactDetails(demo.Phone, demo.Email, null, null);
            vault.Write(contact, dataKey, details);
            db.AddRange(customer, contact);
            var since = now - (demo.Id == Stale ? StaleFor : TimeSpan.Zero);
            db.AddRange(FieldsOf(customer.Key, RecordFields.Of(customer, null), since));
            db.AddRange(FieldsOf(contact.Key, RecordFields.Of(contact, details), since));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The customer of a story and its contact.</summary>
    public async Task<(long CustomerKey, long ContactKey)> FindAsync(string id, CancellationToken cancellationToken)
    {
        var number = NumberOf(DemoStories.Customers.Index().Single(row => row.Item.Id == id).Index);
        await using var db = pool.Open(AccessScope.System("demo"));
        var customer = await db.Customers.Where(row => row.Number == number).Select(row => row.Key).SingleAsync(cancellationToken);
        return (customer, await db.Contacts.Where(row => row.CustomerKey == customer).OrderBy(row => row.Key).Select(row => row.Key)
            .FirstAsync(cancellationToken));
    }

    private static IEnumerable<RecordField> FieldsOf(long recordKey, Dictionary<string, string?> values, DateTimeOffset since) =>
        values.Where(pair => pair.Value is not null)
            .Select(pair => new RecordField { RecordKey = recordKey, Field = pair.Key, ChangedAt = since });

    private static string NumberOf(int index) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{NumberBegins}-{index + 1:000000}");
}
