using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Imports;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Customers;

/// <summary>What came of adding purchases.</summary>
internal abstract record AddingPurchases
{
    private AddingPurchases()
    {
    }

    /// <summary>They are on file; so many were before.</summary>
    public sealed record Added(int New, int Known) : AddingPurchases;

    public sealed record NotFound : AddingPurchases;

    /// <summary>Nothing was added. Fields are named with the place in the list.</summary>
    public sealed record Refused(IReadOnlyList<FieldProblem> Problems) : AddingPurchases;
}

/// <summary>Adds what programs tell of purchases: all of a list or none, and each order line once.</summary>
internal sealed class ChangePurchases(CustomerFlowDb db, KeyBlocks keys, BusinessClock clock, Display display)
{
    public const int LinesMax = KeyBlocks.Size;
    private const string Source = "api";

    public async Task<AddingPurchases> AddAsync(
        long customerKey, IReadOnlyList<PurchaseFields> purchases, CancellationToken cancellationToken)
    {
        if (!await db.Customers.AnyAsync(row => row.Key == customerKey, cancellationToken)) return new AddingPurchases.NotFound();
        if (Problems(purchases) is { Count: > 0 } problems) return new AddingPurchases.Refused(problems);
        var key = await keys.NextAsync(purchases.Count, cancellationToken);
        var rows = purchases.Select((fields, index) => PurchaseRules.Row(key + index, customerKey, Source, fields, null)).ToList();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var added = await InsertAsync(rows, cancellationToken);
        // Only now it is certain what is on file: another program may have sent the same line at the same time.
        var references = rows.ConvertAll(row => row.Reference);
        var known = await db.Purchases.IgnoreQueryFilters([CustomerFlowDb.Filters.Reach]).AsNoTracking()
            .Where(row => row.Source == Source && references.Contains(row.Reference))
            .ToDictionaryAsync(row => row.Reference, StringComparer.Ordinal, cancellationToken);
        var differing = rows.Index().Where(row => !PurchaseRules.IsSame(known[row.Item.Reference], row.Item))
            .Select(row => new FieldProblem(Name(row.Index, nameof(PurchaseFields.Reference)), ImportProblems.OnFileOtherwise)).ToList();
        if (differing.Count > 0) return new AddingPurchases.Refused(differing);
        await transaction.CommitAsync(cancellationToken);
        return new AddingPurchases.Added(added, rows.Count - added);
    }

    private List<FieldProblem> Problems(IReadOnlyList<PurchaseFields> purchases)
    {
        var today = display.DayOf(clock.Now);
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        var problems = new List<FieldProblem>();
        foreach (var (index, fields) in purchases.Index())
        {
            problems.AddRange(PurchaseRules.Problems(fields, today)
                .Select(problem => problem with { Field = Name(index, problem.Field) }));
            if (fields.Reference?.Trim() is { Length: > 0 } reference && !first.TryAdd(reference, index))
                problems.Add(new(Name(index, nameof(fields.Reference)), CustomerTexts.ReferenceTwice));
        }

        return problems;
    }

    private Task<int> InsertAsync(List<Purchase> rows, CancellationToken cancellationToken)
    {
        long[] rowKeys = [.. rows.Select(row => row.Key)];
        long[] customers = [.. rows.Select(row => row.CustomerKey)];
        DateOnly[] days = [.. rows.Select(row => row.BoughtOn)];
        string[] products = [.. rows.Select(row => row.Product)];
        decimal[] quantities = [.. rows.Select(row => row.Quantity)];
        decimal[] amounts = [.. rows.Select(row => row.Amount)];
        string[] currencies = [.. rows.Select(row => row.Currency)];
        string[] references = [.. rows.Select(row => row.Reference)];
        return db.Database.ExecuteSqlAsync(
            $"""
             insert into customerflow.purchase (key, customer_key, bought_on, product, quantity, amount, currency, reference, source)
             select key, customer_key, bought_on, product, quantity, amount, currency, reference, {Source}
             from unnest({rowKeys}, {customers}, {days}, {products}, {quantities}, {amounts}, {currencies}, {references})
               as row (key, customer_key, bought_on, product, quantity, amount, currency, reference)
             on conflict (source, reference) do nothing
             """,
            cancellationToken);
    }

    private static string Name(int index, string field) => FormattableString.Invariant($"purchases[{index}].{field}");
}
