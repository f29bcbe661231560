using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Customers;

internal sealed record CustomerLine(long Key, string Number, string Name, string Tier, string Stage, string? Owner);

internal sealed record CustomerDetail(
    long Key, string Number, string Name, string Kind, string Tier, string Stage, string Language, DateTimeOffset CreatedAt, string? Owner);

internal sealed record ContactLine(string Name, string? Phone, string? Email, string? MessageId, bool HasLeft, bool IsErased);

internal sealed record InteractionLine(DateTimeOffset At, string Channel, bool Inbound, string? By);

/// <summary>Reads customers; the context itself keeps to the person's scope.</summary>
internal sealed class CustomerQueries(CustomerFlowDb db, SubjectKeys subjects)
{
    public async Task<PageOf<CustomerLine>> ListAsync(
        string? search, string? tier, ListPlace? after, int size, CancellationToken cancellationToken)
    {
        var customers = db.Customers.AsNoTracking();
        if (tier is not null) customers = customers.Where(customer => customer.Tier == tier);
        if (search is not null)
        {
            var named = db.Customers.Named(search).Select(customer => customer.Key);
            customers = customers.Where(customer => customer.Number == search || named.Contains(customer.Key));
        }

        if (after is not null) customers = customers.Where(customer => customer.Key > after.Key);
        var rows = await (
            from customer in customers
            join person in db.People on customer.OwnerKey equals person.Key into owners
            from owner in owners.DefaultIfEmpty()
            orderby customer.Key
            select new CustomerLine(customer.Key, customer.Number, customer.Name, customer.Tier, customer.Stage, owner!.UserName))
            .Take(size + 1).ToListAsync(cancellationToken);
        return Paging.Cut(rows, size, row => new ListPlace(null, row.Key).ToString());
    }

    public Task<CustomerDetail?> FindAsync(long key, CancellationToken cancellationToken) => (
        from customer in db.Customers.AsNoTracking()
        where customer.Key == key
        join person in db.People on customer.OwnerKey equals person.Key into owners
        from owner in owners.DefaultIfEmpty()
        select new CustomerDetail(
            customer.Key, customer.Number, customer.Name, customer.Kind, customer.Tier, customer.Stage, customer.Language,
                customer.CreatedAt,
            owner!.UserName)).SingleOrDefaultAsync(cancellationToken);

    public async Task<IReadOnlyList<ContactLine>> ContactsAsync(long customerKey, CancellationToken cancellationToken)
    {
        var contacts = await db.Contacts.AsNoTracking().Where(contact => contact.CustomerKey == customerKey)
            .OrderBy(contact => contact.LeftAt != null).ThenBy(contact => contact.Key).Take(RequestLimits.PageSize)
                .ToListAsync(cancellationToken);
        var known = contacts.Where(contact => contact.ErasedAt is null).Select(contact => contact.Key).ToList();
        var dataKeys = await subjects.OpenManyAsync(db, known, cancellationToken);
        return [.. contacts.Select(contact =>
        {
            var details = dataKeys.TryGetValue(contact.Key, out var key)
                ? ContactVault.Read(contact, key) : new ContactDetails(null, null, null, null);
            return new ContactLine(
                contact.Name, details.Phone, details.Email, details.MessageId, contact.LeftAt is not null, contact.ErasedAt is not null);
        })];
    }

    public async Task<IReadOnlyList<InteractionLine>> InteractionsAsync(long customerKey, CancellationToken cancellationToken) => await (
        from interaction in db.Interactions.AsNoTracking()
        where interaction.CustomerKey == customerKey
        join person in db.People on interaction.PersonKey equals person.Key into people
        from colleague in people.DefaultIfEmpty()
        orderby interaction.At descending
        select new InteractionLine(interaction.At, interaction.Channel, interaction.Inbound, colleague!.UserName))
        .Take(RequestLimits.PageSize).ToListAsync(cancellationToken);
}
