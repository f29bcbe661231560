using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Records;

/// <summary>Since when a field holds, and who said so last.</summary>
internal sealed record FieldAge(string Field, DateTimeOffset? ChangedAt, DateTimeOffset? ConfirmedAt, Text By);

/// <summary>How old the fields of records are, and that a colleague confirms them.</summary>
internal sealed class RecordAges(CustomerFlowDb db, SubjectKeys subjects, BusinessClock clock, CurrentPerson me)
{
    /// <summary>The fields that have a value, in the order of the form; none when the record is not within reach.</summary>
    public async Task<IReadOnlyList<FieldAge>> OfAsync(long recordKey, CancellationToken cancellationToken)
    {
        var known = await db.RecordFields.AsNoTracking().Where(row => row.RecordKey == recordKey)
            .ToDictionaryAsync(row => row.Field, StringComparer.Ordinal, cancellationToken);
        var keys = known.Values.Select(row => row.ByKey).ToArray();
        var people = await db.People.AsNoTracking().Where(person => keys.Contains(person.Key))
            .ToDictionaryAsync(person => person.Key, person => new Text(person.NameZh, person.NameEn), cancellationToken);
        return [.. (await FilledAsync(recordKey, cancellationToken)).Fields.Select(field =>
        {
            var row = known.GetValueOrDefault(field);
            var by = row?.ByKey is { } person ? people.GetValueOrDefault(person) : RecordTexts.TheCustomer;
            return new FieldAge(field, row?.ChangedAt, row?.ConfirmedAt, by);
        })];
    }

    /// <summary>A colleague says that all of it is still right; what waits for a check is not meant.</summary>
    public async Task<Saving> ConfirmAsync(long recordKey, CancellationToken cancellationToken)
    {
        var (fields, since) = await FilledAsync(recordKey, cancellationToken);
        if (fields.Count == 0) return new Saving.NotFound();
        var waiting = await db.RecordChanges.Where(row => row.RecordKey == recordKey && row.State == RecordChange.Waiting)
            .Select(row => row.Field).ToListAsync(cancellationToken);
        await ConfirmAsync(db, recordKey, [.. fields.Except(waiting)], new(me.Scope.PersonKey, since, clock.Now), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new Saving.Saved(recordKey);
    }

    /// <summary>Notes that these fields still hold.</summary>
    public static async Task ConfirmAsync(
        CustomerFlowDb db, long recordKey, IReadOnlyCollection<string> fields, Confirmation confirmation,
        CancellationToken cancellationToken)
    {
        var known = await db.RecordFields.AsTracking().Where(row => row.RecordKey == recordKey && fields.Contains(row.Field))
            .ToDictionaryAsync(row => row.Field, StringComparer.Ordinal, cancellationToken);
        foreach (var field in fields)
        {
            if (known.GetValueOrDefault(field) is not { } row)
                db.Add(row = new RecordField { RecordKey = recordKey, Field = field, ChangedAt = confirmation.Since });
            (row.ConfirmedAt, row.ByKey) = (confirmation.At, confirmation.ByKey);
        }
    }

    private async Task<(IReadOnlyList<string> Fields, DateTimeOffset Since)> FilledAsync(
        long recordKey, CancellationToken cancellationToken)
    {
        if (await db.Customers.AsNoTracking().SingleOrDefaultAsync(row => row.Key == recordKey, cancellationToken) is { } customer)
            return (Filled(RecordFields.Of(customer, customer.ParentKey is null ? null : "")), customer.CreatedAt);
        var contact = await db.Contacts.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Key == recordKey && row.ErasedAt == null, cancellationToken);
        if (contact is null) return ([], default);
        var since = await db.Customers.Where(row => row.Key == contact.CustomerKey).Select(row => row.CreatedAt)
            .SingleAsync(cancellationToken);
        var details = ContactVault.Read(contact, await subjects.OpenAsync(db, contact.Key, cancellationToken));
        return (Filled(RecordFields.Of(contact, details)), since);
    }

    private static List<string> Filled(Dictionary<string, string?> values) =>
        [.. values.Where(pair => pair.Value is not null).Select(pair => pair.Key)];
}

/// <summary>That something still holds.</summary>
/// <param name="ByKey">Who says so; null for the customer.</param>
/// <param name="Since">Since when it holds at least, where that was never noted.</param>
/// <param name="At">When it was said.</param>
internal sealed record Confirmation(long? ByKey, DateTimeOffset Since, DateTimeOffset At);
