using System.Text.RegularExpressions;
using CustomerFlow.Data;
using CustomerFlow.Data.Protection;
using CustomerFlow.Host.Mail;

namespace CustomerFlow.Host.Customers;

/// <summary>What must hold of a customer and of a contact before the database is asked; the same from page, import and API.</summary>
internal static partial class CustomerRules
{
    public const int NameCharactersMax = 200;
    public const int WordCharactersMax = 60;
    public const int WordsMax = 20;
    public const int AddressCharactersMax = 254;
    public const int PhoneCharactersMax = 40;
    public const int NotesCharactersMax = 4000;

    public static IReadOnlyList<FieldProblem> Problems(CustomerFields fields)
    {
        var problems = new List<FieldProblem>();
        CheckName(nameof(fields.Name), fields.Name, problems);
        CheckWord(nameof(fields.Kind), fields.Kind, DomainRules.CustomerKinds, problems);
        CheckWord(nameof(fields.Tier), fields.Tier, DomainRules.Tiers, problems);
        CheckWord(nameof(fields.Stage), fields.Stage, DomainRules.Stages, problems);
        CheckWord(nameof(fields.Language), fields.Language, DomainRules.Languages, problems);
        CheckLength(nameof(fields.Industry), fields.Industry, WordCharactersMax, problems);
        CheckLength(nameof(fields.Region), fields.Region, WordCharactersMax, problems);
        CheckList(nameof(fields.Needs), fields.Needs, problems);
        CheckList(nameof(fields.Preferences), fields.Preferences, problems);
        return problems;
    }

    public static IReadOnlyList<FieldProblem> Problems(ContactFields fields)
    {
        var problems = new List<FieldProblem>();
        CheckName(nameof(fields.Name), fields.Name, problems);
        CheckWord(nameof(fields.Language), fields.Language, DomainRules.Languages, problems);
        if (Given(fields.PreferredChannel) is { } channel)
            CheckWord(nameof(fields.PreferredChannel), channel, DomainRules.Channels, problems);
        foreach (var role in fields.Roles) CheckWord(nameof(fields.Roles), role, DomainRules.ContactRoles, problems);
        foreach (var purpose in fields.Consents) CheckWord(nameof(fields.Consents), purpose, DomainRules.ContactPurposes, problems);
        CheckLength(nameof(fields.Notes), fields.Notes, NotesCharactersMax, problems);
        if (Given(fields.Phone) is { } phone && (phone.Length > PhoneCharactersMax || ContactAddresses.Phone(phone) is null))
            problems.Add(new(nameof(fields.Phone), ContactFormTexts.PhoneNotValid));
        if (Given(fields.Email) is { } email && !IsAddress(email))
            problems.Add(new(nameof(fields.Email), ContactFormTexts.EmailNotValid));
        CheckLength(nameof(fields.MessageId), fields.MessageId, AddressCharactersMax, problems);
        if (Given(fields.Phone) is null && Given(fields.Email) is null && Given(fields.MessageId) is null)
            problems.Add(new(nameof(fields.Phone), ContactFormTexts.OneAddressNeeded));
        return problems;
    }

    /// <summary>The words of a list, each once, in the order typed.</summary>
    public static string[] Words(string? typed) =>
        [.. Separator().Split(typed ?? "").Select(word => word.Trim()).Where(word => word.Length > 0).Distinct()];

    /// <summary>What was typed, without spaces around it; null when nothing is left.</summary>
    public static string? Given(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private static void CheckName(string field, string? name, List<FieldProblem> problems)
    {
        if (Given(name) is not { } said) problems.Add(new(field, CustomerTexts.NameMissing));
        else if (said.Length > NameCharactersMax) problems.Add(new(field, CustomerTexts.TooLong(NameCharactersMax)));
    }

    private static void CheckWord(string field, string word, IReadOnlyCollection<string> known, List<FieldProblem> problems)
    {
        if (!known.Contains(word)) problems.Add(new(field, CustomerTexts.NotOnTheList));
    }

    private static void CheckLength(string field, string? text, int charactersMax, List<FieldProblem> problems)
    {
        if (text?.Trim().Length > charactersMax) problems.Add(new(field, CustomerTexts.TooLong(charactersMax)));
    }

    private static void CheckList(string field, string? typed, List<FieldProblem> problems)
    {
        var words = Words(typed);
        if (words.Length > WordsMax || words.Any(word => word.Length > WordCharactersMax))
            problems.Add(new(field, CustomerTexts.TooManyWords(WordsMax, WordCharactersMax)));
    }

    private static bool IsAddress(string text) =>
        text.Length <= AddressCharactersMax && MailAddress.Read(text)?.Domain.Contains('.', StringComparison.Ordinal) == true;

    [GeneratedRegex("[,，、;；\n]", RegexOptions.NonBacktracking)]
    private static partial Regex Separator();
}
