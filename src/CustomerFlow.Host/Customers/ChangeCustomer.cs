using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Records;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Customers;

/// <summary>Puts customers on file and changes them; pages, import and API come through here.</summary>
internal sealed class ChangeCustomer(
    CustomerFlowDb db, KeyBlocks keys, CustomerNumbers numbers, BusinessClock clock, CurrentPerson me, RecordChecks checks,
    RecordRules rules, WaitingChanges waiting)
{
    private const int ContactsMax = 1000;

    private RecordAuthor Author => new(me.Actor, me.Scope.PersonKey);

    /// <summary>What the form shows: the record, and over it what waits for its check, so that it can be gone on with.</summary>
    public async Task<CustomerFields?> FieldsAsync(long key, CancellationToken cancellationToken)
    {
        var row = await db.Customers.AsNoTracking().SingleOrDefaultAsync(customer => customer.Key == key, cancellationToken);
        if (row is null) return null;
        var values = RecordFields.Of(row, await NumberAsync(db, row.ParentKey, cancellationToken));
        foreach (var (field, value) in await waiting.ValuesAsync(db, key, cancellationToken)) values[field] = value;
        return new CustomerFields
        {
            Name = values[RecordFields.Name],
            Kind = values[RecordFields.Kind]!,
            Tier = values[RecordFields.Tier]!,
            Stage = values[RecordFields.Stage]!,
            Language = values[RecordFields.Language]!,
            Industry = values[RecordFields.Industry],
            Region = values[RecordFields.Region],
            Needs = CustomerTexts.Join(RecordFields.Split(values[RecordFields.Needs])),
            Preferences = CustomerTexts.Join(RecordFields.Split(values[RecordFields.Preferences])),
            Parent = values[RecordFields.Parent],
            Revision = row.Revision,
        };
    }

    public Task<Saving> CreateAsync(CustomerFields fields, CancellationToken cancellationToken) =>
        CreateAsync(fields, "manual", cancellationToken);

    public async Task<Saving> CreateAsync(CustomerFields fields, string source, CancellationToken cancellationToken)
    {
        if (CustomerRules.Problems(fields) is { Count: > 0 } problems) return new Saving.Refused(problems);
        var key = await keys.NextAsync(cancellationToken);
        if (!await IsParentKnownAsync(db, key, fields.Parent, cancellationToken)) return UnknownParent;
        var number = await numbers.NextAsync(cancellationToken);
        return await checks.RunAsync(key, isNew: true, Author, async turn =>
        {
            var customer = new Customer
            {
                Key = key,
                Number = number,
                Source = source,
                CreatedAt = turn.Now,
                EnteredByKey = me.Scope.PersonKey,
                CheckKey = turn.CheckKey,
                // Who puts a customer on file looks after it, until somebody else is chosen.
                OwnerKey = me.Scope.PersonKey,
            };
            turn.Db.Add(customer);
            return await WriteAsync(turn, customer, fields, cancellationToken);
        }, cancellationToken);
    }

    public async Task<Saving> UpdateAsync(long key, CustomerFields fields, CancellationToken cancellationToken)
    {
        var stored = await db.Customers.AsNoTracking().SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        if (stored is null) return new Saving.NotFound();
        if (CustomerRules.Problems(fields) is { Count: > 0 } problems) return new Saving.Refused(problems);
        if (stored.Revision != fields.Revision) return new Saving.Refused("", CustomerTexts.ChangedMeanwhile);
        var isMoved = CustomerRules.Given(fields.Parent) != await NumberAsync(db, stored.ParentKey, cancellationToken);
        if (isMoved && !await IsParentKnownAsync(db, key, fields.Parent, cancellationToken)) return UnknownParent;
        var plan = await PlanAsync(db, stored, fields, cancellationToken);
        if (plan.NeedsCheck)
        {
            return await checks.RunAsync(
                key, isNew: false, Author, turn => ChangeAsync(turn, key, fields, cancellationToken), cancellationToken);
        }

        try
        {
            var saving = await ChangeAsync(new RecordTurn(db, clock.Now, null), key, fields, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return saving;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Saving.Refused("", CustomerTexts.ChangedMeanwhile);
        }
    }

    private async Task<Saving> ChangeAsync(RecordTurn turn, long key, CustomerFields fields, CancellationToken cancellationToken)
    {
        var customer = await turn.Db.Customers.AsTracking().SingleAsync(row => row.Key == key, cancellationToken);
        return customer.Revision == fields.Revision
            ? await WriteAsync(turn, customer, fields, cancellationToken)
            : new Saving.Refused("", CustomerTexts.ChangedMeanwhile);
    }

    private async Task<FieldPlan> PlanAsync(
        CustomerFlowDb db, Customer customer, CustomerFields fields, CancellationToken cancellationToken) => FieldPlan.Of(
        RecordFields.Of(customer, await NumberAsync(db, customer.ParentKey, cancellationToken)), RecordFields.Of(fields),
        await waiting.ValuesAsync(db, customer.Key, cancellationToken),
        await rules.MarkedAsync(RecordFields.Customer, customer.Tier, cancellationToken), customer.VerifiedAt is not null);

    private async Task<Saving> WriteAsync(RecordTurn turn, Customer customer, CustomerFields fields, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(turn.Db, customer, fields, cancellationToken);
        if (turn.CheckKey is null) plan = plan.AtOnce();
        var typed = RecordFields.Of(fields);
        var before = RecordFields.Of(customer, await NumberAsync(turn.Db, customer.ParentKey, cancellationToken));
        var like = new RecordChange
        {
            CustomerKey = customer.Key, RecordKey = customer.Key, Record = RecordFields.Customer, Field = "",
            InstanceKey = turn.CheckKey ?? 0, EnteredByKey = me.Scope.PersonKey,
        };
        await waiting.WriteAsync(turn, like, plan, before, typed, cancellationToken);
        var after = plan.After(before, typed);
        if (customer.Name != after[RecordFields.Name]) await RenameAsync(turn.Db, customer, after[RecordFields.Name]!, cancellationToken);
        (customer.Kind, customer.Tier) = (after[RecordFields.Kind]!, after[RecordFields.Tier]!);
        (customer.Stage, customer.Language) = (after[RecordFields.Stage]!, after[RecordFields.Language]!);
        customer.ParentKey = await KeyAsync(turn.Db, after[RecordFields.Parent], cancellationToken);
        (customer.Industry, customer.Region) = (after[RecordFields.Industry], after[RecordFields.Region]);
        customer.Needs = RecordFields.Split(after[RecordFields.Needs]);
        customer.Preferences = RecordFields.Split(after[RecordFields.Preferences]);
        // Whoever has the form open from before must see that something waits now.
        if (plan.NeedsCheck && turn.Db.Entry(customer).State == EntityState.Unchanged)
            turn.Db.Entry(customer).Property(row => row.Revision).IsModified = true;
        var isNew = turn.Db.Entry(customer).State == EntityState.Added;
        var changed = after.Where(pair => pair.Value is not null || !isNew).Where(pair => isNew || before[pair.Key] != pair.Value)
            .Select(pair => pair.Key).ToList();
        await FieldAges.NoteAsync(turn.Db, customer.Key, changed, me.Scope.PersonKey, turn.Now, cancellationToken);
        return new Saving.Saved(customer.Key) { Note = RecordTexts.NoteOf(plan, customer.VerifiedAt is not null) };
    }

    private static Saving UnknownParent => new Saving.Refused(nameof(CustomerFields.Parent), CustomerTexts.ParentUnknown);

    private static Task<string?> NumberAsync(CustomerFlowDb db, long? key, CancellationToken cancellationToken) =>
        db.Customers.IgnoreQueryFilters([CustomerFlowDb.Filters.Reach]).Where(row => row.Key == key).Select(row => row.Number)
            .SingleOrDefaultAsync(cancellationToken);

    private static Task<long?> KeyAsync(CustomerFlowDb db, string? number, CancellationToken cancellationToken) =>
        db.Customers.IgnoreQueryFilters([CustomerFlowDb.Filters.Reach]).Where(row => row.Number == number).Select(row => (long?)row.Key)
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>Everything of a form that was found right, but the name, which people are found by.</summary>
    internal static void Apply(Customer customer, CustomerFields fields, long? parent)
    {
        (customer.Kind, customer.Tier, customer.Stage) = (fields.Kind, fields.Tier, fields.Stage);
        (customer.Language, customer.ParentKey) = (fields.Language, parent);
        (customer.Industry, customer.Region) = (CustomerRules.Given(fields.Industry), CustomerRules.Given(fields.Region));
        (customer.Needs, customer.Preferences) = (CustomerRules.Words(fields.Needs), CustomerRules.Words(fields.Preferences));
    }

    /// <summary>The head of a group is not itself part of another one, so that a group is one level and never a circle.</summary>
    private static async Task<bool> IsParentKnownAsync(CustomerFlowDb db, long key, string? typed, CancellationToken cancellationToken)
    {
        if (CustomerRules.Given(typed) is not { } number) return true;
        var isThere = await db.Customers.AnyAsync(
            row => row.Number == number && row.Key != key && row.ParentKey == null, cancellationToken);
        return isThere && !await db.Customers.AnyAsync(row => row.ParentKey == key, cancellationToken);
    }

    private static async Task RenameAsync(CustomerFlowDb db, Customer customer, string name, CancellationToken cancellationToken)
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
