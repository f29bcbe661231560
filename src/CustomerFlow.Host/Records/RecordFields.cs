using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Protection;
using CustomerFlow.Host.Customers;

namespace CustomerFlow.Host.Records;

/// <summary>
/// The fields of customers and contacts that a second person may have to check, each as one text: that is how they are compared, sealed
/// and shown.
/// </summary>
internal static class RecordFields
{
    public const string Customer = "customer";
    public const string Contact = "contact";

    public const string Name = "name";
    public const string Kind = "kind";
    public const string Tier = "tier";
    public const string Stage = "stage";
    public const string Language = "language";
    public const string Parent = "parent";
    public const string Industry = "industry";
    public const string Region = "region";
    public const string Needs = "needs";
    public const string Preferences = "preferences";
    public const string Phone = "phone";
    public const string Email = "email";
    public const string MessageId = "message-id";
    public const string Roles = "roles";

    /// <summary>Words never hold a comma: it is what separates them when they are typed.</summary>
    private const char Separator = ',';

    /// <summary>A contact must keep one of these, so they change together.</summary>
    public static readonly IReadOnlyList<string> Addresses = [Phone, Email, MessageId];

    public static Dictionary<string, string?> Of(Customer customer, string? parentNumber) => new(StringComparer.Ordinal)
    {
        [Name] = customer.Name,
        [Kind] = customer.Kind,
        [Tier] = customer.Tier,
        [Stage] = customer.Stage,
        [Language] = customer.Language,
        [Parent] = parentNumber,
        [Industry] = customer.Industry,
        [Region] = customer.Region,
        [Needs] = Joined(customer.Needs),
        [Preferences] = Joined(customer.Preferences),
    };

    public static Dictionary<string, string?> Of(CustomerFields typed) => new(StringComparer.Ordinal)
    {
        [Name] = CustomerRules.Given(typed.Name),
        [Kind] = typed.Kind,
        [Tier] = typed.Tier,
        [Stage] = typed.Stage,
        [Language] = typed.Language,
        [Parent] = CustomerRules.Given(typed.Parent),
        [Industry] = CustomerRules.Given(typed.Industry),
        [Region] = CustomerRules.Given(typed.Region),
        [Needs] = Joined(CustomerRules.Words(typed.Needs)),
        [Preferences] = Joined(CustomerRules.Words(typed.Preferences)),
    };

    public static Dictionary<string, string?> Of(Contact contact, ContactDetails details) => new(StringComparer.Ordinal)
    {
        [Name] = contact.Name,
        [Phone] = details.Phone,
        [Email] = details.Email,
        [MessageId] = details.MessageId,
        [Roles] = Joined(contact.Roles),
        [Language] = contact.Language,
    };

    public static Dictionary<string, string?> Of(ContactFields typed) => new(StringComparer.Ordinal)
    {
        [Name] = CustomerRules.Given(typed.Name),
        [Phone] = CustomerRules.Given(typed.Phone),
        [Email] = CustomerRules.Given(typed.Email),
        [MessageId] = CustomerRules.Given(typed.MessageId),
        [Roles] = Joined(typed.Roles.Distinct()),
        [Language] = typed.Language,
    };

    public static string[] Split(string? joined) => joined?.Split(Separator) ?? [];

    /// <summary>
    /// What a sealed value of the field is bound to. Addresses are sealed as their own column is, so that the bytes move there when the
    /// change is applied and nothing has to be sealed anew.
    /// </summary>
    public static string Column(string record, string field) => (record, field) switch
    {
        (Contact, Phone) => "contact.phone",
        (Contact, Email) => "contact.email",
        (Contact, MessageId) => "contact.message_id",
        _ => $"record_change.{field}",
    };

    private static string? Joined(IEnumerable<string> words)
    {
        var text = string.Join(Separator, words);
        return text.Length == 0 ? null : text;
    }
}
