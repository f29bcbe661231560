using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Customers;

/// <summary>Puts customers on file and changes them; pages, import and API come through here.</summary>
internal sealed class ChangeCustomer(
    CustomerFlowDb db, KeyBlocks keys, CustomerNumbers numbers, BusinessClock clock, CurrentPerson me)
{
    private const int ContactsMax = 1000;

    public async Task<CustomerFields?> FieldsAsync(long key, CancellationToken cancellationToken)
    {
        var row = await db.Customers.AsNoTracking().SingleOrDefaultAsync(customer => customer.Key == key, cancellationToken);
        if (row is null) return null;
        var parent = await db.Customers.Where(customer => customer.Key == row.ParentKey).Select(customer => customer.Number)
            .SingleOrDefaultAsync(cancellationToken);
        return new CustomerFields
        {
            Name = row.Name,
            Kind = row.Kind,
            Tier = row.Tier,
            Stage = row.Stage,
            Language = row.Language,
            Industry = row.Industry,
            Region = row.Region,
            Needs = CustomerTexts.Join(row.Needs),
            Preferences = CustomerTexts.Join(row.Preferences),
            Parent = parent,
            Revision = row.Revision,
        };
    }

    public Task<Saving> CreateAsync(CustomerFields fields, CancellationToken cancellationToken) =>
        CreateAsync(fields, "manual", cancellationToken);

    public async Task<Saving> CreateAsync(CustomerFields fields, string source, CancellationToken cancellationToken)
    {
        if (CustomerRules.Problems(fields) is { Count: > 0 } problems) return new Saving.Refused(problems);
        var now = clock.Now;
        var customer = new Customer
        {
            Key = await keys.NextAsync(cancellationToken),
            Number = await numbers.NextAsync(cancellationToken),
            Source = source,
            CreatedAt = now,
            EnteredByKey = me.Scope.PersonKey,
            // Who puts a customer on file looks after it, until somebody else is chosen.
            OwnerKey = me.Scope.PersonKey,
        };
        db.Add(customer);
        return await WriteAsync(customer, fields, now, cancellationToken);
    }

    public async Task<Saving> UpdateAsync(long key, CustomerFields fields, CancellationToken cancellationToken)
    {
        var customer = await db.Customers.AsTracking().SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        if (customer is null) return new Saving.NotFound();
        if (CustomerRules.Problems(fields) is { Count: > 0 } problems) return new Saving.Refused(problems);
        if (customer.Revision != fields.Revision) return new Saving.Refused("", CustomerTexts.ChangedMeanwhile);
        return await WriteAsync(customer, fields, clock.Now, cancellationToken);
    }

    private async Task<Saving> WriteAsync(
        Customer customer, CustomerFields fields, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (isKnown, parent) = await ParentAsync(customer.Key, fields.Parent, cancellationToken);
        if (!isKnown) return new Saving.Refused(nameof(fields.Parent), CustomerTexts.ParentUnknown);
        var before = Values(customer);
        if (customer.Name != fields.Name!.Trim()) await RenameAsync(customer, fields.Name.Trim(), cancellationToken);
        Apply(customer, fields, parent);
        var after = Values(customer);
        var changed = after.Where(pair => before[pair.Key] != pair.Value).Select(pair => pair.Key).ToList();
        await FieldAges.NoteAsync(db, customer.Key, changed, me.Scope.PersonKey, now, cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Saving.Refused("", CustomerTexts.ChangedMeanwhile);
        }

        return new Saving.Saved(customer.Key);
    }

    /// <summary>Everything of a form that was found right, but the name, which people are found by.</summary>
    internal static void Apply(Customer customer, CustomerFields fields, long? parent)
    {
        (customer.Kind, customer.Tier, customer.Stage) = (fields.Kind, fields.Tier, fields.Stage);
        (customer.Language, customer.ParentKey) = (fields.Language, parent);
        (customer.Industry, customer.Region) = (CustomerRules.Given(fields.Industry), CustomerRules.Given(fields.Region));
        (customer.Needs, customer.Preferences) = (CustomerRules.Words(fields.Needs), CustomerRules.Words(fields.Preferences));
    }

    /// <summary>The head of a group is not itself part of another one, so that a group is one level and never a circle.</summary>
    private async Task<(bool IsKnown, long? Key)> ParentAsync(long key, string? typed, CancellationToken cancellationToken)
    {
        if (CustomerRules.Given(typed) is not { } number) return (true, null);
        var parent = await db.Customers.Where(row => row.Number == number && row.Key != key && row.ParentKey == null)
            .Select(row => (long?)row.Key).SingleOrDefaultAsync(cancellationToken);
        var isHead = await db.Customers.AnyAsync(row => row.ParentKey == key, cancellationToken);
        return (parent is not null && !isHead, parent);
    }

    private async Task RenameAsync(Customer customer, string name, CancellationToken cancellationToken)
    {
        customer.Rename(name);
        // The people are found by the name of their company too.
        var contacts = await db.Contacts.AsTracking().Where(contact => contact.CustomerKey == customer.Key && contact.ErasedAt == null)
            .Take(ContactsMax).ToListAsync(cancellationToken);
        foreach (var contact in contacts) contact.Rename(contact.Name, name);
    }

    internal static Dictionary<string, string?> Values(Customer customer) => new(StringComparer.Ordinal)
    {
        ["name"] = customer.Name,
        ["kind"] = customer.Kind,
        ["language"] = customer.Language,
        ["industry"] = customer.Industry,
        ["region"] = customer.Region,
        ["needs"] = CustomerTexts.Join(customer.Needs),
        ["preferences"] = CustomerTexts.Join(customer.Preferences),
    };
}
