using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Host.Instances;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Complaints;

/// <summary>Somebody who may be calling.</summary>
internal sealed record Caller(long ContactKey, string Name, string Language, long CustomerKey, string CustomerName, string Tier, string? Phone)
{
    /// <summary>What the caller may be calling about.</summary>
    public IReadOnlyList<CaseLine> OpenCases { get; init; } = [];
}

/// <summary>Finds who calls by what one has at that moment: the number on the display, its last four digits, an address, a name.</summary>
internal sealed class CallerSearch(CustomerFlowDb db, ContactVault vault, SubjectKeys subjects, CaseQueries cases)
{
    private const int CallersMax = 20;
    private const int EndDigits = 4;

    public async Task<IReadOnlyList<Caller>> FindAsync(string typed, CancellationToken cancellationToken)
    {
        var digits = typed.Count(char.IsAsciiDigit);
        var isNumber = digits >= EndDigits && !typed.Any(char.IsLetter);
        if (typed.Contains('@', StringComparison.Ordinal)) return await ReadAsync(vault.WithEmail(Known(), typed), cancellationToken);
        if (!isNumber) return await ReadAsync(Named(typed), cancellationToken);
        if (digits == EndDigits) return await ReadAsync(vault.WithPhoneEnding(Known(), typed), cancellationToken);
        var exact = await ReadAsync(vault.WithPhone(Known(), typed), cancellationToken);
        // A number that was written down with a slip or another country code is still found by its end.
        return exact.Count > 0 ? exact : await ReadAsync(vault.WithPhoneEnding(Known(), typed), cancellationToken);
    }

    /// <summary>Null when there is no such contact, or none that this person may see.</summary>
    public async Task<Caller?> OfAsync(long contactKey, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(Known().Where(contact => contact.Key == contactKey), cancellationToken);
        if (found.Count == 0) return null;
        var lines = await cases.OfCustomerAsync(found[0].CustomerKey, cancellationToken);
        return found[0] with { OpenCases = [.. lines.Where(line => line.ClosedAt is null)] };
    }

    private IQueryable<Contact> Known() => db.Contacts.AsNoTracking().Where(contact => contact.ErasedAt == null && contact.LeftAt == null);

    private IQueryable<Contact> Named(string typed)
    {
        var customers = db.Customers.Named(typed).Select(customer => customer.Key);
        var pattern = Paging.Containing(typed);
        return Known().Where(contact => customers.Contains(contact.CustomerKey) || EF.Functions.ILike(contact.Name, pattern));
    }

    private async Task<IReadOnlyList<Caller>> ReadAsync(IQueryable<Contact> contacts, CancellationToken cancellationToken)
    {
        var rows = await (
            from contact in contacts
            join customer in db.Customers on contact.CustomerKey equals customer.Key
            orderby contact.Name, contact.Key
            select new { contact, customer.Name, customer.Tier }).Take(CallersMax).ToListAsync(cancellationToken);
        var dataKeys = await subjects.OpenManyAsync(db, [.. rows.Select(row => row.contact.Key)], cancellationToken);
        return [.. rows.Select(row => new Caller(
            row.contact.Key, row.contact.Name, row.contact.Language, row.contact.CustomerKey, row.Name, row.Tier,
            ContactVault.Read(row.contact, dataKeys[row.contact.Key]).Phone))];
    }
}
