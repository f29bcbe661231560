using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Allocation;

/// <summary>A customer in the pool: what everybody may know before claiming it.</summary>
internal sealed record PoolLine(long Key, string Number, string Name, string Tier, string Stage, string? Industry, string? Region)
{
    public DateTimeOffset Since { get; init; }

    /// <summary>The person may open its page.</summary>
    public bool IsVisible { get; init; }
}

/// <summary>What to look for in the pool.</summary>
internal sealed record PoolFilter(string? Query, string? Tier, string? Region);

/// <summary>What came of a claim.</summary>
internal abstract record ClaimOutcome
{
    private ClaimOutcome()
    {
    }

    public sealed record Claimed(string Name) : ClaimOutcome;

    /// <summary>Somebody was first, or the customer left the pool otherwise.</summary>
    public sealed record Taken(string Name, string? By, DateTimeOffset? At) : ClaimOutcome;

    public sealed record LimitReached(Text Why) : ClaimOutcome;

    public sealed record NotFound : ClaimOutcome;
}

/// <summary>
/// The public pool. Everybody who works with customers sees who is in it, whatever the person's own reach: names and what they do, never
/// contacts, which are shown to whoever has claimed.
/// </summary>
internal sealed class PublicPool(CustomerFlowDb db, ChangeOwner change, PoolLimits limits, BusinessClock clock, CurrentPerson me)
{
    private const int RegionsMax = 200;

    private IQueryable<Customer> InPool => db.Customers.IgnoreQueryFilters([CustomerFlowDb.Filters.Reach])
        .Where(customer => customer.OwnerKey == null && customer.MergedIntoKey == null);

    public async Task<PageOf<PoolLine>> ListAsync(PoolFilter filter, ListPlace? after, int size, CancellationToken cancellationToken)
    {
        var customers = InPool.AsNoTracking();
        if (filter.Query is { } typed) customers = customers.Named(typed);
        if (filter.Tier is { } tier) customers = customers.Where(customer => customer.Tier == tier);
        if (filter.Region is { } region) customers = customers.Where(customer => customer.Region == region);
        if (after is not null) customers = customers.Where(customer => customer.Key > after.Key);
        var rows = await customers.OrderBy(customer => customer.Key).Take(size + 1)
            .Select(customer => new PoolLine(
                customer.Key, customer.Number, customer.Name, customer.Tier, customer.Stage, customer.Industry, customer.Region)
            {
                Since = db.Transfers.IgnoreQueryFilters(new[] { CustomerFlowDb.Filters.Reach })
                    .Where(transfer => transfer.CustomerKey == customer.Key && transfer.ToKey == null)
                    .Max(transfer => (DateTimeOffset?)transfer.At) ?? customer.CreatedAt,
                IsVisible = db.Customers.Any(known => known.Key == customer.Key),
            }).ToListAsync(cancellationToken);
        return Paging.Cut(rows, size, row => new ListPlace(null, row.Key).ToString());
    }

    public async Task<IReadOnlyList<string>> RegionsAsync(CancellationToken cancellationToken) =>
        await InPool.Where(customer => customer.Region != null).Select(customer => customer.Region!).Distinct().OrderBy(region => region)
            .Take(RegionsMax).ToListAsync(cancellationToken);

    public Task<IReadOnlyList<PoolAllowance>> AllowancesAsync(CancellationToken cancellationToken) =>
        limits.OfAsync(db, me.Scope.PersonKey, cancellationToken);

    /// <summary>Takes the customer for the person who asks; of two at once the second is told who was first.</summary>
    public async Task<ClaimOutcome> ClaimAsync(long key, CancellationToken cancellationToken)
    {
        var person = me.Scope.PersonKey;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // The customer first, then the person: two claims of one person are counted one after the other.
        await db.Database.ExecuteSqlAsync($"select from customerflow.customer where key = {key} for update", cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"select from customerflow.person where key = {person} for no key update", cancellationToken);
        var customer = await db.Customers.IgnoreQueryFilters([CustomerFlowDb.Filters.Reach]).AsTracking()
            .SingleOrDefaultAsync(row => row.Key == key && row.MergedIntoKey == null, cancellationToken);
        if (customer is null) return new ClaimOutcome.NotFound();
        if (customer.OwnerKey is not null) return await TakenAsync(customer, cancellationToken);
        var allowance = (await limits.OfAsync(db, person, cancellationToken)).FirstOrDefault(line => line.Tier == customer.Tier);
        if (allowance is null) return new ClaimOutcome.LimitReached(PoolTexts.NoTable);
        if (allowance.Reached() is { } why) return new ClaimOutcome.LimitReached(why);
        await change.WriteAsync(db, customer, new OwnerChange(person, "claimed", "claim", person), clock.Now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ClaimOutcome.Claimed(customer.Name);
    }

    /// <summary>The name of a customer that the person looks after; null for all others.</summary>
    public Task<string?> OwnAsync(long key, CancellationToken cancellationToken) =>
        db.Customers.Where(row => row.Key == key && row.OwnerKey == me.Scope.PersonKey && row.MergedIntoKey == null)
            .Select(row => row.Name).SingleOrDefaultAsync(cancellationToken);

    public async Task<Saving> GiveBackAsync(long key, string? note, CancellationToken cancellationToken)
    {
        var customer = await db.Customers.AsTracking().SingleOrDefaultAsync(
            row => row.Key == key && row.OwnerKey == me.Scope.PersonKey && row.MergedIntoKey == null, cancellationToken);
        if (customer is null) return new Saving.NotFound();
        if (string.IsNullOrWhiteSpace(note)) return new Saving.Refused("", PoolTexts.SayWhy);
        if (note.Trim().Length > ChangeOwner.NoteCharactersMax)
            return new Saving.Refused("", OwnerTexts.NoteTooLong(ChangeOwner.NoteCharactersMax));
        await change.WriteAsync(db, customer, new OwnerChange(null, "given-back", "give-back", me.Scope.PersonKey)
        {
            Note = note.Trim(),
        }, clock.Now, cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Saving.Refused("", OwnerTexts.ChangedMeanwhile);
        }

        return new Saving.Saved(key);
    }

    private async Task<ClaimOutcome.Taken> TakenAsync(Customer customer, CancellationToken cancellationToken)
    {
        var last = await db.Transfers.IgnoreQueryFilters([CustomerFlowDb.Filters.Reach]).AsNoTracking()
            .Where(row => row.CustomerKey == customer.Key && row.ToKey == customer.OwnerKey).OrderByDescending(row => row.At)
            .Select(row => (DateTimeOffset?)row.At).FirstOrDefaultAsync(cancellationToken);
        var by = await db.People.Where(row => row.Key == customer.OwnerKey).Select(row => row.UserName)
            .SingleOrDefaultAsync(cancellationToken);
        return new ClaimOutcome.Taken(customer.Name, by, last);
    }
}
