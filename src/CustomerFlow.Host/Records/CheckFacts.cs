using System.Collections.Immutable;
using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Records;

/// <summary>What a check decides on: plain data, read once.</summary>
/// <param name="Customer">The customer whose file is checked; null when it is gone.</param>
/// <param name="Contacts">Its people: those that nobody has checked yet, those that something waits for, and all when its name changes.
/// </param>
/// <param name="Changes">What waits.</param>
internal sealed record CheckFacts(
    Customer? Customer, ImmutableArray<Contact> Contacts, ImmutableArray<FieldChange> Changes)
{
    /// <summary>Whose hands entered what is checked, as persons: none of them may be the checker.</summary>
    public ImmutableArray<long> EnteredBy { get; init; } = [];

    /// <summary>The person who checked it.</summary>
    public long? CheckerKey { get; init; }

    /// <summary>The fields of which the age is known, as <c>key/field</c>.</summary>
    public ImmutableHashSet<(long RecordKey, string Field)> KnownAges { get; init; } = [];

    /// <summary>The fields that a record has a value in, for those that nobody has checked yet.</summary>
    public ImmutableArray<(long RecordKey, string Field)> Filled { get; init; } = [];
}

/// <summary>One field that changes when the check is passed.</summary>
/// <param name="Row">The waiting change.</param>
/// <param name="Value">What shall stand there.</param>
/// <param name="ParentKey">The head of the group that the value names.</param>
/// <param name="Index">What an address is found by.</param>
/// <param name="EndIndex">What the end of a phone number is found by.</param>
internal sealed record FieldChange(RecordChange Row, string? Value, long? ParentKey, byte[]? Index, byte[]? EndIndex);

/// <summary>Reads what is checked.</summary>
internal sealed class CheckReader(WaitingChanges waiting, SubjectKeys subjects, BlindIndex index)
{
    /// <summary>As many people of one customer as one check looks at; the rest waits for the next one.</summary>
    public const int ContactsMax = 200;

    private const int NamesMax = 1000;

    public async Task<CheckFacts> ReadAsync(CustomerFlowDb db, long? customerKey, string? checker, CancellationToken cancellationToken)
    {
        var customer = await db.Customers.AsNoTracking().SingleOrDefaultAsync(row => row.Key == customerKey, cancellationToken);
        if (customer is null) return new CheckFacts(null, [], []);
        var recordKeys = await db.RecordChanges.AsNoTracking()
            .Where(row => row.CustomerKey == customerKey && row.State == RecordChange.Waiting).Select(row => row.RecordKey).Distinct()
            .ToListAsync(cancellationToken);
        var changes = await waiting.OfAsync(db, recordKeys, cancellationToken);
        var isRenamed = changes.Any(change => change.Row.RecordKey == customerKey && change.Field == RecordFields.Name);
        var contacts = await db.Contacts.AsNoTracking()
            .Where(row => row.CustomerKey == customerKey && row.ErasedAt == null
                && (isRenamed || row.VerifiedAt == null || recordKeys.Contains(row.Key)))
            .OrderBy(row => row.Key).Take(isRenamed ? NamesMax : ContactsMax).ToListAsync(cancellationToken);
        var keys = contacts.Select(row => row.Key).Append(customer.Key).ToArray();
        var ages = await db.RecordFields.AsNoTracking().Where(row => keys.Contains(row.RecordKey))
            .Select(row => new { row.RecordKey, row.Field }).ToListAsync(cancellationToken);
        return new CheckFacts(customer, [.. contacts], [.. await OpenAsync(db, changes, cancellationToken)])
        {
            EnteredBy = [.. changes.Select(change => change.Row.EnteredByKey)
                .Append(customer.VerifiedAt is null ? customer.EnteredByKey : null).OfType<long>().Distinct()],
            CheckerKey = await db.People.Where(row => row.UserName == checker).Select(row => (long?)row.Key)
                .SingleOrDefaultAsync(cancellationToken),
            KnownAges = [.. ages.Select(age => (age.RecordKey, age.Field))],
            Filled = [.. await FilledAsync(db, customer, contacts, cancellationToken)],
        };
    }

    private async Task<List<FieldChange>> OpenAsync(
        CustomerFlowDb db, IReadOnlyList<WaitingChange> changes, CancellationToken cancellationToken)
    {
        var opened = new List<FieldChange>(changes.Count);
        foreach (var change in changes)
        {
            var parent = change.Field == RecordFields.Parent
                ? await db.Customers.Where(row => row.Number == change.New).Select(row => (long?)row.Key)
                    .SingleOrDefaultAsync(cancellationToken)
                : null;
            var found = change.Field switch
            {
                RecordFields.Phone => index.Phone(change.New),
                RecordFields.Email => index.Email(change.New),
                RecordFields.MessageId => index.MessageId(change.New),
                _ => null,
            };
            opened.Add(new FieldChange(
                change.Row, change.New, parent, found, change.Field == RecordFields.Phone ? index.PhoneEnd(change.New) : null));
        }

        return opened;
    }

    private async Task<List<(long RecordKey, string Field)>> FilledAsync(
        CustomerFlowDb db, Customer customer, List<Contact> contacts, CancellationToken cancellationToken)
    {
        var filled = new List<(long RecordKey, string Field)>();
        if (customer.VerifiedAt is null)
            filled.AddRange(RecordFields.Of(customer, null).Where(pair => pair.Value is not null).Select(pair => (customer.Key, pair.Key)));
        var unverified = contacts.Where(row => row.VerifiedAt is null).ToList();
        var dataKeys = await subjects.OpenManyAsync(db, [.. unverified.Select(row => row.Key)], cancellationToken);
        foreach (var contact in unverified)
        {
            filled.AddRange(RecordFields.Of(contact, ContactVault.Read(contact, dataKeys[contact.Key]))
                .Where(pair => pair.Value is not null).Select(pair => (contact.Key, pair.Key)));
        }

        return filled;
    }
}
