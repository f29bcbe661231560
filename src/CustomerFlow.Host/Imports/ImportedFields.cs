using System.Globalization;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Host.Customers;

namespace CustomerFlow.Host.Imports;

/// <summary>What an import writes of a customer and a contact, by the ids of the import's fields.</summary>
internal static class ImportedFields
{
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

    public static IEnumerable<string> Aged(IEnumerable<string> ofCustomer) => ofCustomer.Except(Unaged);

    public static IEnumerable<string> AgedContact(IEnumerable<string> ofContact) =>
        ofContact.Where(AgedOfContact.ContainsKey).Select(field => AgedOfContact[field]);

    /// <summary>Everything of a form that was found right, but the name, which people are found by.</summary>
    public static void Apply(Customer customer, CustomerFields fields, long? parent)
    {
        (customer.Kind, customer.Tier, customer.Stage) = (fields.Kind, fields.Tier, fields.Stage);
        (customer.Language, customer.ParentKey) = (fields.Language, parent);
        (customer.Industry, customer.Region) = (CustomerRules.Given(fields.Industry), CustomerRules.Given(fields.Region));
        (customer.Needs, customer.Preferences) = (CustomerRules.Words(fields.Needs), CustomerRules.Words(fields.Preferences));
    }

    public static Dictionary<string, string?> Of(Customer customer) => new(StringComparer.Ordinal)
    {
        ["name"] = customer.Name,
        ["kind"] = customer.Kind,
        ["tier"] = customer.Tier,
        ["stage"] = customer.Stage,
        ["language"] = customer.Language,
        ["industry"] = customer.Industry,
        ["region"] = customer.Region,
        ["needs"] = CustomerTexts.Join(customer.Needs),
        ["preferences"] = CustomerTexts.Join(customer.Preferences),
        ["parent"] = customer.ParentKey?.ToString(CultureInfo.InvariantCulture),
    };

    public static Dictionary<string, string?> Of(Contact contact, ContactDetails details) => new(StringComparer.Ordinal)
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

    public static List<string> Differences(Dictionary<string, string?> before, Dictionary<string, string?> after) =>
        [.. after.Where(pair => (before[pair.Key] ?? "") != (pair.Value ?? "")).Select(pair => pair.Key)];
}
