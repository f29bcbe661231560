using CustomerFlow.Data;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Allocation;

/// <summary>What the table allows one person in one tier, and what is used of it.</summary>
internal sealed record PoolAllowance(string Tier, int PerDay, int PerWeek, int HoldingMax)
{
    public int ClaimedToday { get; init; }

    public int ClaimedThisWeek { get; init; }

    public int Held { get; init; }

    /// <summary>How many more may be claimed now.</summary>
    public int Left => Math.Max(0, Math.Min(Math.Min(PerDay - ClaimedToday, PerWeek - ClaimedThisWeek), HoldingMax - Held));

    /// <summary>The limit that is reached; null when one more may be claimed.</summary>
    public Text? Reached() => this switch
    {
        _ when Held >= HoldingMax => PoolTexts.HoldingReached(HoldingMax, Tier),
        _ when ClaimedToday >= PerDay => PoolTexts.DayReached(PerDay, Tier),
        _ when ClaimedThisWeek >= PerWeek => PoolTexts.WeekReached(PerWeek, Tier),
        _ => null,
    };
}

/// <summary>Counts what a person has claimed and looks after, against the published table.</summary>
internal sealed class PoolLimits(AllocationTables tables, Display display)
{
    private const string Claim = "claim";

    /// <summary>One line per tier that the table speaks of; none when no table is published: then nothing can be claimed.</summary>
    public async Task<IReadOnlyList<PoolAllowance>> OfAsync(CustomerFlowDb db, long personKey, CancellationToken cancellationToken)
    {
        if (await tables.OpenAsync(AllocationTables.PoolLimits, cancellationToken) is not { } table) return [];
        var today = display.Today;
        var day = display.StartOf(today);
        var week = display.StartOf(today.AddDays(-(((int)today.DayOfWeek + 6) % 7)));
        // Own customers are within everybody's reach; the transfers of what was given back since are not.
        var everything = db.Transfers.IgnoreQueryFilters([CustomerFlowDb.Filters.Reach]);
        var claims = await (
            from transfer in everything.Where(row => row.ToKey == personKey && row.Way == Claim && row.At >= week)
            join customer in db.Customers.IgnoreQueryFilters([CustomerFlowDb.Filters.Reach]) on transfer.CustomerKey equals customer.Key
            select new { customer.Tier, transfer.At }).ToListAsync(cancellationToken);
        var held = await db.Customers.Where(row => row.OwnerKey == personKey && row.MergedIntoKey == null).GroupBy(row => row.Tier)
            .Select(group => new { Tier = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Tier, group => group.Count, cancellationToken);
        var allowances = new List<PoolAllowance>();
        foreach (var tier in DomainRules.Tiers)
        {
            if (Limits(table, tier) is not { } limits) continue;
            allowances.Add(limits with
            {
                ClaimedToday = claims.Count(claim => claim.Tier == tier && claim.At >= day),
                ClaimedThisWeek = claims.Count(claim => claim.Tier == tier),
                Held = held.GetValueOrDefault(tier),
            });
        }

        return allowances;
    }

    private static PoolAllowance? Limits(AllocationTable table, string tier) =>
        table.Ask(FeelContext.Empty.With("tier", FeelValue.Of(tier)))?.Values is { } said
        && said.Number("claimsPerDay") is { } day && said.Number("claimsPerWeek") is { } week && said.Number("holdingMax") is { } max
            ? new PoolAllowance(tier, (int)day, (int)week, (int)max) : null;
}
