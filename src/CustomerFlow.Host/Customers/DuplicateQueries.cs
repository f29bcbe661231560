using CustomerFlow.Data;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Customers;

/// <summary>Two records that look like one customer, and why.</summary>
internal sealed record DuplicatePair(CustomerLine First, CustomerLine Second, bool SameName, bool SamePerson);

/// <summary>A merge as the customer's page shows it.</summary>
internal sealed record MergeLine(long Key, string Number, string Name, DateTimeOffset At, string By);

/// <summary>Finds records of the same customer: the same name but for its legal form, or the same phone number or address.</summary>
internal sealed class DuplicateQueries(CustomerFlowDb db)
{
    public const int PairsMax = 100;

    public async Task<IReadOnlyList<DuplicatePair>> FindAsync(CancellationToken cancellationToken)
    {
        var open = db.Customers.Where(customer => customer.MergedIntoKey == null);
        var named = await (
            from first in open
            join second in open on first.NameKey equals second.NameKey
            where first.Key < second.Key && first.NameKey != "" && first.Kind == second.Kind
            orderby first.NameKey, first.Key, second.Key
            select new { First = first.Key, Second = second.Key }).Take(PairsMax).ToListAsync(cancellationToken);
        var reachable = db.Contacts.Where(contact => contact.ErasedAt == null && contact.LeftAt == null);
        var phoned = await (
            from one in reachable
            join other in reachable on one.PhoneIndex equals other.PhoneIndex
            where one.CustomerKey < other.CustomerKey && one.PhoneIndex != null
            select new { First = one.CustomerKey, Second = other.CustomerKey }).Distinct().Take(PairsMax).ToListAsync(cancellationToken);
        var mailed = await (
            from one in reachable
            join other in reachable on one.EmailIndex equals other.EmailIndex
            where one.CustomerKey < other.CustomerKey && one.EmailIndex != null
            select new { First = one.CustomerKey, Second = other.CustomerKey }).Distinct().Take(PairsMax).ToListAsync(cancellationToken);
        var pairs = named.Concat(phoned).Concat(mailed).Distinct().Take(PairsMax).ToList();
        var keys = pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct().ToList();
        var lines = await CustomerQueries.Lines(db, open.Where(customer => keys.Contains(customer.Key)))
            .ToDictionaryAsync(line => line.Key, cancellationToken);
        return [.. pairs.Where(pair => lines.ContainsKey(pair.First) && lines.ContainsKey(pair.Second)).Select(pair => new DuplicatePair(
            lines[pair.First], lines[pair.Second], named.Contains(pair), phoned.Contains(pair) || mailed.Contains(pair)))];
    }

    /// <summary>What was merged into a customer and can be taken back, the last one first.</summary>
    public async Task<IReadOnlyList<MergeLine>> OfAsync(long customerKey, CancellationToken cancellationToken) => await (
        from merge in db.CustomerMerges.AsNoTracking()
        where merge.KeptKey == customerKey && merge.UndoneAt == null
        join merged in db.Customers on merge.MergedKey equals merged.Key
        join person in db.People on merge.ByKey equals person.Key
        orderby merge.Key descending
        select new MergeLine(merge.Key, merged.Number, merged.Name, merge.At, person.UserName))
        .Take(RequestLimits.PageSize).ToListAsync(cancellationToken);
}
