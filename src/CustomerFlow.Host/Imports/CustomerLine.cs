using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Host.Customers;

namespace CustomerFlow.Host.Imports;

/// <summary>What a line says about a customer and, if it names one, about a contact. What is left empty is not said.</summary>
internal sealed class CustomerLine(int number, Dictionary<string, string> values)
{
    private static readonly string[] OfContact =
    [
        ImportFields.ContactName, ImportFields.Phone, ImportFields.Email, ImportFields.MessageId, "roles", "contact-language", "channel",
        "consents", "notes",
    ];

    private static readonly Dictionary<string, string> FieldOf = new(StringComparer.Ordinal)
    {
        [nameof(CustomerFields.Name)] = ImportFields.Name,
        [nameof(CustomerFields.Kind)] = "kind",
        [nameof(CustomerFields.Tier)] = "tier",
        [nameof(CustomerFields.Stage)] = "stage",
        [nameof(CustomerFields.Language)] = "language",
        [nameof(CustomerFields.Industry)] = "industry",
        [nameof(CustomerFields.Region)] = "region",
        [nameof(CustomerFields.Needs)] = "needs",
        [nameof(CustomerFields.Preferences)] = "preferences",
        [nameof(CustomerFields.Parent)] = "parent",
    };

    private static readonly Dictionary<string, string> ContactFieldOf = new(StringComparer.Ordinal)
    {
        [nameof(ContactFields.Name)] = ImportFields.ContactName,
        [nameof(ContactFields.Roles)] = "roles",
        [nameof(ContactFields.Language)] = "contact-language",
        [nameof(ContactFields.PreferredChannel)] = "channel",
        [nameof(ContactFields.Phone)] = ImportFields.Phone,
        [nameof(ContactFields.Email)] = ImportFields.Email,
        [nameof(ContactFields.MessageId)] = ImportFields.MessageId,
        [nameof(ContactFields.Notes)] = "notes",
        [nameof(ContactFields.Consents)] = "consents",
    };

    public int Number => number;

    public string? CustomerNumber => this[ImportFields.Number];

    public string? Name => this[ImportFields.Name];

    public string? Parent => this["parent"];

    public string? Owner => this["owner"];

    public bool HasContact => OfContact.Any(values.ContainsKey);

    public bool IsPerson => this["kind"] is { } kind && ImportWords.Kind(kind) == "person";

    public string? Phone => this[ImportFields.Phone];

    public string? Email => this[ImportFields.Email];

    public string? MessageId => this[ImportFields.MessageId];

    /// <summary>By what the line names a customer; null for a person without a number, who is known by the addresses.</summary>
    public string? Identity => CustomerNumber is { } own ? "#" + own.ToUpperInvariant() : IsPerson ? null : Name;

    /// <summary>By what later lines may name the same customer: by the number, or by the name alone.</summary>
    public IEnumerable<string> Identities
    {
        get
        {
            if (Identity is { } identity) yield return identity;
            if (CustomerNumber is not null && !IsPerson && Name is { } name) yield return name;
        }
    }

    /// <summary>What the line says of the customer alone, so that two lines about the same one can be compared.</summary>
    public IEnumerable<KeyValuePair<string, string>> OfCustomer => values.Where(pair => !OfContact.Contains(pair.Key));

    /// <summary>The addresses in one way of writing, each with its field.</summary>
    public IEnumerable<(string Field, string Address)> Addresses()
    {
        if (ContactAddresses.Phone(Phone) is { } phone) yield return (ImportFields.Phone, phone);
        if (ContactAddresses.Email(Email) is { } email) yield return (ImportFields.Email, email);
        if (ContactAddresses.MessageId(MessageId) is { } id) yield return (ImportFields.MessageId, id);
    }

    /// <summary>The form about the customer as it would be after this line.</summary>
    public CustomerFields Customer(Customer? known)
    {
        var fields = known is null ? new CustomerFields() : FieldsOf(known);
        fields.Name = Name ?? fields.Name;
        if (this["kind"] is { } kind) fields.Kind = ImportWords.Kind(kind);
        if (this["tier"] is { } tier) fields.Tier = ImportWords.Tier(tier);
        if (this["stage"] is { } stage) fields.Stage = ImportWords.Stage(stage);
        if (this["language"] is { } language) fields.Language = ImportWords.Language(language);
        fields.Industry = this["industry"] ?? fields.Industry;
        fields.Region = this["region"] ?? fields.Region;
        fields.Needs = this["needs"] ?? fields.Needs;
        fields.Preferences = this["preferences"] ?? fields.Preferences;
        return fields;
    }

    /// <summary>The form about the contact as it would be after this line.</summary>
    public ContactFields Contact(Contact? known, ContactDetails? details, string customerLanguage)
    {
        var fields = new ContactFields
        {
            Name = this[ImportFields.ContactName] ?? known?.Name ?? (IsPerson ? Name : null),
            Roles = this["roles"] is { } roles ? ImportWords.Roles(roles) : [.. known?.Roles ?? []],
            Language = this["contact-language"] is { } language ? ImportWords.Language(language) : known?.Language ?? customerLanguage,
            PreferredChannel = this["channel"] is { } channel ? ImportWords.Channel(channel) : known?.PreferredChannel,
            Phone = Phone ?? details?.Phone,
            Email = Email ?? details?.Email,
            MessageId = MessageId ?? details?.MessageId,
            Notes = this["notes"] ?? details?.Notes,
            Consents = this["consents"] is { } consents ? ImportWords.Consents(consents) : [],
        };
        return fields;
    }

    public static IEnumerable<ImportProblem> Problems(CustomerFields fields) =>
        CustomerRules.Problems(fields).Select(problem => Problem(FieldOf[problem.Field], problem.Why));

    public static IEnumerable<ImportProblem> Problems(ContactFields fields) =>
        CustomerRules.Problems(fields).Select(problem => problem.Field == nameof(ContactFields.Name) && fields.Name is null
            ? new ImportProblem(ImportFields.ContactName, ImportProblems.ContactNameMissing)
            : Problem(ContactFieldOf[problem.Field], problem.Why));

    // In a file there is no list to choose from: the words are named.
    private static ImportProblem Problem(string field, Text why) =>
        new(field, why == CustomerTexts.NotOnTheList ? ImportProblems.OneOf(ImportWords.Allowed(field)) : why);

    private static CustomerFields FieldsOf(Customer known) => new()
    {
        Name = known.Name,
        Kind = known.Kind,
        Tier = known.Tier,
        Stage = known.Stage,
        Language = known.Language,
        Industry = known.Industry,
        Region = known.Region,
        Needs = CustomerTexts.Join(known.Needs),
        Preferences = CustomerTexts.Join(known.Preferences),
    };

    private string? this[string field] => values.GetValueOrDefault(field);
}
