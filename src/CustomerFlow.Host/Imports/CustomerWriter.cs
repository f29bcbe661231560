using System.Globalization;
using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Host.Customers;
using Microsoft.EntityFrameworkCore;
using ContactForm = CustomerFlow.Host.Customers.ChangeContact;
using Form = CustomerFlow.Host.Customers.ChangeCustomer;

namespace CustomerFlow.Host.Imports;

/// <summary>Gathers what some lines change and writes it at once. Create one for each pass.</summary>
internal sealed class CustomerWriter(KeyBlocks keys, CustomerNumbers numbers, SubjectKeys subjects, ContactVault vault)
{
    private const string Source = "import";

    /// <summary>Fields of customers whose age nobody keeps: other records tell since when they hold.</summary>
    private static readonly string[] Unaged = ["tier", "stage", "parent"];

    /// <summary>The fields of a contact whose age is kept, under the names they have there.</summary>
    private static readonly Dictionary<string, string> AgedOfContact = new(StringComparer.Ordinal)
    {
        [ImportFields.ContactName] = "name",
        [ImportFields.Phone] = "phone",
        [ImportFields.Email] = "email",
        [ImportFields.MessageId] = "message-id",
        ["roles"] = "roles",
        ["contact-language"] = "language",
    };

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
        Form.Apply(customer, change.Fields, change.ParentKey);
        if (!run.Writes) return customer;
        run.Db.Add(customer);
        foreach (var (field, value) in Form.Values(customer))
        {
            if (!string.IsNullOrEmpty(value)) changed.Add((customer.Key, field));
        }

        return customer;
    }

    /// <summary>Brings a customer on file up to date; the fields that changed.</summary>
    public IReadOnlyList<string> ChangeCustomer(ImportRun run, Customer customer, CustomerChange change)
    {
        var before = Values(customer);
        var name = change.Fields!.Name!.Trim();
        if (customer.Name != name)
        {
            customer.Rename(name);
            renamed.Add(customer);
        }

        Form.Apply(customer, change.Fields, change.ParentKey);
        var fields = Differences(before, Values(customer));
        if (run.Writes) changed.UnionWith(fields.Except(Unaged).Select(field => (customer.Key, field)));
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
        changed.UnionWith(ContactForm.Values(contact, details).Where(pair => !string.IsNullOrEmpty(pair.Value))
            .Select(pair => (contact.Key, pair.Key)));
    }

    /// <summary>Brings a contact on file up to date; the fields that changed.</summary>
    public IReadOnlyList<string> ChangeContact(ImportRun run, Contact contact, ImportedCustomer customer, CustomerChange change)
    {
        var details = Details(change.Contact!);
        var before = Values(contact, change.Details!);
        Apply(run, contact, customer, change.Contact!);
        var fields = Differences(before, Values(contact, details));
        if (!run.Writes) return fields;
        if (details != change.Details) vault.Write(contact, change.ContactKeys[contact.Key], details);
        changed.UnionWith(fields.Where(AgedOfContact.ContainsKey).Select(field => (contact.Key, AgedOfContact[field])));
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

    private static ContactDetails Details(ContactFields fields) => new(
        CustomerRules.Given(fields.Phone), CustomerRules.Given(fields.Email), CustomerRules.Given(fields.MessageId),
        CustomerRules.Given(fields.Notes));

    private static Dictionary<string, string?> Values(Customer customer) =>
        new(Form.Values(customer), StringComparer.Ordinal)
        {
            ["tier"] = customer.Tier,
            ["stage"] = customer.Stage,
            ["parent"] = customer.ParentKey?.ToString(CultureInfo.InvariantCulture),
        };

    private static Dictionary<string, string?> Values(Contact contact, ContactDetails details) => new(StringComparer.Ordinal)
    {
        [ImportFields.ContactName] = contact.Name,
        [ImportFields.Phone] = details.Phone,
        [ImportFields.Email] = details.Email,
        [ImportFields.MessageId] = details.MessageId,
        ["roles"] = string.Join(',', contact.Roles),
        ["contact-language"] = contact.Language,
        ["channel"] = contact.PreferredChannel,
        ["notes"] = details.Notes,
        ["consents"] = string.Join(',', contact.Consents.Select(consent => consent.Purpose).Order(StringComparer.Ordinal)),
    };

    private static List<string> Differences(Dictionary<string, string?> before, Dictionary<string, string?> after) =>
        [.. after.Where(pair => (before[pair.Key] ?? "") != (pair.Value ?? "")).Select(pair => pair.Key)];
}
