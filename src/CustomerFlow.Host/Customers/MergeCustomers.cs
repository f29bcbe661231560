using System.Collections.Immutable;
using System.Text.Json;
using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Customers;

/// <summary>What came of a merge or of undoing one: a closed family.</summary>
internal abstract record MergeOutcome
{
    private MergeOutcome()
    {
    }

    /// <summary>Committed.</summary>
    public sealed record Done(long KeptKey) : MergeOutcome;

    /// <summary>One of them is not there, or not within reach.</summary>
    public sealed record NotFound : MergeOutcome;

    public sealed record Refused(Text Why) : MergeOutcome;
}

/// <summary>
/// Joins two records of one customer, and takes it back. The kept record keeps what it says and is filled where it says nothing; the
/// contacts move; the history stays with the merged record and is read together. Both rows are locked in the order of their keys.
/// </summary>
internal sealed class MergeCustomers(CustomerFlowDb db, KeyBlocks keys, BusinessClock clock, CurrentPerson me)
{
    public async Task<MergeOutcome> MergeAsync(long keptKey, long mergedKey, CancellationToken cancellationToken)
    {
        if (keptKey == mergedKey) return new MergeOutcome.Refused(MergeTexts.SameRecord);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await LockAsync(keptKey, mergedKey, cancellationToken) is not var (kept, merged)) return new MergeOutcome.NotFound();
        if (kept.MergedIntoKey is not null || merged.MergedIntoKey is not null)
            return new MergeOutcome.Refused(MergeTexts.MergedAlready);
        if (kept.Kind != merged.Kind) return new MergeOutcome.Refused(MergeTexts.OtherKind);
        if (kept.ParentKey == mergedKey || merged.ParentKey == keptKey) return new MergeOutcome.Refused(MergeTexts.SameGroup);
        var contacts = await db.Contacts.AsTracking().Where(contact => contact.CustomerKey == mergedKey).ToListAsync(cancellationToken);
        var aliases = await db.Customers.AsTracking().Where(row => row.MergedIntoKey == mergedKey).ToListAsync(cancellationToken);
        db.Add(new CustomerMerge
        {
            Key = await keys.NextAsync(cancellationToken),
            KeptKey = keptKey,
            MergedKey = mergedKey,
            ByKey = me.Scope.PersonKey,
            At = clock.Now,
            ContactKeys = [.. contacts.Select(contact => contact.Key)],
            AliasKeys = [.. aliases.Select(alias => alias.Key)],
            Before = JsonSerializer.Serialize(KeptFields.Of(kept)),
        });
        foreach (var contact in contacts) Move(contact, kept);
        foreach (var alias in aliases) alias.MergedIntoKey = keptKey;
        merged.MergedIntoKey = keptKey;
        KeptFields.Filled(kept, merged).WriteTo(kept);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new MergeOutcome.Done(keptKey);
    }

    /// <summary>
    /// Takes a merge back: contacts that are still with the kept record return, and fields that the merge filled and nobody has changed
    /// since are empty again. What people entered in between stays where they entered it.
    /// </summary>
    public async Task<MergeOutcome> UndoAsync(long mergeKey, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var merge = await db.CustomerMerges.AsTracking().SingleOrDefaultAsync(row => row.Key == mergeKey, cancellationToken);
        if (merge is null || await LockAsync(merge.KeptKey, merge.MergedKey, cancellationToken) is not var (kept, merged))
            return new MergeOutcome.NotFound();
        await db.Entry(merge).ReloadAsync(cancellationToken);
        if (merge.UndoneAt is not null) return new MergeOutcome.Refused(MergeTexts.UndoneAlready);
        if (merged.MergedIntoKey != merge.KeptKey) return new MergeOutcome.Refused(MergeTexts.MergedFurther);
        var contacts = await db.Contacts.AsTracking()
            .Where(contact => merge.ContactKeys.Contains(contact.Key) && contact.CustomerKey == merge.KeptKey)
            .ToListAsync(cancellationToken);
        var aliases = await db.Customers.AsTracking()
            .Where(row => merge.AliasKeys.Contains(row.Key) && row.MergedIntoKey == merge.KeptKey).ToListAsync(cancellationToken);
        foreach (var contact in contacts) Move(contact, merged);
        foreach (var alias in aliases) alias.MergedIntoKey = merged.Key;
        merged.MergedIntoKey = null;
        JsonSerializer.Deserialize<KeptFields>(merge.Before)!.Restored(kept, merged).WriteTo(kept);
        (merge.UndoneAt, merge.UndoneByKey) = (clock.Now, me.Scope.PersonKey);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new MergeOutcome.Done(merge.KeptKey);
    }

    private static void Move(Contact contact, Customer to)
    {
        contact.CustomerKey = to.Key;
        contact.Rename(contact.Name, to.Name);
    }

    /// <summary>Both records within reach, locked; null when one is missing.</summary>
    private async Task<(Customer Kept, Customer Merged)?> LockAsync(long keptKey, long mergedKey, CancellationToken cancellationToken)
    {
        long[] both = [keptKey, mergedKey];
        await db.Database.ExecuteSqlAsync(
            $"select from customerflow.customer where key = any({both}) order by key for update", cancellationToken);
        var rows = await db.Customers.AsTracking().Where(row => both.Contains(row.Key))
            .ToDictionaryAsync(row => row.Key, cancellationToken);
        return rows.TryGetValue(keptKey, out var kept) && rows.TryGetValue(mergedKey, out var merged) ? (kept, merged) : null;
    }

    /// <summary>The fields that a merge may fill.</summary>
    private sealed record KeptFields(string? Industry, string? Region, ImmutableArray<string> Needs, ImmutableArray<string> Preferences)
    {
        public static KeptFields Of(Customer row) => new(row.Industry, row.Region, [.. row.Needs], [.. row.Preferences]);

        public static KeptFields Filled(Customer kept, Customer merged) => new(
            kept.Industry ?? merged.Industry, kept.Region ?? merged.Region, [.. kept.Needs.Union(merged.Needs)],
            [.. kept.Preferences.Union(merged.Preferences)]);

        /// <summary>Without what the merge added, as far as it still stands there.</summary>
        public KeptFields Restored(Customer kept, Customer merged) => new(
            kept.Industry == merged.Industry ? Industry : kept.Industry,
            kept.Region == merged.Region ? Region : kept.Region,
            [.. kept.Needs.Where(need => Needs.Contains(need) || !merged.Needs.Contains(need))],
            [.. kept.Preferences.Where(word => Preferences.Contains(word) || !merged.Preferences.Contains(word))]);

        public void WriteTo(Customer row)
        {
            (row.Industry, row.Region) = (Industry, Region);
            (row.Needs, row.Preferences) = ([.. Needs], [.. Preferences]);
        }
    }
}
