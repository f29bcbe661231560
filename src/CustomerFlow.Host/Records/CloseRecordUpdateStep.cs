using System.Collections.Immutable;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Host.Complaints;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Records;

/// <summary>A field of a record and whether its age is known.</summary>
internal sealed record KnownField(long RecordKey, string Field, bool HasAge);

/// <summary>What closing an update decides on.</summary>
/// <param name="Fields">All fields with a value, of the customer and its active people, except those that wait for a check.</param>
/// <param name="ByKey">Who completed the task.</param>
/// <param name="Since">Since when the customer is on file.</param>
internal sealed record UpdateFacts(ImmutableArray<KnownField> Fields, long? ByKey, DateTimeOffset Since);

/// <summary>
/// <c>cf:close-record-update</c>: closes the case of an update. With the header <c>confirm</c> = <c>yes</c> every field counts as still
/// right from now on, by whoever <c>updatedBy</c> names.
/// </summary>
internal sealed class CloseRecordUpdateStep(SubjectKeys subjects) : InlineStep<UpdateFacts>("cf:close-record-update")
{
    public override async Task<UpdateFacts> ReadAsync(StepReader reader, StepInput input, CancellationToken cancellationToken)
    {
        var db = reader.Db;
        var customerKey = input.Variables.Key("customerKey");
        var customer = await db.Customers.AsNoTracking().SingleOrDefaultAsync(row => row.Key == customerKey, cancellationToken);
        if (customer is null) return new UpdateFacts([], null, default);
        var contacts = await db.Contacts.AsNoTracking()
            .Where(row => row.CustomerKey == customerKey && row.ErasedAt == null && row.LeftAt == null)
            .OrderBy(row => row.Key).Take(CheckReader.ContactsMax).ToListAsync(cancellationToken);
        var keys = contacts.Select(row => row.Key).Append(customer.Key).ToArray();
        var known = await db.RecordFields.AsNoTracking().Where(row => keys.Contains(row.RecordKey))
            .Select(row => new { row.RecordKey, row.Field }).ToListAsync(cancellationToken);
        var ages = known.Select(row => (row.RecordKey, row.Field)).ToHashSet();
        var changes = await db.RecordChanges.AsNoTracking()
            .Where(row => row.CustomerKey == customerKey && row.State == RecordChange.Waiting)
            .Select(row => new { row.RecordKey, row.Field }).ToListAsync(cancellationToken);
        var waiting = changes.Select(row => (row.RecordKey, row.Field)).ToHashSet();
        var dataKeys = await subjects.OpenManyAsync(db, [.. contacts.Select(row => row.Key)], cancellationToken);
        var filled = RecordFields.Of(customer, null).Select(pair => (customer.Key, pair)).Concat(contacts.SelectMany(row =>
            RecordFields.Of(row, ContactVault.Read(row, dataKeys[row.Key])).Select(pair => (row.Key, pair))));
        var by = input.Variables.Text("updatedBy");
        return new UpdateFacts(
            [.. filled.Where(one => one.pair.Value is not null && !waiting.Contains((one.Key, one.pair.Key)))
                .Select(one => new KnownField(one.Key, one.pair.Key, ages.Contains((one.Key, one.pair.Key))))],
            await db.People.Where(row => row.UserName == by).Select(row => (long?)row.Key).SingleOrDefaultAsync(cancellationToken),
            customer.CreatedAt);
    }

    public override StepOutcome Decide(UpdateFacts record, StepInput input, DateTimeOffset now)
    {
        var isConfirmed = input.Header("confirm") == "yes";
        var effects = ImmutableArray.CreateBuilder<StepEffect>();
        if (isConfirmed) effects.AddRange(record.Fields.Select(field => Confirm(field, record, now)));
        effects.Add(new StepEffect.ChangeCase(new CaseChange
        {
            Status = CaseStatus.Closed, Outcome = isConfirmed ? "resolved" : null, IsClosed = true,
        }));
        return StepOutcome.With(effects.ToImmutable());
    }

    private static StepEffect Confirm(KnownField field, UpdateFacts record, DateTimeOffset now) => field.HasAge
        ? new StepEffect.ChangeRow(typeof(RecordField), field.RecordKey, ImmutableDictionary<string, object?>.Empty
            .Add(nameof(RecordField.ConfirmedAt), now).Add(nameof(RecordField.ByKey), record.ByKey))
        {
            Part = field.Field,
        }
        : new StepEffect.AddRow(new RecordField
        {
            RecordKey = field.RecordKey, Field = field.Field, ChangedAt = record.Since, ConfirmedAt = now, ByKey = record.ByKey,
        });
}
