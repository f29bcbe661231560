using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CustomerFlow.Data;
using CustomerFlow.Data.Protection;
using CustomerFlow.Host.Mail;

namespace CustomerFlow.Host.Complaints;

/// <summary>What a complaint must be like to be taken in; the same for the API, the public form and staff.</summary>
internal static partial class ComplaintRules
{
    public const int SubjectCharactersMax = 200;
    public const int DescriptionCharactersMax = 10_000;
    public const int RemedyCharactersMax = 2_000;
    public const int ProductCharactersMax = 200;
    public const int NameCharactersMax = 200;
    public const int EmailCharactersMax = 254;
    public const int PhoneCharactersMax = 40;
    public const decimal AmountMax = 999_999_999_999.99m;

    /// <summary>A complaint that is said to have come in before this is a slip of the pen.</summary>
    public static readonly TimeSpan ReceivedAgoMax = TimeSpan.FromDays(3 * 365);

    /// <summary>Clocks of two machines differ; within this a complaint "from the future" counts as from now.</summary>
    public static readonly TimeSpan ClockDifferenceMax = TimeSpan.FromMinutes(5);

    public static ImmutableArray<ComplaintProblem> Check(NewComplaint complaint, DateTimeOffset now)
    {
        var problems = ImmutableArray.CreateBuilder<ComplaintProblem>();
        CheckText("subject", complaint.Subject, SubjectCharactersMax, ComplaintTexts.SubjectMissing, problems);
        CheckText("description", complaint.Description, DescriptionCharactersMax, ComplaintTexts.DescriptionMissing, problems);
        CheckLength("product", complaint.Product, ProductCharactersMax, problems);
        CheckLength("remedyWanted", complaint.RemedyWanted, RemedyCharactersMax, problems);
        if (complaint.Category is not { Length: <= 60 } category || !Slug().IsMatch(category))
            problems.Add(new("category", ComplaintTexts.CategoryUnknown));
        CheckWord("severity", complaint.Severity, DomainRules.Severities, ComplaintTexts.SeverityUnknown, problems);
        CheckWord("channel", complaint.Channel, DomainRules.Channels, ComplaintTexts.ChannelUnknown, problems);
        CheckWord("language", complaint.Language, DomainRules.Languages, ComplaintTexts.LanguageUnknown, problems);
        if (complaint.Amount is < 0 or > AmountMax) problems.Add(new("amount", ComplaintTexts.AmountOutOfRange));
        if (complaint.ReceivedAt > now + ClockDifferenceMax) problems.Add(new("receivedAt", ComplaintTexts.ReceivedInFuture));
        if (complaint.ReceivedAt < now - ReceivedAgoMax) problems.Add(new("receivedAt", ComplaintTexts.ReceivedTooLongAgo));
        if (complaint.ContactKey is null) CheckContact(complaint.Contact, problems);
        return problems.ToImmutable();
    }

    private static void CheckContact(NewContact? contact, ImmutableArray<ComplaintProblem>.Builder problems)
    {
        CheckText("contact.name", contact?.Name, NameCharactersMax, ComplaintTexts.NameMissing, problems);
        var hasEmail = !string.IsNullOrWhiteSpace(contact?.Email);
        var hasPhone = !string.IsNullOrWhiteSpace(contact?.Phone);
        if (!hasEmail && !hasPhone) problems.Add(new("contact.email", ComplaintTexts.AddressMissing));
        // Only an address that mail can be sent to: a slip here is a customer who never hears from us.
        if (hasEmail && (contact!.Email!.Trim().Length > EmailCharactersMax || !IsAddress(contact.Email.Trim())))
            problems.Add(new("contact.email", ComplaintTexts.EmailNotValid));
        if (hasPhone && (contact!.Phone!.Length > PhoneCharactersMax || ContactAddresses.Phone(contact.Phone) is null))
            problems.Add(new("contact.phone", ComplaintTexts.PhoneNotValid));
    }

    private static void CheckText(
        string field, string? text, int charactersMax, Text missing, ImmutableArray<ComplaintProblem>.Builder problems)
    {
        if (string.IsNullOrWhiteSpace(text)) problems.Add(new(field, missing));
        else CheckLength(field, text, charactersMax, problems);
    }

    private static void CheckLength(string field, string? text, int charactersMax, ImmutableArray<ComplaintProblem>.Builder problems)
    {
        if (text is null) return;
        if (text.Contains('\0', StringComparison.Ordinal)) problems.Add(new(field, ComplaintTexts.CharacterNotAllowed));
        if (text.Trim().Length > charactersMax) problems.Add(new(field, ComplaintTexts.TooLong(charactersMax)));
    }

    private static void CheckWord(
        string field, string? word, ImmutableArray<string> words, Text unknown, ImmutableArray<ComplaintProblem>.Builder problems)
    {
        if (word is null || !words.Contains(word)) problems.Add(new(field, unknown));
    }

    private static bool IsAddress(string text) => MailAddress.Read(text)?.Domain.Contains('.', StringComparison.Ordinal) == true;

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.NonBacktracking)]
    private static partial Regex Slug();
}
