using System.Collections.Immutable;
using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Allocation;

/// <summary>
/// <c>cf:change-owner</c>: gives the customer to <c>toPerson</c>, with its transfer record. Answers <c>transferOutcome</c>:
/// <c>done</c>; <c>overtaken</c> when it changed hands since <c>fromPerson</c>; <c>nobody</c> when the person can take nothing any more.
/// </summary>
internal sealed class ChangeOwnerStep(SubjectKeys subjects) : InlineStep<TransferRecord>("cf:change-owner")
{
    public const string Done = "done";
    public const string Overtaken = "overtaken";
    public const string Nobody = "nobody";

    public override async Task<TransferRecord> ReadAsync(StepReader reader, StepInput input, CancellationToken cancellationToken)
    {
        var key = input.Variables.Key("customerKey");
        var customer = await reader.Db.Customers.Where(row => row.Key == key)
            .Select(row => new { row.Key, row.OwnerKey }).SingleOrDefaultAsync(cancellationToken);
        string?[] names = [input.Variables.Text("fromPerson"), input.Variables.Text("toPerson"), input.Variables.Text("approvedBy")];
        var people = await reader.Db.People.AsNoTracking().Where(row => names.Contains(row.UserName))
            .ToDictionaryAsync(row => row.UserName, cancellationToken);
        byte[]? note = null;
        if (customer is not null && input.Variables.Text("note") is { } text)
        {
            // The proposal made the key; after an erasure there is none and the note stays out.
            var keys = await subjects.OpenManyAsync(reader.Db, [customer.Key], cancellationToken);
            if (keys.GetValueOrDefault(customer.Key) is { IsErased: false } dataKey)
                note = FieldProtector.Seal(dataKey, Transfer.NoteColumn, text);
        }

        var (from, to, by) = (Find(names[0]), Find(names[1]), Find(names[2]));
        return new TransferRecord(customer?.Key, customer?.OwnerKey, from?.Key, to?.Key, by?.Key)
        {
            IsReceiverGone = names[1] is not null && to is not { Active: true }, NoteSealed = note,
        };

        Data.People.Person? Find(string? name) => name is null ? null : people.GetValueOrDefault(name);
    }

    public override StepOutcome Decide(TransferRecord record, StepInput input, DateTimeOffset now)
    {
        if (record.CustomerKey is not { } customerKey) return new StepOutcome.Failed("There is no customer of that key.");
        if (input.Variables.Text("reason") is not { } reason || !DomainRules.TransferReasons.Contains(reason))
            return new StepOutcome.Failed("The variable \"reason\" must be one of the reasons of a transfer.");
        if (record.IsReceiverGone) return Answer(Nobody, []);
        if (record.OwnerKey != record.FromKey || record.OwnerKey == record.ToKey) return Answer(Overtaken, []);
        var facts = new TransferFacts(input.FirstKey, reason, "proposal", record.ByKey, now) { NoteSealed = record.NoteSealed };
        return Answer(Done,
        [
            new StepEffect.AddRow(Transfer.Of(customerKey, record.OwnerKey, record.ToKey, facts)),
            new StepEffect.ChangeRow(typeof(Customer), customerKey, ImmutableDictionary<string, object?>.Empty
                .Add(nameof(Customer.OwnerKey), record.ToKey)),
        ]);
    }

    private static StepOutcome.Completed Answer(string outcome, ImmutableArray<StepEffect> effects) =>
        new(FeelContext.Empty.With("transferOutcome", FeelValue.Of(outcome)), effects);
}

/// <summary>The customer and the people of a change, as they stand when it is made.</summary>
internal sealed record TransferRecord(long? CustomerKey, long? OwnerKey, long? FromKey, long? ToKey, long? ByKey)
{
    /// <summary>The person who should take it has left.</summary>
    public bool IsReceiverGone { get; init; }

    public byte[]? NoteSealed { get; init; }
}
