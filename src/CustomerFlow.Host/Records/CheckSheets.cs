using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.People;
using CustomerFlow.Data.Protection;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Records;

/// <summary>One field as the checker compares it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Old">On file when the change was entered; null for nothing.</param>
/// <param name="New">What shall stand there; null for nothing.</param>
internal sealed record SheetLine(string Field, string? Old, string? New)
{
    /// <summary>Who entered it; null for a whole new record, whose lines all came at once.</summary>
    public Text? By { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>What stands on file by now, where that is neither the old nor the new value.</summary>
    public string? Meanwhile { get; init; }
}

/// <summary>One customer or contact with what is to be checked of it.</summary>
internal sealed record SheetRecord(long Key, string Record, string Name, IReadOnlyList<SheetLine> Lines)
{
    /// <summary>Nobody has checked any of it yet.</summary>
    public bool IsNew { get; init; }
}

/// <summary>What a check is about.</summary>
internal sealed record CheckSheet(long CustomerKey, long? CheckKey, IReadOnlyList<SheetRecord> Records)
{
    /// <summary>Only what is about one of the records.</summary>
    public CheckSheet Of(long recordKey) => this with { Records = [.. Records.Where(record => record.Key == recordKey)] };
}

/// <summary>Reads what is to be checked, field by field. A task lets its holder see it, also of a customer beyond their reach.</summary>
internal sealed class CheckSheets(CustomerFlowDb db, WaitingChanges waiting, SubjectKeys subjects)
{
    private static readonly string[] Reach = [CustomerFlowDb.Filters.Reach];

    /// <summary>Of a check; null when the case is none, or is over.</summary>
    public async Task<CheckSheet?> OfCheckAsync(long checkKey, CancellationToken cancellationToken)
    {
        var customer = await db.Customers.IgnoreQueryFilters(Reach).AsNoTracking()
            .SingleOrDefaultAsync(row => row.CheckKey == checkKey, cancellationToken);
        return customer is null ? null : await ReadAsync(customer, withNew: true, cancellationToken);
    }

    /// <summary>What waits for a customer within reach.</summary>
    public async Task<CheckSheet?> OfCustomerAsync(long customerKey, CancellationToken cancellationToken)
    {
        var customer = await db.Customers.AsNoTracking().SingleOrDefaultAsync(row => row.Key == customerKey, cancellationToken);
        return customer is null ? null : await ReadAsync(customer, withNew: false, cancellationToken);
    }

    private async Task<CheckSheet> ReadAsync(Customer customer, bool withNew, CancellationToken cancellationToken)
    {
        var changed = await db.RecordChanges.IgnoreQueryFilters(Reach).AsNoTracking()
            .Where(row => row.CustomerKey == customer.Key && row.State == RecordChange.Waiting).Select(row => row.RecordKey).Distinct()
            .ToListAsync(cancellationToken);
        var contacts = await db.Contacts.IgnoreQueryFilters(Reach).AsNoTracking()
            .Where(row => row.CustomerKey == customer.Key && row.ErasedAt == null
                && (changed.Contains(row.Key) || (withNew && row.VerifiedAt == null)))
            .OrderBy(row => row.Key).Take(CheckReader.ContactsMax).ToListAsync(cancellationToken);
        var changes = await ChangesAsync(changed, cancellationToken);
        var people = await PeopleAsync(changes, cancellationToken);
        var parent = await db.Customers.IgnoreQueryFilters(Reach).Where(row => row.Key == customer.ParentKey).Select(row => row.Number)
            .SingleOrDefaultAsync(cancellationToken);
        var records = new List<SheetRecord>
        {
            Sheet(
                customer.Key, RecordFields.Customer, customer.Name, RecordFields.Of(customer, parent),
                withNew && customer.VerifiedAt is null),
        };
        var dataKeys = await subjects.OpenManyAsync(db, [.. contacts.Select(row => row.Key)], cancellationToken);
        records.AddRange(contacts.Select(row => Sheet(
            row.Key, RecordFields.Contact, row.Name, RecordFields.Of(row, ContactVault.Read(row, dataKeys[row.Key])),
            withNew && row.VerifiedAt is null)));
        return new CheckSheet(customer.Key, customer.CheckKey, [.. records.Where(record => record.Lines.Count > 0)]);

        SheetRecord Sheet(long key, string record, string name, Dictionary<string, string?> values, bool isNew)
        {
            var lines = changes.Where(change => change.Row.RecordKey == key).Select(change => Line(change, values, people)).ToList();
            // Of a record that nobody has looked at, everything is to be looked at.
            var others = values.Where(pair => isNew && pair.Value is not null && !lines.Exists(line => line.Field == pair.Key)).ToList();
            var isAllNew = isNew && lines.Count == 0;
            lines.AddRange(others.Select(pair => new SheetLine(pair.Key, isAllNew ? null : pair.Value, pair.Value)));
            return new SheetRecord(key, record, name, lines) { IsNew = isAllNew };
        }
    }

    private async Task<IReadOnlyList<WaitingChange>> ChangesAsync(List<long> recordKeys, CancellationToken cancellationToken) =>
        recordKeys.Count == 0 ? [] : await waiting.OfAsync(db, recordKeys, cancellationToken);

    private static SheetLine Line(WaitingChange change, Dictionary<string, string?> values, Dictionary<long, Text> people)
    {
        var now = values.GetValueOrDefault(change.Field);
        return new SheetLine(change.Field, change.Old, change.New)
        {
            By = change.Row.EnteredByKey is { } by ? people.GetValueOrDefault(by) : RecordTexts.TheCustomer,
            At = change.Row.EnteredAt,
            Meanwhile = now == change.Old || now == change.New ? null : now,
        };
    }

    private async Task<Dictionary<long, Text>> PeopleAsync(IReadOnlyList<WaitingChange> changes, CancellationToken cancellationToken)
    {
        var keys = changes.Select(change => change.Row.EnteredByKey).OfType<long>().Distinct().ToArray();
        return await db.Set<Person>().AsNoTracking().Where(row => keys.Contains(row.Key))
            .ToDictionaryAsync(row => row.Key, row => new Text(row.NameZh, row.NameEn), cancellationToken);
    }
}
