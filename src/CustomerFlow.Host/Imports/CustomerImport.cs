using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Host.Customers;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Imports;

/// <summary>Customers with their contacts, a line for each contact. The rules are those of the page.</summary>
internal sealed class CustomerImport(ImportRun run, BlindIndex index, SubjectKeys subjects, CustomerWriter writer) : LineImport
{
    /// <summary>What earlier lines of the file said of a customer.</summary>
    private readonly Dictionary<string, Seen> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> seenAddresses = new(StringComparer.Ordinal);

    private sealed record Seen(int Line, ImportedCustomer Customer, bool IsNew, KeyValuePair<string, string>[] Said);

    public override async Task<IReadOnlyList<Verdict>> TakeAsync(IReadOnlyList<ImportLine> lines, CancellationToken cancellationToken)
    {
        var parsed = lines.Select(line => new CustomerLine(line.Number, line.Values(run.Batch.Columns))).ToList();
        var known = await CustomerLookup.ReadAsync(run, index, CustomerClues.Of(parsed), cancellationToken);
        var context = await ContextAsync(parsed, known, cancellationToken);
        if (run.Writes) await writer.PrepareAsync(parsed.Count, parsed.Count(line => line.CustomerNumber is null), cancellationToken);
        var verdicts = parsed.ConvertAll(line => Take(line, context));
        if (run.Writes) await writer.WriteAsync(run, cancellationToken);
        // A pass that only looks has changed what it read; none of it is kept.
        run.Db.ChangeTracker.Clear();
        return verdicts;
    }

    private sealed record Context(
        CustomerLookup Known, IReadOnlyDictionary<string, long> Owners, IReadOnlyDictionary<string, long> Heads,
        IReadOnlySet<long> KnownHeads, IReadOnlyDictionary<long, DataKey> ContactKeys);

    private Verdict Take(CustomerLine line, Context context)
    {
        if (SeenAddress(line) is { } twice) return Verdict.Bad(line.Number, twice);
        var match = Match(line, context.Known);
        if (match.Problem is { } problem) return Verdict.Bad(line.Number, problem);
        var problems = new List<ImportProblem>();
        var earlier = line.Identity is { } identity ? seen.GetValueOrDefault(identity) : null;
        if (earlier is not null && OtherThan(line, earlier) is { } other) problems.Add(other);
        if (earlier is not null && !line.HasContact)
            problems.Add(new(ImportFields.Name, ImportProblems.SameAs(earlier.Line)));
        var customer = match.Customer is { } found ? ImportedCustomer.Of(found) : earlier?.Customer;
        var fields = earlier is null ? line.Customer(match.Customer) : null;
        if (fields is not null) problems.AddRange(CustomerLine.Problems(fields));
        var parent = Parent(line, customer, context, problems);
        var owner = Owner(line, context, problems);
        var details = match.Contact is { } contact ? ContactVault.Read(contact, context.ContactKeys[contact.Key]) : null;
        var form = line.HasContact ? line.Contact(match.Contact, details, fields?.Language ?? customer!.Language) : null;
        if (form is not null) problems.AddRange(CustomerLine.Problems(form));
        if (problems.Count > 0) return Verdict.Bad(line.Number, problems);
        foreach (var (field, address) in line.Addresses()) seenAddresses[field + address] = line.Number;
        return Apply(line, match, earlier, new CustomerChange(fields, parent, owner, form, details, context.ContactKeys));
    }

    private Verdict Apply(CustomerLine line, Matched match, Seen? earlier, CustomerChange change)
    {
        var (customer, isNew) = (earlier?.Customer, match.Customer is null && earlier is null);
        var isSkipped = match.Customer is not null && run.Writes && !run.Batch.UpdatesKnown;
        var changes = new List<string>();
        if (isNew) customer = ImportedCustomer.Of(writer.AddCustomer(run, line, change));
        else if (match.Customer is { } known && change.Fields is not null && !isSkipped)
            changes.AddRange(writer.ChangeCustomer(run, known, change));
        if (match.Customer is { } onFile) customer = ImportedCustomer.Of(onFile);
        if (earlier is null)
        {
            var first = new Seen(line.Number, customer!, isNew, [.. line.OfCustomer]);
            foreach (var identity in line.Identities) seen.TryAdd(identity, first);
        }

        if (change.Contact is not null && !isSkipped)
        {
            if (match.Contact is { } contact) changes.AddRange(writer.ChangeContact(run, contact, customer!, change));
            else writer.AddContact(run, customer!, change);
            if (match.Contact is null) changes.Add(ImportFields.ContactName);
        }

        var state = isNew || earlier is { IsNew: true } ? "new" : isSkipped ? "skipped" : changes.Count > 0 ? "changed" : "unchanged";
        return new Verdict(line.Number, state)
        {
            MatchedKey = match.Customer?.Key, MatchedBy = match.By, Changes = state == "new" ? [] : [.. changes.Distinct()],
        };
    }

    /// <summary>Who on file a line is about: by number, else by an address, else a company by its name.</summary>
    private static Matched Match(CustomerLine line, CustomerLookup known)
    {
        var reached = known.Reached(line.Addresses());
        Customer? customer;
        string? by = null;
        if (line.CustomerNumber is { } number)
        {
            customer = known.Numbered(number);
            if (customer is null && CustomerNumbers.IsOwn(number))
                return new(new ImportProblem(ImportFields.Number, ImportProblems.NumberUnknown));
            by = ImportFields.Number;
        }
        else
        {
            var fitting = reached.Where(found => line.Name is null || found.Customer.Name == line.Name).ToList();
            if (fitting.Select(found => found.Customer.Key).Distinct().Count() > 1)
                return new(new ImportProblem(fitting[0].Field, ImportProblems.Ambiguous));
            (customer, by) = fitting.Count > 0 ? (fitting[0].Customer, fitting[0].Field) : (null, ImportFields.Name);
            if (customer is null && reached.Count == 0 && !line.IsPerson && line.Name is { } name)
            {
                var named = known.Named(name);
                if (named.Count > 1) return new(new ImportProblem(ImportFields.Name, ImportProblems.Ambiguous));
                customer = named.Count == 1 ? named[0] : null;
            }
        }

        var own = reached.Where(found => found.Customer.Key == customer?.Key).ToList();
        if (reached.Count > 0 && own.Count == 0) return new(new ImportProblem(reached[0].Field, ImportProblems.KnownAtAnother));
        if (customer is null) return new(Problem: null);
        if (customer.MergedIntoKey is not null) return new(new ImportProblem(by, ImportProblems.Merged));
        return known.IsOutOfSight(customer)
            ? new(new ImportProblem(by, ImportProblems.OutOfSight))
            : new(null, customer, own.Count > 0 ? own[0].Contact : null, by);
    }

    private sealed record Matched(ImportProblem? Problem, Customer? Customer = null, Contact? Contact = null, string? By = null);

    private ImportProblem? SeenAddress(CustomerLine line)
    {
        foreach (var (field, address) in line.Addresses())
        {
            if (seenAddresses.TryGetValue(field + address, out var earlier))
                return new ImportProblem(field, ImportProblems.SameAs(earlier));
        }

        return null;
    }

    private static ImportProblem? OtherThan(CustomerLine line, Seen earlier)
    {
        foreach (var (field, value) in line.OfCustomer)
        {
            if (earlier.Said.FirstOrDefault(said => said.Key == field).Value != value)
                return new ImportProblem(field, ImportProblems.OtherThan(earlier.Line));
        }

        return null;
    }

    private static long? Parent(CustomerLine line, ImportedCustomer? customer, Context context, List<ImportProblem> problems)
    {
        if (line.Parent is not { } number) return customer?.ParentKey;
        // The head of a group is not itself part of another one, as on the page.
        if (context.Heads.TryGetValue(number, out var head) && head != customer?.Key
            && (customer is null || !context.KnownHeads.Contains(customer.Key)))
            return head;
        problems.Add(new("parent", CustomerTexts.ParentUnknown));
        return null;
    }

    private static long? Owner(CustomerLine line, Context context, List<ImportProblem> problems)
    {
        if (line.Owner is not { } username) return null;
        if (context.Owners.TryGetValue(username, out var owner)) return owner;
        problems.Add(new("owner", ImportProblems.OwnerUnknown));
        return null;
    }

    private async Task<Context> ContextAsync(
        List<CustomerLine> lines, CustomerLookup known, CancellationToken cancellationToken)
    {
        var usernames = lines.Select(line => line.Owner).OfType<string>().Distinct().ToList();
        var owners = await run.Db.People.Where(row => row.Active && usernames.Contains(row.UserName))
            .ToDictionaryAsync(row => row.UserName, row => row.Key, StringComparer.Ordinal, cancellationToken);
        var numbers = lines.Select(line => line.Parent).OfType<string>().Distinct().ToList();
        var heads = await run.Db.Customers.Where(row => numbers.Contains(row.Number) && row.ParentKey == null && row.MergedIntoKey == null)
            .ToDictionaryAsync(row => row.Number, row => row.Key, StringComparer.Ordinal, cancellationToken);
        var keys = known.Customers.Select(customer => (long?)customer.Key).ToList();
        var parents = await run.Db.Customers.IgnoreQueryFilters([CustomerFlowDb.Filters.Reach]).Where(row => keys.Contains(row.ParentKey))
            .Select(row => row.ParentKey!.Value).Distinct().ToListAsync(cancellationToken);
        var contactKeys = await subjects.OpenManyAsync(run.Db, [.. known.Contacts.Select(contact => contact.Key)], cancellationToken);
        return new Context(known, owners, heads, parents.ToHashSet(), contactKeys);
    }
}

/// <summary>As much of a customer as later lines ask for: what it is found by would fill the memory.</summary>
internal sealed record ImportedCustomer(long Key, string Name, string Language, long? ParentKey)
{
    public static ImportedCustomer Of(Customer customer) => new(customer.Key, customer.Name, customer.Language, customer.ParentKey);
}

/// <summary>What a line changes.</summary>
/// <param name="Fields">The form about the customer; null when an earlier line brought it.</param>
/// <param name="ParentKey">The head of its group.</param>
/// <param name="OwnerKey">Who looks after a new customer.</param>
/// <param name="Contact">The form about the contact, if the line names one.</param>
/// <param name="Details">What is on file of that contact, opened.</param>
/// <param name="ContactKeys">Data keys of the contacts on file.</param>
internal sealed record CustomerChange(
    CustomerFields? Fields, long? ParentKey, long? OwnerKey, ContactFields? Contact, ContactDetails? Details,
    IReadOnlyDictionary<long, DataKey> ContactKeys);
