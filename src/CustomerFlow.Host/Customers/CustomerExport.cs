using System.Text.Json;
using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Imports;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Customers;

/// <summary>What a list of customers shows, to be taken along: which customers, and whether their people's addresses are in it.</summary>
internal sealed record ExportPlan(IReadOnlyList<long> Keys, bool WithAddresses);

/// <summary>
/// Writes customers to a file, as the list shows them: within the person's reach, and nothing about complaints. Who took how many along
/// is in the audit before the first line leaves.
/// </summary>
internal sealed class CustomerExport(CustomerFlowDb db, CustomerSearch search, SubjectKeys subjects, CurrentPerson me)
{
    public const int RowsMax = 50_000;
    private const int ChunkRows = 500;

    /// <summary>Decides what goes out and writes that down; null when it is more than one file may hold.</summary>
    public async Task<ExportPlan?> PlanAsync(
        string? query, CustomerFilter filter, string format, CancellationToken cancellationToken)
    {
        List<long> keys = query is null
            ? await filter.Of(db.Customers.Where(row => row.MergedIntoKey == null))
                .OrderBy(row => row.Key).Select(row => row.Key).Take(RowsMax + 1).ToListAsync(cancellationToken)
            : [.. (await search.FindAsync(query, filter, cancellationToken)).Lines.Select(line => line.Key)];
        if (keys.Count > RowsMax) return null;
        var withAddresses = me.Scope.Roles.Contains(Roles.Manager) || me.Scope.Roles.Contains(Roles.Admin);
        // What was searched for may be a name or a number of somebody; that a search was made is enough.
        var said = JsonSerializer.Serialize(new
        {
            rows = keys.Count, filter.Tier, filter.Unverified, searched = query is not null, addresses = withAddresses, format,
        });
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await AuditNote.WriteAsync(db, "export", "customer", 0, said, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ExportPlan(keys, withAddresses);
    }

    public async Task WriteAsync(
        ExportPlan plan, Func<IEnumerable<string?>, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        await write(Headers(plan.WithAddresses), cancellationToken);
        foreach (var keys in plan.Keys.Chunk(ChunkRows))
        {
            var customers = await db.Customers.AsNoTracking().Where(row => keys.Contains(row.Key)).OrderBy(row => row.Key)
                .ToListAsync(cancellationToken);
            var people = (await db.Contacts.AsNoTracking()
                .Where(row => keys.Contains(row.CustomerKey) && row.ErasedAt == null && row.LeftAt == null)
                .OrderBy(row => row.Key).ToListAsync(cancellationToken)).ToLookup(row => row.CustomerKey);
            var owners = customers.Select(row => row.OwnerKey).Distinct().ToList();
            var names = await db.People.Where(row => owners.Contains(row.Key))
                .ToDictionaryAsync(row => row.Key, row => row.UserName, cancellationToken);
            var parents = customers.Select(row => row.ParentKey).Distinct().ToList();
            var heads = await db.Customers.Where(row => parents.Contains(row.Key))
                .ToDictionaryAsync(row => row.Key, row => row.Number, cancellationToken);
            var dataKeys = plan.WithAddresses
                ? await subjects.OpenManyAsync(db, [.. people.SelectMany(same => same).Select(row => row.Key)], cancellationToken) : null;
            foreach (var customer in customers)
            {
                var begin = CustomerCells(customer, customer.ParentKey is { } head ? heads.GetValueOrDefault(head) : null,
                    customer.OwnerKey is { } owner ? names.GetValueOrDefault(owner) : null);
                // A customer without people is a line too.
                foreach (var contact in people[customer.Key].DefaultIfEmpty())
                    await write([.. begin, .. ContactCells(contact, dataKeys)], cancellationToken);
            }
        }
    }

    private static IEnumerable<string?> Headers(bool withAddresses) => ImportFields.Exported(withAddresses);

    private static string?[] CustomerCells(Customer row, string? head, string? owner) =>
    [
        row.Number, row.Name, Words.CustomerKind(row.Kind), Words.Tier(row.Tier), Words.Stage(row.Stage), row.Language, row.Industry,
        row.Region, CustomerTexts.Join(row.Needs), CustomerTexts.Join(row.Preferences), head, owner,
    ];

    private static IEnumerable<string?> ContactCells(Contact? contact, IReadOnlyDictionary<long, DataKey>? dataKeys)
    {
        if (dataKeys is null) return [contact?.Name, RolesOf(contact)];
        var details = contact is null ? null : ContactVault.Read(contact, dataKeys[contact.Key]);
        return [contact?.Name, details?.Phone, details?.Email, RolesOf(contact)];
    }

    private static string RolesOf(Contact? contact) => CustomerTexts.Join((contact?.Roles ?? []).Select(ContactFormTexts.Role));
}
