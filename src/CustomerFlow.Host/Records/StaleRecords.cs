using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Records;

/// <summary>
/// Starts an update of customers whose record is older than their tier allows: a field of the customer or of an active contact that
/// nobody has changed or confirmed for so long. The oldest first, so many in one run, and never one that is being updated.
/// </summary>
internal sealed class StaleRecords(DbPool pool, RecordRules rules, RecordUpdates updates)
{
    public const string Id = "stale-records";

    /// <summary>As many as a run gives out, so that a company that has never looked is not buried in tasks.</summary>
    public const int StartedMax = 50;

    private static readonly TurnActor Actor = TurnActor.System(Id);

    public async Task<IReadOnlyList<JobFigure>> StartAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var started = 0;
        foreach (var tier in DomainRules.Tiers)
        {
            if (started == StartedMax) break;
            if (await rules.AgeMaxDaysAsync(tier, cancellationToken) is not { } days) continue;
            foreach (var customer in await StaleAsync(tier, now.AddDays(-days), StartedMax - started, cancellationToken))
            {
                if (await updates.StartAsync(customer, null, RecordUpdates.AskStaff, Actor, cancellationToken) is UpdateOutcome.Started)
                    started++;
            }
        }

        return [new(JobFigure.Tasks, started)];
    }

    /// <summary>Customers of a tier with a field that is older than a moment; the oldest first.</summary>
    public async Task<IReadOnlyList<long>> StaleAsync(string tier, DateTimeOffset before, int max, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(AccessScope.System(Id));
        // By hand: a join from the side reads the few fields of one record by their key, which no translated query does.
        return await db.Database.SqlQuery<long>(
            $"""
             select c.key as "Value" from customerflow.customer c
             cross join lateral (
                 select coalesce(min(coalesce(f.confirmed_at, f.changed_at)), c.created_at) as at
                 from (select c.key union all select k.key from customerflow.contact k
                     where k.customer_key = c.key and k.left_at is null and k.erased_at is null) r
                 join customerflow.record_field f on f.record_key = r.key) age
             where c.tier = {tier} and c.merged_into_key is null and c.created_at < {before} and age.at < {before}
                 and not exists (select from customerflow."case" o
                     where o.customer_key = c.key and o.type = {RecordUpdates.CaseType} and o.closed_at is null)
             order by age.at, c.key limit {max}
             """).ToListAsync(cancellationToken);
    }
}
