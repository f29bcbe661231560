using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Imports;

/// <summary>What one asks of the customers on file: who these people and companies are.</summary>
internal sealed record CustomerClues(
    IReadOnlyCollection<string> Numbers, IReadOnlyCollection<string> Names, IReadOnlyCollection<string> Phones,
    IReadOnlyCollection<string> Emails, IReadOnlyCollection<string> MessageIds)
{
    public static CustomerClues Of(IReadOnlyCollection<CustomerLine> lines)
    {
        var addresses = lines.SelectMany(line => line.Addresses()).Distinct().ToLookup(pair => pair.Field, pair => pair.Address);
        return new CustomerClues(
            [.. lines.Select(line => line.CustomerNumber).OfType<string>().Distinct()],
            [.. lines.Where(line => line.CustomerNumber is null && !line.IsPerson).Select(line => line.Name).OfType<string>().Distinct()],
            [.. addresses[ImportFields.Phone]], [.. addresses[ImportFields.Email]], [.. addresses[ImportFields.MessageId]]);
    }
}

/// <summary>
/// The customers on file that some lines may be about, read at once. It sees past the importer's sight, since nobody may enter somebody a
/// second time unknowingly, and says who is out of it.
/// </summary>
internal sealed class CustomerLookup
{
    private readonly Dictionary<string, Customer> byNumber = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<long, Customer> byKey = [];
    private readonly ILookup<string, Customer> byName;
    private readonly ILookup<string, Contact> byAddress;
    private readonly HashSet<long> outOfSight;

    private CustomerLookup(
        IReadOnlyCollection<Customer> customers, IEnumerable<Contact> contacts, BlindIndex index, CustomerClues clues,
        HashSet<long> outOfSight)
    {
        this.outOfSight = outOfSight;
        // A record that was merged speaks for the one that it was merged into.
        var own = customers.ToDictionary(customer => customer.Key);
        foreach (var customer in customers)
        {
            var meant = customer.MergedIntoKey is { } into && own.TryGetValue(into, out var kept) ? kept : customer;
            (byKey[customer.Key], byNumber[customer.Number]) = (meant, meant);
        }

        byName = byKey.Values.Distinct().Where(customer => customer.MergedIntoKey is null).ToLookup(customer => customer.Name, StringComparer.Ordinal);
        byAddress = Addressed(contacts, index, clues).ToLookup(pair => pair.Address, pair => pair.Contact, StringComparer.Ordinal);
    }

    public static async Task<CustomerLookup> ReadAsync(
        ImportRun run, BlindIndex index, CustomerClues clues, CancellationToken cancellationToken)
    {
        var phones = clues.Phones.Select(index.Phone).OfType<byte[]>().ToList();
        var emails = clues.Emails.Select(index.Email).OfType<byte[]>().ToList();
        var ids = clues.MessageIds.Select(index.MessageId).OfType<byte[]>().ToList();
        var contacts = await run.Db.Contacts.IgnoreQueryFilters([CustomerFlowDb.Filters.Reach]).AsTracking().Include(row => row.Consents)
            .Where(row => row.ErasedAt == null
                && (phones.Contains(row.PhoneIndex!) || emails.Contains(row.EmailIndex!) || ids.Contains(row.MessageIdIndex!)))
            .ToListAsync(cancellationToken);
        var keys = contacts.Select(contact => contact.CustomerKey).ToHashSet();
        var numbers = clues.Numbers.Select(number => number.ToUpperInvariant()).ToList();
        // What this very batch put on file is known from its own lines.
        var customers = await run.Db.Customers.IgnoreQueryFilters([CustomerFlowDb.Filters.Reach]).AsTracking()
            .Where(row => (keys.Contains(row.Key) || clues.Numbers.Contains(row.Number) || numbers.Contains(row.Number)
                || clues.Names.Contains(row.Name)) && (row.ImportBatchKey == null || row.ImportBatchKey != run.Batch.Key))
            .ToListAsync(cancellationToken);
        var merged = customers.Select(customer => customer.MergedIntoKey).OfType<long>()
            .Except(customers.Select(customer => customer.Key)).ToList();
        if (merged.Count > 0)
        {
            customers.AddRange(await run.Db.Customers.IgnoreQueryFilters([CustomerFlowDb.Filters.Reach]).AsTracking()
                .Where(row => merged.Contains(row.Key)).ToListAsync(cancellationToken));
        }

        var outOfSight = customers.Select(customer => customer.Key).ToHashSet();
        if (run.Db.Scope.Reach == AccessReach.All) outOfSight.Clear();
        else outOfSight.ExceptWith(await run.Db.Customers.Where(row => outOfSight.Contains(row.Key)).Select(row => row.Key)
            .ToListAsync(cancellationToken));
        return new CustomerLookup(customers, contacts, index, clues, outOfSight);
    }

    public Customer? Numbered(string number) => byNumber.GetValueOrDefault(number);

    public IReadOnlyList<Customer> Named(string name) => [.. byName[name]];

    /// <summary>Those with one of the addresses, in the order of the addresses; each with the field it was found by.</summary>
    public IReadOnlyList<(string Field, Contact Contact, Customer Customer)> Reached(
        IEnumerable<(string Field, string Address)> addresses) =>
    [
        .. addresses.SelectMany(asked => byAddress[asked.Field + asked.Address]
                .Where(contact => byKey.ContainsKey(contact.CustomerKey))
                .OrderBy(contact => contact.LeftAt is not null).ThenBy(contact => contact.Key)
                .Select(contact => (asked.Field, contact, byKey[contact.CustomerKey])))
            .DistinctBy(found => found.contact.Key),
    ];

    public bool IsOutOfSight(Customer customer) => outOfSight.Contains(customer.Key);

    public IReadOnlyCollection<Customer> Customers => byKey.Values;

    public IReadOnlyCollection<Contact> Contacts => [.. byAddress.SelectMany(same => same).DistinctBy(contact => contact.Key)];

    private static IEnumerable<(string Address, Contact Contact)> Addressed(
        IEnumerable<Contact> contacts, BlindIndex index, CustomerClues clues)
    {
        var found = contacts.ToList();
        var phones = Hashed(clues.Phones, index.Phone);
        var emails = Hashed(clues.Emails, index.Email);
        var ids = Hashed(clues.MessageIds, index.MessageId);
        foreach (var contact in found)
        {
            if (Asked(phones, contact.PhoneIndex) is { } phone) yield return (ImportFields.Phone + phone, contact);
            if (Asked(emails, contact.EmailIndex) is { } email) yield return (ImportFields.Email + email, contact);
            if (Asked(ids, contact.MessageIdIndex) is { } id) yield return (ImportFields.MessageId + id, contact);
        }
    }

    private static Dictionary<string, string> Hashed(IEnumerable<string> addresses, Func<string?, byte[]?> hash) =>
        addresses.Distinct().ToDictionary(address => Convert.ToHexString(hash(address)!), address => address);

    private static string? Asked(Dictionary<string, string> asked, byte[]? hash) =>
        hash is null ? null : asked.GetValueOrDefault(Convert.ToHexString(hash));
}
