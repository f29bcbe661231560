using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
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
        var oldest =
            from customer in db.Customers
            where customer.Tier == tier && customer.MergedIntoKey == null && customer.CreatedAt < before
                && !db.Set<CaseRow>().Any(row =>
                    row.CustomerKey == customer.Key && row.Type == RecordUpdates.CaseType && row.ClosedAt == null)
            let fields = db.RecordFields.Where(field => field.RecordKey == customer.Key
                || db.Contacts.Any(contact => contact.Key == field.RecordKey && contact.CustomerKey == customer.Key
                    && contact.LeftAt == null && contact.ErasedAt == null))
            select new { customer.Key, At = fields.Min(field => (DateTimeOffset?)(field.ConfirmedAt ?? field.ChangedAt)) ?? customer.CreatedAt };
        return await oldest.Where(row => row.At < before).OrderBy(row => row.At).ThenBy(row => row.Key).Take(max)
            .Select(row => row.Key).ToListAsync(cancellationToken);
    }
}
