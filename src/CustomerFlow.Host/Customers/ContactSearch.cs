using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Customers;

/// <summary>Finds contacts by what one has of them: names of person and company, a number or its end, an address.</summary>
internal sealed class ContactSearch(CustomerFlowDb db, ContactVault vault)
{
    /// <summary>Those who fit everything that was typed; nobody when there was nothing to find.</summary>
    public IQueryable<Contact> Find(SearchWords words)
    {
        var known = db.Contacts.AsNoTracking().Where(contact => contact.ErasedAt == null);
        if (words.IsEmpty) return known.Where(contact => false);
        if (words.Email is { } email) known = vault.WithEmail(known, email);
        if (words.Digits is { } digits)
            known = words.IsPhoneEnd ? vault.WithPhoneEnding(known, digits) : vault.WithPhone(known, digits);
        var grams = words.Grams;
        return grams.Length == 0 ? known : known.Where(contact => grams.All(gram => contact.SearchGrams.Contains(gram)));
    }

    /// <summary>As <see cref="Find"/>; a number that was written down with a slip or another country code is found by its end.</summary>
    public async Task<List<T>> ReadAsync<T>(
        SearchWords words, Func<IQueryable<Contact>, IQueryable<T>> select, CancellationToken cancellationToken)
    {
        var exact = await select(Find(words)).ToListAsync(cancellationToken);
        if (exact.Count > 0 || words.Digits is not { } digits || words.IsPhoneEnd) return exact;
        var end = string.Concat(digits.Where(char.IsAsciiDigit))[^SearchWords.EndDigits..];
        return await select(Find(words with { Digits = end })).ToListAsync(cancellationToken);
    }
}
