using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Workflows.Turns;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Records;

/// <summary>Where a change of a record is written: the turn of its check, or a plain transaction when no second person is needed.</summary>
/// <param name="Db">On the transaction that commits it.</param>
/// <param name="Now">Business time.</param>
/// <param name="CheckKey">The check; null for none.</param>
internal sealed record RecordTurn(CustomerFlowDb Db, DateTimeOffset Now, long? CheckKey)
{
    /// <summary>The turn of the check; null for none.</summary>
    public InstanceTurn? Turn { get; init; }
}

/// <summary>A change that waits for a second person, opened.</summary>
internal sealed record WaitingChange(RecordChange Row, string? Old, string? New)
{
    public string Field => Row.Field;
}

/// <summary>Keeps changes beside the record until they are decided, one per field.</summary>
internal sealed class WaitingChanges(SubjectKeys subjects, KeyBlocks keys)
{
    /// <summary>What waits for these records, in the order in which it was entered.</summary>
    public async Task<IReadOnlyList<WaitingChange>> OfAsync(
        CustomerFlowDb db, IReadOnlyCollection<long> recordKeys, CancellationToken cancellationToken)
    {
        // Whoever asks has found the records first: reach was kept there, or a task has widened it.
        var rows = await db.RecordChanges.IgnoreQueryFilters([CustomerFlowDb.Filters.Reach]).AsNoTracking()
            .Where(row => recordKeys.Contains(row.RecordKey) && row.State == RecordChange.Waiting)
            .OrderBy(row => row.EnteredAt).ThenBy(row => row.Key).ToListAsync(cancellationToken);
        if (rows.Count == 0) return [];
        var dataKeys = await subjects.OpenManyAsync(db, [.. rows.Select(row => row.RecordKey).Distinct()], cancellationToken);
        return [.. rows.Select(row =>
        {
            var column = RecordFields.Column(row.Record, row.Field);
            return new WaitingChange(
                row, FieldProtector.Open(dataKeys[row.RecordKey], column, row.OldSealed),
                FieldProtector.Open(dataKeys[row.RecordKey], column, row.NewSealed));
        })];
    }

    public async Task<Dictionary<string, string?>> ValuesAsync(CustomerFlowDb db, long recordKey, CancellationToken cancellationToken) =>
        (await OfAsync(db, [recordKey], cancellationToken))
            .ToDictionary(change => change.Field, change => change.New, StringComparer.Ordinal);

    /// <summary>Writes what the plan says; a waiting change of the same field is replaced, never lost.</summary>
    public async Task WriteAsync(
        RecordTurn turn, RecordChange like, FieldPlan plan, IReadOnlyDictionary<string, string?> before,
        IReadOnlyDictionary<string, string?> typed, CancellationToken cancellationToken)
    {
        var touched = plan.Waits.Concat(plan.TakenBack).ToArray();
        if (touched.Length == 0) return;
        var waiting = await turn.Db.RecordChanges.AsTracking()
            .Where(row => row.RecordKey == like.RecordKey && row.State == RecordChange.Waiting && touched.Contains(row.Field))
            .ToListAsync(cancellationToken);
        foreach (var row in waiting)
        {
            row.State = plan.Waits.Contains(row.Field) ? RecordChange.Replaced : RecordChange.Dropped;
            row.SettledAt = turn.Now;
        }

        // The one that it replaces must be settled before the new one may wait.
        if (waiting.Count > 0) await turn.Db.SaveChangesAsync(cancellationToken);
        var dataKey = await subjects.OpenAsync(turn.Db, like.RecordKey, cancellationToken);
        foreach (var field in plan.Waits)
        {
            var column = RecordFields.Column(like.Record, field);
            turn.Db.Add(new RecordChange
            {
                Key = await keys.NextAsync(cancellationToken), CustomerKey = like.CustomerKey, RecordKey = like.RecordKey,
                Record = like.Record, Field = field, InstanceKey = like.InstanceKey, EnteredByKey = like.EnteredByKey,
                EnteredAt = turn.Now, OldSealed = FieldProtector.Seal(dataKey, column, before.GetValueOrDefault(field)),
                NewSealed = FieldProtector.Seal(dataKey, column, typed[field]),
            });
        }
    }
}
