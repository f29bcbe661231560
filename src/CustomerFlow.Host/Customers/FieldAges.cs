using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Customers;

/// <summary>Writes down since when each field of a record holds, in the commit that changes the field.</summary>
internal static class FieldAges
{
    public static async Task NoteAsync(
        CustomerFlowDb db, long recordKey, IReadOnlyCollection<string> changed, long? by, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (changed.Count == 0) return;
        var known = await db.RecordFields.AsTracking().Where(row => row.RecordKey == recordKey && changed.Contains(row.Field))
            .ToDictionaryAsync(row => row.Field, StringComparer.Ordinal, cancellationToken);
        foreach (var field in changed)
        {
            if (known.GetValueOrDefault(field) is not { } row)
                db.Add(row = new RecordField { RecordKey = recordKey, Field = field });
            (row.ChangedAt, row.ConfirmedAt, row.ByKey) = (now, now, by);
        }
    }
}
