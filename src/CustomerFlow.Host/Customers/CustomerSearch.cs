using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Customers;

/// <summary>What a search found: the best first, and whether there are more than are shown.</summary>
internal sealed record FoundCustomers(IReadOnlyList<CustomerLine> Lines, bool HasMore);

/// <summary>
/// Finds customers by name, number, contact, phone or address at once. A word that fits very many is cut off early: who sees too many
/// types one word more.
/// </summary>
internal sealed class CustomerSearch(CustomerFlowDb db, ContactSearch contacts)
{
    public const int ShownMax = 50;

    // Enough that the best are among them, few enough that one character does not read a tenth of the table.
    private const int CandidatesMax = 200;

    public async Task<FoundCustomers> FindAsync(string typed, CustomerFilter filter, CancellationToken cancellationToken)
    {
        var words = SearchWords.Parse(typed);
        var people = await contacts.ReadAsync(
            words,
            found => found.Select(contact => new { contact.CustomerKey, contact.Name, HasLeft = contact.LeftAt != null })
                .Take(CandidatesMax),
            cancellationToken);
        var named = await NamedAsync(words, typed, cancellationToken);
        var contactOf = people.OrderBy(person => person.HasLeft).ThenBy(person => person.Name, StringComparer.Ordinal)
            .GroupBy(person => person.CustomerKey).ToDictionary(same => same.Key, same => same.First().Name);
        var found = contactOf.Keys.Union(named).ToList();
        var known = db.Customers.Where(customer => found.Contains(customer.Key) && customer.MergedIntoKey == null);
        var lines = await CustomerQueries.Lines(db, filter.Of(known)).ToListAsync(cancellationToken);
        var ranked = lines.Select(line => line with { Contact = contactOf.GetValueOrDefault(line.Key) })
            .OrderBy(line => Rank(line, typed)).ThenBy(line => line.Name, StringComparer.Ordinal).ThenBy(line => line.Key).ToList();
        return new FoundCustomers(
            [.. ranked.Take(ShownMax)], ranked.Count > ShownMax || people.Count == CandidatesMax || named.Count == CandidatesMax);
    }

    // Customers whose own name or number fits; one without a contact is found too.
    private async Task<List<long>> NamedAsync(SearchWords words, string typed, CancellationToken cancellationToken)
    {
        var number = typed.ToUpperInvariant();
        var numbered = await db.Customers.Where(customer => customer.Number == number).Select(customer => customer.Key)
            .ToListAsync(cancellationToken);
        if (words.Email is not null || words.Digits is not null || words.Names.IsEmpty) return numbered;
        var named = await db.Customers.Named(string.Join(' ', words.Names)).Select(customer => customer.Key).Take(CandidatesMax)
            .ToListAsync(cancellationToken);
        return [.. numbered, .. named];
    }

    private static int Rank(CustomerLine line, string typed)
    {
        if (string.Equals(line.Number, typed, StringComparison.OrdinalIgnoreCase)) return 0;
        if (string.Equals(line.Name, typed, StringComparison.OrdinalIgnoreCase) || line.Contact == typed) return 1;
        return line.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 2 : 3;
    }
}
