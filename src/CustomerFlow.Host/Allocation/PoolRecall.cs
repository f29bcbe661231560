using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Host.Jobs;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Allocation;

/// <summary>A customer whose owner has not been in touch for long.</summary>
internal sealed record DormantCustomer
{
    public required long Key { get; init; }

    public required string Name { get; init; }

    public required string Tier { get; init; }

    public required string Stage { get; init; }

    public required long OwnerKey { get; init; }

    public required DateTimeOffset LastContactAt { get; init; }

    /// <summary>The day from which on it goes back to the pool.</summary>
    public DateOnly RecallOn { get; init; }

    public DateOnly WarnOn { get; init; }
}

/// <summary>
/// Takes customers back to the public pool when their owner has not been in touch for as many days as the table says for the tier; the
/// owner is warned before. Never while a case of the customer is open, and never without a warning that is at least a day old: a table
/// that was shortened yesterday takes nobody by surprise.
/// </summary>
internal sealed class PoolRecall(
    DbPool pool, AllocationTables tables, ChangeOwner change, RecallWarnings warnings, IOptions<AppOptions> options)
{
    public const string Id = "pool-recall";

    /// <summary>A run that would empty half the company stops here; the next one goes on.</summary>
    public const int RecallsMax = 200;

    private const int BatchSize = 500;

    public async Task<IReadOnlyList<JobFigure>> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await tables.OpenAsync(AllocationTables.Recall, cancellationToken) is not { } table) return [new(JobFigure.NoTable, 1)];
        var rules = Rules(table);
        if (rules.Count == 0) return Figures(0, 0);
        var today = options.Value.DayOf(now);
        // Whoever was in touch later than this is due by no line of the table.
        var silentSince = options.Value.EndOf(today.AddDays(-rules.Values.Min(rule => rule.WarnAfter)));
        var (warned, recalled) = (0, 0);
        for (var last = 0L; await DormantAsync(last, silentSince, now, cancellationToken) is { Count: > 0 } batch; last = batch[^1].Key)
        {
            var due = batch.Select(customer => Dated(customer, rules)).OfType<DormantCustomer>().ToList();
            warned += await warnings.SendAsync([.. due.Where(customer => customer.WarnOn <= today)], today, cancellationToken);
            foreach (var customer in due.Where(customer => customer.RecallOn <= today))
            {
                if (recalled == RecallsMax) return Figures(warned, recalled);
                if (await RecallAsync(customer, now, cancellationToken)) recalled++;
            }
        }

        return Figures(warned, recalled);
    }

    private static IReadOnlyList<JobFigure> Figures(int warned, int recalled) =>
        [new(JobFigure.Recalled, recalled), new(JobFigure.Warnings, warned)];

    /// <summary>The table asked once for everything that a customer can be; what it leaves out is never recalled.</summary>
    private static Dictionary<(string Tier, string Stage), RecallRule> Rules(AllocationTable table)
    {
        var rules = new Dictionary<(string Tier, string Stage), RecallRule>();
        foreach (var (tier, stage) in DomainRules.Tiers.SelectMany(tier => DomainRules.Stages.Select(stage => (tier, stage))))
        {
            var said = table.Ask(
                FeelContext.Empty.With("tier", FeelValue.Of(tier)).With("stage", FeelValue.Of(stage)))?.Values;
            if (said?.Number("days") is { } days and >= 1)
                rules[(tier, stage)] = new RecallRule((int)days, (int)Math.Clamp(said.Number("warnDays") ?? 0, 0, days - 1));
        }

        return rules;
    }

    private DormantCustomer? Dated(DormantCustomer customer, Dictionary<(string Tier, string Stage), RecallRule> rules)
    {
        if (!rules.TryGetValue((customer.Tier, customer.Stage), out var rule)) return null;
        var last = options.Value.DayOf(customer.LastContactAt);
        return customer with { RecallOn = last.AddDays(rule.Days), WarnOn = last.AddDays(rule.WarnAfter) };
    }

    /// <summary>Owned customers without an open case, by key, with the last contact of their owner since it took them.</summary>
    private async Task<IReadOnlyList<DormantCustomer>> DormantAsync(
        long after, DateTimeOffset silentSince, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(AccessScope.System(Id));
        return await Dormant(db, db.Customers.Where(row => row.Key > after), now).Where(row => row.LastContactAt < silentSince)
            .OrderBy(row => row.Key).Take(BatchSize).ToListAsync(cancellationToken);
    }

    private static IQueryable<DormantCustomer> Dormant(CustomerFlowDb db, IQueryable<Customer> customers, DateTimeOffset now) =>
        from customer in customers.AsNoTracking()
        where customer.OwnerKey != null && customer.MergedIntoKey == null
            && !db.Set<CaseRow>().Any(row => row.CustomerKey == customer.Key && row.ClosedAt == null)
        let contact = db.Interactions.Where(row => row.CustomerKey == customer.Key && row.PersonKey == customer.OwnerKey && row.At <= now)
            .Max(row => (DateTimeOffset?)row.At)
        let taken = db.Transfers.Where(row => row.CustomerKey == customer.Key).Max(row => (DateTimeOffset?)row.At) ?? customer.CreatedAt
        select new DormantCustomer
        {
            Key = customer.Key, Name = customer.Name, Tier = customer.Tier, Stage = customer.Stage, OwnerKey = customer.OwnerKey!.Value,
            LastContactAt = contact != null && contact > taken ? contact.Value : taken,
        };

    private async Task<bool> RecallAsync(DormantCustomer dormant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await warnings.WasSentAsync(dormant, now, cancellationToken)) return false;
        await using var db = pool.Open(AccessScope.System(Id));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select from customerflow.customer where key = {dormant.Key} for update", cancellationToken);
        // Looked at again under the lock: somebody may have called, opened a case or handed it on since the batch was read.
        var still = await Dormant(db, db.Customers.Where(row => row.Key == dormant.Key), now).SingleOrDefaultAsync(cancellationToken);
        if (still is null || still.OwnerKey != dormant.OwnerKey || still.LastContactAt != dormant.LastContactAt) return false;
        var customer = await db.Customers.AsTracking().SingleAsync(row => row.Key == dormant.Key, cancellationToken);
        await change.WriteAsync(db, customer, new OwnerChange(null, "dormant", "recall", null), now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private sealed record RecallRule(int Days, int WarnDays)
    {
        public int WarnAfter => Days - WarnDays;
    }
}
