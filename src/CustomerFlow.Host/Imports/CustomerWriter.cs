using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Host.Customers;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Imports;

/// <summary>Gathers what some lines change and writes it at once. Create one for each pass.</summary>
internal sealed class CustomerWriter(KeyBlocks keys, CustomerNumbers numbers, SubjectKeys subjects, ContactVault vault)
{
    private const string Source = "import";

    private readonly Queue<long> freeKeys = new();
    private readonly Queue<string> freeNumbers = new();
    private readonly List<(Contact Contact, ContactDetails Details)> added = [];
    private readonly List<Customer> renamed = [];
    private readonly HashSet<(long Record, string Field)> changed = [];

    /// <summary>Fetches what so many lines can need at most.</summary>
    public async Task PrepareAsync(int lines, int unnumbered, CancellationToken cancellationToken)
    {
        // A key for the customer and one for the contact.
        while (freeKeys.Count < 2 * lines)
        {
            var first = await keys.NextAsync(lines, cancellationToken);
            for (var key = first; key < first + lines; key++) freeKeys.Enqueue(key);
        }

        if (freeNumbers.Count >= unnumbered) return;
        foreach (var number in await numbers.NextManyAsync(unnumbered - freeNumbers.Count, cancellationToken)) freeNumbers.Enqueue(number);
    }

    public Customer AddCustomer(ImportRun run, CustomerLine line, CustomerChange change)
    {
        var customer = new Customer
        {
            Key = run.Writes ? freeKeys.Dequeue() : 0,
            Number = line.CustomerNumber ?? (run.Writes ? freeNumbers.Dequeue() : ""),
            Source = Source,
            ImportBatchKey = run.Batch.Key,
            CreatedAt = run.Now,
            OwnerKey = change.OwnerKey,
        };
        customer.Rename(change.Fields!.Name!.Trim());
        ImportedFields.Apply(customer, change.Fields, change.ParentKey);
        if (!run.Writes) return customer;
        run.Db.Add(customer);
        changed.UnionWith(ImportedFields.Aged(Said(ImportedFields.Of(customer))).Select(field => (customer.Key, field)));

        return customer;
    }

    /// <summary>Brings a customer on file up to date; the fields that changed.</summary>
    public IReadOnlyList<string> ChangeCustomer(ImportRun run, Customer customer, CustomerChange change)
    {
        var before = ImportedFields.Of(customer);
        var name = change.Fields!.Name!.Trim();
        if (customer.Name != name)
        {
            customer.Rename(name);
            renamed.Add(customer);
        }

        ImportedFields.Apply(customer, change.Fields, change.ParentKey);
        var fields = ImportedFields.Differences(before, ImportedFields.Of(customer));
        var aged = ImportedFields.Aged(fields).Select(field => (customer.Key, field)).ToList();
        // Nobody has checked what the file says: a second colleague has to, as after a change on the page.
        if (aged.Count > 0) customer.VerifiedAt = null;
        if (run.Writes) changed.UnionWith(aged);
        return fields;
    }

    public void AddContact(ImportRun run, ImportedCustomer customer, CustomerChange change)
    {
        if (!run.Writes) return;
        var contact = new Contact { Key = freeKeys.Dequeue(), CustomerKey = customer.Key };
        var details = Details(change.Contact!);
        Apply(run, contact, customer, change.Contact!);
        added.Add((contact, details));
        run.Db.Add(contact);
        changed.UnionWith(ImportedFields.AgedContact(Said(ImportedFields.Of(contact, details))).Select(field => (contact.Key, field)));
    }

    /// <summary>Brings a contact on file up to date; the fields that changed.</summary>
    public IReadOnlyList<string> ChangeContact(ImportRun run, Contact contact, ImportedCustomer customer, CustomerChange change)
    {
        var details = Details(change.Contact!);
        var before = ImportedFields.Of(contact, change.Details!);
        Apply(run, contact, customer, change.Contact!);
        var fields = ImportedFields.Differences(before, ImportedFields.Of(contact, details));
        if (!run.Writes) return fields;
        var aged = ImportedFields.AgedContact(fields).Select(field => (contact.Key, field)).ToList();
        if (aged.Count > 0) contact.VerifiedAt = null;
        if (details != change.Details) vault.Write(contact, change.ContactKeys[contact.Key], details);
        changed.UnionWith(aged);
        return fields;
    }

    public async Task WriteAsync(ImportRun run, CancellationToken cancellationToken)
    {
        var dataKeys = await subjects.MakeManyAsync(run.Db, [.. added.Select(row => row.Contact.Key)], cancellationToken);
        foreach (var (contact, details) in added) vault.Write(contact, dataKeys[contact.Key], details);
        await RenamePeopleAsync(run, cancellationToken);
        await run.Db.SaveChangesAsync(cancellationToken);
        long[] records = [.. changed.Select(row => row.Record)];
        string[] fields = [.. changed.Select(row => row.Field)];
        await run.Db.Database.ExecuteSqlAsync(
            $"""
             insert into customerflow.record_field (record_key, field, changed_at, confirmed_at, by_key)
             select record, field, {run.Now}, {run.Now}, null::bigint from unnest({records}, {fields}) as row (record, field)
             on conflict (record_key, field) do update
               set changed_at = excluded.changed_at, confirmed_at = excluded.confirmed_at, by_key = excluded.by_key
             """,
            cancellationToken);
        added.Clear();
        renamed.Clear();
        changed.Clear();
    }

    /// <summary>The people are found by the name of their company too.</summary>
    private async Task RenamePeopleAsync(ImportRun run, CancellationToken cancellationToken)
    {
        if (renamed.Count == 0) return;
        var names = renamed.DistinctBy(customer => customer.Key).ToDictionary(customer => customer.Key, customer => customer.Name);
        var people = await run.Db.Contacts.AsTracking().Where(row => names.Keys.Contains(row.CustomerKey) && row.ErasedAt == null)
            .ToListAsync(cancellationToken);
        foreach (var contact in people) contact.Rename(contact.Name, names[contact.CustomerKey]);
    }

    private static void Apply(ImportRun run, Contact contact, ImportedCustomer customer, ContactFields fields)
    {
        contact.Rename(fields.Name!.Trim(), customer.Name);
        (contact.Roles, contact.Language) = ([.. fields.Roles.Distinct()], fields.Language);
        contact.PreferredChannel = CustomerRules.Given(fields.PreferredChannel);
        // What somebody withdrew stays withdrawn, whatever an old list says.
        foreach (var purpose in fields.Consents.Distinct().Where(purpose => contact.Consents.All(known => known.Purpose != purpose)))
        {
            contact.Consents.Add(new ContactConsent { ContactKey = contact.Key, Purpose = purpose, GivenAt = run.Now, Source = Source });
        }
    }

    private static IEnumerable<string> Said(Dictionary<string, string?> values) =>
        values.Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => pair.Key);

    private static ContactDetails Details(ContactFields fields) => new(
        CustomerRules.Given(fields.Phone), CustomerRules.Given(fields.Email), CustomerRules.Given(fields.MessageId),
        CustomerRules.Given(fields.Notes));
}
