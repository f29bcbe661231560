using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Imports;

/// <summary>Purchases of customers on file, a line for each line of an order. One that is on file is never changed.</summary>
internal sealed class PurchaseImport(ImportRun run, BlindIndex index, KeyBlocks keys, DateOnly today) : LineImport
{
    public const string Source = "import";

    private static readonly Dictionary<string, string> FieldOf = new(StringComparer.Ordinal)
    {
        [nameof(PurchaseFields.Reference)] = ImportFields.Reference,
        [nameof(PurchaseFields.BoughtOn)] = ImportFields.BoughtOn,
        [nameof(PurchaseFields.Product)] = ImportFields.Product,
        [nameof(PurchaseFields.Quantity)] = "quantity",
        [nameof(PurchaseFields.Amount)] = ImportFields.Amount,
        [nameof(PurchaseFields.Currency)] = "currency",
    };

    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

    public override async Task<IReadOnlyList<Verdict>> TakeAsync(IReadOnlyList<ImportLine> lines, CancellationToken cancellationToken)
    {
        var said = lines.Select(line => (line.Number, Values: line.Values(run.Batch.Columns))).ToList();
        var parsed = said.ConvertAll(line => new CustomerLine(line.Number, line.Values));
        var known = await CustomerLookup.ReadAsync(run, index, CustomerClues.Of(parsed), cancellationToken);
        var references = said.Select(line => line.Values.GetValueOrDefault(ImportFields.Reference)).OfType<string>().ToList();
        var onFile = await run.Db.Purchases.IgnoreQueryFilters([CustomerFlowDb.Filters.Reach]).AsNoTracking()
            .Where(row => row.Source == Source && references.Contains(row.Reference))
            .ToDictionaryAsync(row => row.Reference, StringComparer.Ordinal, cancellationToken);
        var firstKey = run.Writes ? await keys.NextAsync(lines.Count, cancellationToken) : 0;
        var verdicts = new List<Verdict>(lines.Count);
        foreach (var ((number, values), line) in said.Zip(parsed))
            verdicts.Add(Take(number, values, line, known, onFile, ref firstKey));
        if (run.Writes) await run.Db.SaveChangesAsync(cancellationToken);
        run.Db.ChangeTracker.Clear();
        return verdicts;
    }

    private Verdict Take(
        int number, Dictionary<string, string> values, CustomerLine line, CustomerLookup known, Dictionary<string, Purchase> onFile,
        ref long key)
    {
        var problems = new List<ImportProblem>();
        var fields = Fields(values, problems);
        problems.AddRange(PurchaseRules.Problems(fields, today)
            .Where(problem => problems.All(earlier => earlier.Field != FieldOf[problem.Field]))
            .Select(problem => new ImportProblem(FieldOf[problem.Field], problem.Why)).ToList());
        var (customer, by) = Customer(line, known, problems);
        if (fields.Reference is { } reference && !seen.TryAdd(reference, number))
            problems.Add(new(ImportFields.Reference, ImportProblems.SameAs(seen[reference])));
        if (problems.Count > 0) return Verdict.Bad(number, problems);
        var row = PurchaseRules.Row(key, customer!.Key, Source, fields, run.Batch.Key);
        var verdict = new Verdict(number, "new") { MatchedKey = customer.Key, MatchedBy = by };
        if (onFile.GetValueOrDefault(row.Reference) is { } earlier)
        {
            return PurchaseRules.IsSame(earlier, row)
                ? verdict with { State = "unchanged" }
                : Verdict.Bad(number, new ImportProblem(ImportFields.Reference, ImportProblems.OnFileOtherwise));
        }

        if (!run.Writes) return verdict;
        run.Db.Add(row);
        key++;
        return verdict;
    }

    private static PurchaseFields Fields(Dictionary<string, string> values, List<ImportProblem> problems)
    {
        DateOnly? day = null;
        if (values.TryGetValue(ImportFields.BoughtOn, out var date) && (day = ImportWords.Date(date)) is null)
            problems.Add(new(ImportFields.BoughtOn, ImportProblems.DateNotValid));
        return new PurchaseFields(
            values.GetValueOrDefault(ImportFields.Reference), day, values.GetValueOrDefault(ImportFields.Product),
            Number(values, "quantity", problems), Number(values, ImportFields.Amount, problems),
            values.GetValueOrDefault("currency")?.ToUpperInvariant());
    }

    private static decimal? Number(Dictionary<string, string> values, string field, List<ImportProblem> problems)
    {
        if (!values.TryGetValue(field, out var text)) return null;
        if (ImportWords.Number(text) is { } number) return number;
        problems.Add(new(field, ImportProblems.NumberNotValid));
        return null;
    }

    /// <summary>Who bought: by number, else by an address, else by the name.</summary>
    private static (Customer? Customer, string By) Customer(CustomerLine line, CustomerLookup known, List<ImportProblem> problems)
    {
        List<Customer> found;
        string by;
        if (line.CustomerNumber is { } number)
        {
            (found, by) = (known.Numbered(number) is { } numbered ? [numbered] : [], ImportFields.Number);
        }
        else if (line.Addresses().ToList() is { Count: > 0 } addresses)
        {
            (found, by) = ([.. known.Reached(addresses).Select(reached => reached.Customer).DistinctBy(customer => customer.Key)],
                addresses[0].Field);
        }
        else
        {
            (found, by) = (line.Name is { } name ? [.. known.Named(name)] : [], ImportFields.Name);
        }

        if (found.Count == 0) problems.Add(new(by, ImportProblems.CustomerUnknown));
        else if (found.Count > 1) problems.Add(new(by, ImportProblems.Ambiguous));
        else if (found[0].MergedIntoKey is not null) problems.Add(new(by, ImportProblems.Merged));
        else if (known.IsOutOfSight(found[0])) problems.Add(new(by, ImportProblems.OutOfSight));
        return (found.FirstOrDefault(), by);
    }
}
