using System.Collections.Immutable;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Host.Complaints;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Runtime;

namespace CustomerFlow.Host.Records;

/// <summary>
/// <c>cf:verify-customer</c>: the check was passed. What waits is applied, customer and people count as checked, and the age of every
/// field begins anew. Variables <c>customerKey</c> and <c>checkedBy</c>; whoever entered any of it is refused here once more.
/// </summary>
internal sealed class VerifyCustomerStep(CheckReader reader) : InlineStep<CheckFacts>("cf:verify-customer")
{
    public const string Verified = "verified";

    public override Task<CheckFacts> ReadAsync(StepReader stepReader, StepInput input, CancellationToken cancellationToken) =>
        reader.ReadAsync(stepReader.Db, input.Variables.Key("customerKey"), input.Variables.Text("checkedBy"), cancellationToken);

    public override StepOutcome Decide(CheckFacts record, StepInput input, DateTimeOffset now)
    {
        if (record.Customer is not { } customer) return new StepOutcome.Failed("The customer is no longer on file.");
        if (record.CheckerKey is not { } checker) return new StepOutcome.Failed("The variable checkedBy names nobody.");
        if (record.EnteredBy.Contains(checker)) return new StepOutcome.Failed("Who entered it cannot check it: a second person must.");
        var effects = ImmutableArray.CreateBuilder<StepEffect>();
        effects.Add(new StepEffect.ChangeRow(typeof(Customer), customer.Key, CustomerValues(record, customer, now)));
        foreach (var contact in record.Contacts)
            effects.Add(new StepEffect.ChangeRow(typeof(Contact), contact.Key, ContactValues(record, customer, contact, now)));
        foreach (var change in record.Changes) effects.Add(Settled(change.Row, RecordChange.Applied, now));
        effects.AddRange(Ages(record, checker, now));
        effects.Add(new StepEffect.ChangeCase(new CaseChange { Status = CaseStatus.Closed, Outcome = Verified, IsClosed = true }));
        return StepOutcome.With(effects.ToImmutable());
    }

    /// <summary>A waiting change is over.</summary>
    public static StepEffect Settled(RecordChange row, string state, DateTimeOffset now) => new StepEffect.ChangeRow(
        typeof(RecordChange), row.Key, ImmutableDictionary<string, object?>.Empty
            .Add(nameof(RecordChange.State), state).Add(nameof(RecordChange.SettledAt), now));

    private static ImmutableDictionary<string, object?> CustomerValues(CheckFacts record, Customer customer, DateTimeOffset now)
    {
        var values = ImmutableDictionary<string, object?>.Empty.Add(nameof(Customer.VerifiedAt), now).Add(nameof(Customer.CheckKey), null);
        foreach (var change in record.Changes.Where(change => change.Row.RecordKey == customer.Key))
        {
            values = change.Row.Field switch
            {
                RecordFields.Name => values.Add(nameof(Customer.Name), change.Value!)
                    .Add(nameof(Customer.NameGrams), NameGrams.Of(change.Value!)),
                RecordFields.Kind => values.Add(nameof(Customer.Kind), change.Value),
                RecordFields.Tier => values.Add(nameof(Customer.Tier), change.Value),
                RecordFields.Stage => values.Add(nameof(Customer.Stage), change.Value),
                RecordFields.Language => values.Add(nameof(Customer.Language), change.Value),
                RecordFields.Parent => values.Add(nameof(Customer.ParentKey), change.ParentKey),
                RecordFields.Industry => values.Add(nameof(Customer.Industry), change.Value),
                RecordFields.Region => values.Add(nameof(Customer.Region), change.Value),
                RecordFields.Needs => values.Add(nameof(Customer.Needs), RecordFields.Split(change.Value)),
                RecordFields.Preferences => values.Add(nameof(Customer.Preferences), RecordFields.Split(change.Value)),
                _ => values,
            };
        }

        return values;
    }

    private static ImmutableDictionary<string, object?> ContactValues(
        CheckFacts record, Customer customer, Contact contact, DateTimeOffset now)
    {
        var values = ImmutableDictionary<string, object?>.Empty.Add(nameof(Contact.VerifiedAt), contact.VerifiedAt ?? now);
        var (name, company) = (contact.Name, customer.Name);
        foreach (var change in record.Changes)
        {
            if (change.Row.RecordKey == customer.Key && change.Row.Field == RecordFields.Name) company = change.Value!;
            if (change.Row.RecordKey != contact.Key) continue;
            values = values.SetItem(nameof(Contact.VerifiedAt), now);
            if (change.Row.Field == RecordFields.Name) name = change.Value!;
            values = Applied(values, change);
        }

        return values.Add(nameof(Contact.Name), name).Add(nameof(Contact.SearchGrams), NameGrams.Of(name + " " + company));
    }

    // The sealed bytes move as they are: they were sealed for this very column.
    private static ImmutableDictionary<string, object?> Applied(ImmutableDictionary<string, object?> values, FieldChange change) =>
        change.Row.Field switch
        {
            RecordFields.Phone => values.Add(nameof(Contact.PhoneSealed), change.Row.NewSealed)
                .Add(nameof(Contact.PhoneIndex), change.Index).Add(nameof(Contact.PhoneEndIndex), change.EndIndex),
            RecordFields.Email => values.Add(nameof(Contact.EmailSealed), change.Row.NewSealed)
                .Add(nameof(Contact.EmailIndex), change.Index),
            RecordFields.MessageId => values.Add(nameof(Contact.MessageIdSealed), change.Row.NewSealed)
                .Add(nameof(Contact.MessageIdIndex), change.Index),
            RecordFields.Roles => values.Add(nameof(Contact.Roles), RecordFields.Split(change.Value)),
            RecordFields.Language => values.Add(nameof(Contact.Language), change.Value),
            _ => values,
        };

    private static IEnumerable<StepEffect> Ages(CheckFacts record, long checker, DateTimeOffset now)
    {
        var changed = record.Changes.Select(change => (change.Row.RecordKey, change.Row.Field)).ToHashSet();
        foreach (var (recordKey, field) in changed.Union(record.Filled))
        {
            if (!record.KnownAges.Contains((recordKey, field)))
            {
                yield return new StepEffect.AddRow(new RecordField
                {
                    RecordKey = recordKey, Field = field, ChangedAt = now, ConfirmedAt = now, ByKey = checker,
                });
                continue;
            }

            var values = ImmutableDictionary<string, object?>.Empty
                .Add(nameof(RecordField.ConfirmedAt), now).Add(nameof(RecordField.ByKey), checker);
            if (changed.Contains((recordKey, field))) values = values.Add(nameof(RecordField.ChangedAt), now);
            yield return new StepEffect.ChangeRow(typeof(RecordField), recordKey, values) { Part = field };
        }
    }
}

/// <summary><c>cf:drop-changes</c>: what waited is taken back; the record stays as it is, checked or not.</summary>
internal sealed class DropChangesStep(CheckReader reader) : InlineStep<CheckFacts>("cf:drop-changes")
{
    public override Task<CheckFacts> ReadAsync(StepReader stepReader, StepInput input, CancellationToken cancellationToken) =>
        reader.ReadAsync(stepReader.Db, input.Variables.Key("customerKey"), null, cancellationToken);

    public override StepOutcome Decide(CheckFacts record, StepInput input, DateTimeOffset now)
    {
        var effects = ImmutableArray.CreateBuilder<StepEffect>();
        if (record.Customer is { } customer)
        {
            effects.Add(new StepEffect.ChangeRow(
                typeof(Customer), customer.Key, ImmutableDictionary<string, object?>.Empty.Add(nameof(Customer.CheckKey), null)));
        }

        foreach (var change in record.Changes) effects.Add(VerifyCustomerStep.Settled(change.Row, RecordChange.Dropped, now));
        effects.Add(new StepEffect.ChangeCase(new CaseChange { Status = CaseStatus.Closed, Outcome = "withdrawn", IsClosed = true }));
        return StepOutcome.With(effects.ToImmutable());
    }
}
