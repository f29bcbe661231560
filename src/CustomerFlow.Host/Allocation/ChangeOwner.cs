using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;

namespace CustomerFlow.Host.Allocation;

/// <summary>A change of who looks after a customer, as somebody or something decided it.</summary>
/// <param name="ToKey">The new owner; null for the public pool.</param>
/// <param name="Reason">One of <see cref="DomainRules.TransferReasons"/>.</param>
/// <param name="Way">One of <see cref="DomainRules.TransferWays"/>.</param>
/// <param name="ByKey">Who decided; null for a job or a rule.</param>
internal sealed record OwnerChange(long? ToKey, string Reason, string Way, long? ByKey)
{
    public string? Note { get; init; }

    /// <summary>JSON: the rule and its inputs, when a rule chose the person.</summary>
    public string? Why { get; init; }
}

/// <summary>
/// The one function that gives a customer to somebody else: pages, jobs and steps come through here, and the transfer record is
/// written in the caller's commit. The customer's revision refuses the second of two who act at once.
/// </summary>
internal sealed class ChangeOwner(SubjectKeys subjects, KeyBlocks keys)
{
    public const int NoteCharactersMax = 500;

    /// <summary>Notes it in the context; the caller saves.</summary>
    public async Task<Transfer> WriteAsync(
        CustomerFlowDb db, Customer customer, OwnerChange change, DateTimeOffset now, CancellationToken cancellationToken)
    {
        byte[]? note = null;
        if (change.Note is not null)
        {
            var dataKey = await subjects.OpenAsync(db, customer.Key, cancellationToken);
            note = dataKey.IsErased ? null : FieldProtector.Seal(dataKey, Transfer.NoteColumn, change.Note);
        }

        var facts = new TransferFacts(await keys.NextAsync(cancellationToken), change.Reason, change.Way, change.ByKey, now)
        {
            NoteSealed = note, Why = change.Why,
        };
        var transfer = customer.HandTo(change.ToKey, facts);
        db.Add(transfer);
        return transfer;
    }
}
