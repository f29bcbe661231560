using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Customers;

internal sealed record CustomerLine(long Key, string Number, string Name, string Tier, string Stage, string? Owner)
{
    public bool IsVerified { get; init; }

    /// <summary>The contact that a search found.</summary>
    public string? Contact { get; init; }
}

/// <summary>Which customers a list shows.</summary>
internal sealed record CustomerFilter(string? Tier, bool Unverified = false)
{
    public IQueryable<Customer> Of(IQueryable<Customer> customers)
    {
        if (Tier is { } tier) customers = customers.Where(customer => customer.Tier == tier);
        return Unverified ? customers.Where(customer => customer.VerifiedAt == null) : customers;
    }
}

internal sealed record CustomerDetail(
    long Key, string Number, string Name, string Kind, string Tier, string Stage, string Language, DateTimeOffset CreatedAt, string? Owner)
{
    public string? Industry { get; init; }

    public string? Region { get; init; }

    public required string Source { get; init; }

    public required IReadOnlyList<string> Needs { get; init; }

    public required IReadOnlyList<string> Preferences { get; init; }

    public long? ParentKey { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }

    public long? MergedIntoKey { get; init; }
}

/// <summary>Another customer of the same group of companies.</summary>
internal sealed record RelatedCustomer(long Key, string Name, string Tier);

internal sealed record ContactLine(
    long Key, string Name, IReadOnlyList<string> Roles, string? Phone, string? Email, string? MessageId, bool HasLeft, bool IsErased)
{
    /// <summary>Rises with every change.</summary>
    public int Revision { get; init; }

    /// <summary>There is a mark that one of the addresses must not be used for something.</summary>
    public bool IsMarked { get; init; }

    /// <summary>A second colleague has checked it.</summary>
    public bool IsVerified { get; init; }
}

/// <summary>Reads customers; the context itself keeps to the person's scope.</summary>
internal sealed class CustomerQueries(CustomerFlowDb db, SubjectKeys subjects)
{
    /// <summary>All customers within reach, in the order of their keys.</summary>
    public async Task<PageOf<CustomerLine>> ListAsync(
        CustomerFilter filter, ListPlace? after, int size, CancellationToken cancellationToken)
    {
        var customers = filter.Of(db.Customers.Where(customer => customer.MergedIntoKey == null));
        if (after is not null) customers = customers.Where(customer => customer.Key > after.Key);
        var rows = await Lines(db, customers).Take(size + 1).ToListAsync(cancellationToken);
        return Paging.Cut(rows, size, row => new ListPlace(null, row.Key).ToString());
    }

    /// <summary>What a list shows of customers, in the order of their keys.</summary>
    public static IQueryable<CustomerLine> Lines(CustomerFlowDb db, IQueryable<Customer> customers) =>
        from customer in customers.AsNoTracking()
        join person in db.People on customer.OwnerKey equals person.Key into owners
        from owner in owners.DefaultIfEmpty()
        orderby customer.Key
        select new CustomerLine(customer.Key, customer.Number, customer.Name, customer.Tier, customer.Stage, owner!.UserName)
        {
            IsVerified = customer.VerifiedAt != null,
        };

    public Task<CustomerDetail?> FindAsync(long key, CancellationToken cancellationToken) => (
        from customer in db.Customers.AsNoTracking()
        where customer.Key == key
        join person in db.People on customer.OwnerKey equals person.Key into owners
        from owner in owners.DefaultIfEmpty()
        select new CustomerDetail(
            customer.Key, customer.Number, customer.Name, customer.Kind, customer.Tier, customer.Stage, customer.Language,
            customer.CreatedAt, owner!.UserName)
        {
            Industry = customer.Industry,
            Region = customer.Region,
            Source = customer.Source,
            Needs = customer.Needs,
            Preferences = customer.Preferences,
            ParentKey = customer.ParentKey,
            VerifiedAt = customer.VerifiedAt,
            MergedIntoKey = customer.MergedIntoKey,
        }).SingleOrDefaultAsync(cancellationToken);

    /// <summary>The group of companies: the parent first, then those that belong to it; without the customer itself.</summary>
    public async Task<IReadOnlyList<RelatedCustomer>> GroupAsync(CustomerDetail customer, CancellationToken cancellationToken)
    {
        var head = customer.ParentKey ?? customer.Key;
        return await db.Customers.AsNoTracking()
            .Where(row => row.Key != customer.Key && row.MergedIntoKey == null && (row.Key == head || row.ParentKey == head))
            .OrderByDescending(row => row.Key == head).ThenBy(row => row.Name).Take(RequestLimits.PageSize)
            .Select(row => new RelatedCustomer(row.Key, row.Name, row.Tier)).ToListAsync(cancellationToken);
    }

    /// <summary>What a customer bought, the latest first.</summary>
    public async Task<PageOf<PurchaseLine>> PurchasesAsync(
        long customerKey, ListPlace? after, int size, CancellationToken cancellationToken)
    {
        var purchases = db.Purchases.AsNoTracking().Where(row => row.CustomerKey == customerKey);
        if (after?.At is { } at)
        {
            var day = DateOnly.FromDateTime(at.UtcDateTime);
            purchases = purchases.Where(row => row.BoughtOn < day || (row.BoughtOn == day && row.Key < after.Key));
        }

        var rows = await purchases.OrderByDescending(row => row.BoughtOn).ThenByDescending(row => row.Key).Take(size + 1)
            .Select(row => new PurchaseLine(
                row.Key, row.Reference, row.Source, row.BoughtOn, row.Product, row.Quantity, row.Amount, row.Currency))
            .ToListAsync(cancellationToken);
        return Paging.Cut(
            rows, size, row => new ListPlace(new DateTimeOffset(row.BoughtOn.ToDateTime(default), TimeSpan.Zero), row.Key).ToString());
    }

    public async Task<IReadOnlyList<ContactLine>> ContactsAsync(
        long customerKey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var contacts = await db.Contacts.AsNoTracking().Where(contact => contact.CustomerKey == customerKey)
            .OrderBy(contact => contact.LeftAt != null).ThenBy(contact => contact.Key).Take(RequestLimits.PageSize)
            .ToListAsync(cancellationToken);
        var known = contacts.Where(contact => contact.ErasedAt is null).ToList();
        var dataKeys = await subjects.OpenManyAsync(db, [.. known.Select(contact => contact.Key)], cancellationToken);
        var addresses = known.SelectMany(ContactMarks.AddressesOf).ToList();
        var marked = await db.DoNotContacts.AsNoTracking()
            .Where(mark => addresses.Contains(mark.AddressIndex) && (mark.HoldsUntil == null || mark.HoldsUntil > now))
            .Select(mark => mark.AddressIndex).ToListAsync(cancellationToken);
        return [.. contacts.Select(contact =>
        {
            var details = dataKeys.TryGetValue(contact.Key, out var key)
                ? ContactVault.Read(contact, key) : new ContactDetails(null, null, null, null);
            return new ContactLine(
                contact.Key, contact.Name, contact.Roles, details.Phone, details.Email, details.MessageId, contact.LeftAt is not null,
                contact.ErasedAt is not null)
            {
                IsVerified = contact.VerifiedAt is not null,
                Revision = contact.Revision,
                IsMarked = ContactMarks.AddressesOf(contact).Any(address => marked.Exists(mark => mark.AsSpan().SequenceEqual(address))),
            };
        })];
    }
}
