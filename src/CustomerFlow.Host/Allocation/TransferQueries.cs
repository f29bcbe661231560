using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Allocation;

/// <summary>One change of hands as people read it; user names, null for the public pool.</summary>
internal sealed record TransferLine(long Key, DateTimeOffset At, string? From, string? To, string? By, string Reason, string Way)
{
    public string? Note { get; init; }

    public required string Outcome { get; init; }

    public DateTimeOffset? OutcomeAt { get; init; }

    public string? Why { get; init; }
}

/// <summary>Reads transfer records; the context itself keeps to the person's scope.</summary>
internal sealed class TransferQueries(CustomerFlowDb db, SubjectKeys subjects)
{
    private const int ShownMax = 20;

    /// <summary>The last changes of hands of a customer, the oldest first: a path that ends at today's owner.</summary>
    public async Task<IReadOnlyList<TransferLine>> PathAsync(long customerKey, CancellationToken cancellationToken)
    {
        var rows = await Rows(db.Transfers.Where(row => row.CustomerKey == customerKey))
            .OrderByDescending(row => row.Transfer.At).ThenByDescending(row => row.Transfer.Key).Take(ShownMax)
            .ToListAsync(cancellationToken);
        var notes = rows.Exists(row => row.Transfer.NoteSealed is not null)
            ? await subjects.OpenManyAsync(db, [customerKey], cancellationToken) : new Dictionary<long, DataKey>();
        return [.. rows.AsEnumerable().Reverse().Select(row => new TransferLine(
            row.Transfer.Key, row.Transfer.At, row.From, row.To, row.By, row.Transfer.Reason, row.Transfer.Way)
        {
            Note = notes.TryGetValue(customerKey, out var key)
                ? FieldProtector.Open(key, Transfer.NoteColumn, row.Transfer.NoteSealed) : null,
            Outcome = row.Transfer.Outcome,
            OutcomeAt = row.Transfer.OutcomeAt,
            Why = row.Transfer.Why,
        })];
    }

    /// <summary>For the timeline: what happened to a customer and the records merged into it before a moment, the newest first.</summary>
    public async Task<IReadOnlyList<TransferLine>> BeforeAsync(
        IReadOnlyList<long> family, DateTimeOffset until, int size, CancellationToken cancellationToken)
    {
        var rows = await Rows(db.Transfers.Where(row => family.Contains(row.CustomerKey) && row.At < until))
            .OrderByDescending(row => row.Transfer.At).Take(size).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new TransferLine(
            row.Transfer.Key, row.Transfer.At, row.From, row.To, row.By, row.Transfer.Reason, row.Transfer.Way)
        {
            Outcome = row.Transfer.Outcome,
        })];
    }

    private IQueryable<TransferRow> Rows(IQueryable<Transfer> transfers) =>
        from transfer in transfers.AsNoTracking()
        select new TransferRow
        {
            Transfer = transfer,
            From = db.People.Where(person => person.Key == transfer.FromKey).Select(person => person.UserName).FirstOrDefault(),
            To = db.People.Where(person => person.Key == transfer.ToKey).Select(person => person.UserName).FirstOrDefault(),
            By = db.People.Where(person => person.Key == transfer.ByKey).Select(person => person.UserName).FirstOrDefault(),
        };

    private sealed class TransferRow
    {
        public required Transfer Transfer { get; init; }

        public string? From { get; init; }

        public string? To { get; init; }

        public string? By { get; init; }
    }
}
