using CustomerFlow.Data;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Imports;

/// <summary>A second colleague compares some of the imported customers with the source and answers for all of them.</summary>
internal sealed class SampleCheck(CustomerFlowDb db, ImportQueries queries, BusinessClock clock, CurrentPerson me)
{
    public bool IsOwn(long importerKey) => me.Scope.PersonKey == importerKey;

    /// <summary>Writes down what the check said; if all agreed, the batch's customers count as verified.</summary>
    public async Task<Saving> DecideAsync(long key, bool agrees, IReadOnlyCollection<long> compared, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(key, cancellationToken) is not { } batch) return new Saving.NotFound();
        if (IsOwn(batch.CreatedByKey)) return new Saving.Refused("", ImportTexts.SampleOther);
        var sample = await queries.SampleAsync(batch, cancellationToken);
        if (sample.Count == 0) return new Saving.NotFound();
        if (agrees && sample.Any(line => !compared.Contains(line.Key))) return new Saving.Refused("Compared", ImportTexts.SampleTick);
        var (now, by, result) = (clock.Now, me.Scope.PersonKey, agrees ? "passed" : "failed");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var decided = await db.ImportBatches
            .Where(row => row.Key == key && row.State == "done" && row.SampleResult == null && row.CreatedByKey != by)
            .ExecuteUpdateAsync(
                row => row.SetProperty(it => it.SampleResult, result).SetProperty(it => it.SampleByKey, by)
                    .SetProperty(it => it.SampleAt, now),
                cancellationToken);
        if (decided != 1) return new Saving.Refused("", ImportTexts.Moved);
        if (agrees)
        {
            // Set-based and without a revision: nothing that anybody types is touched.
            await db.Customers.IgnoreQueryFilters([CustomerFlowDb.Filters.Reach])
                .Where(row => row.ImportBatchKey == key && row.VerifiedAt == null)
                .ExecuteUpdateAsync(row => row.SetProperty(it => it.VerifiedAt, now), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return new Saving.Saved(key);
    }
}
