using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Host.Customers;
using CustomerFlow.Host.Instances;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Complaints;

/// <summary>Somebody who may be calling.</summary>
internal sealed record Caller(
    long ContactKey, string Name, string Language, long CustomerKey, string CustomerName, string Tier, string? Phone)
{
    /// <summary>What the caller may be calling about.</summary>
    public IReadOnlyList<CaseLine> OpenCases { get; init; } = [];
}

/// <summary>Finds who calls by what one has at that moment: the number on the display, its last four digits, an address, a name.</summary>
internal sealed class CallerSearch(CustomerFlowDb db, ContactSearch contacts, SubjectKeys subjects, CaseQueries cases)
{
    private const int CallersMax = 20;

    public async Task<IReadOnlyList<Caller>> FindAsync(string typed, CancellationToken cancellationToken) => await OpenAsync(
        await contacts.ReadAsync(
            SearchWords.Parse(typed), found => Rows(found.Where(contact => contact.LeftAt == null)), cancellationToken),
        cancellationToken);

    /// <summary>Null when there is no such contact, or none that this person may see.</summary>
    public async Task<Caller?> OfAsync(long contactKey, CancellationToken cancellationToken)
    {
        var known = db.Contacts.AsNoTracking()
            .Where(contact => contact.Key == contactKey && contact.ErasedAt == null && contact.LeftAt == null);
        var found = await OpenAsync(await Rows(known).ToListAsync(cancellationToken), cancellationToken);
        if (found.Count == 0) return null;
        var lines = await cases.OfCustomerAsync(found[0].CustomerKey, cancellationToken);
        return found[0] with { OpenCases = [.. lines.Where(line => line.ClosedAt is null)] };
    }

    private IQueryable<CallerRow> Rows(IQueryable<Contact> found) => (
        from contact in found
        join customer in db.Customers on contact.CustomerKey equals customer.Key
        orderby contact.Name, contact.Key
        select new CallerRow(contact, customer.Name, customer.Tier)).Take(CallersMax);

    private async Task<IReadOnlyList<Caller>> OpenAsync(List<CallerRow> rows, CancellationToken cancellationToken)
    {
        var dataKeys = await subjects.OpenManyAsync(db, [.. rows.Select(row => row.Contact.Key)], cancellationToken);
        return [.. rows.Select(row => new Caller(
            row.Contact.Key, row.Contact.Name, row.Contact.Language, row.Contact.CustomerKey, row.CustomerName, row.Tier,
            ContactVault.Read(row.Contact, dataKeys[row.Contact.Key]).Phone))];
    }

    private sealed record CallerRow(Contact Contact, string CustomerName, string Tier);
}
