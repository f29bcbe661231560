using System.Globalization;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Host.Mail;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Records;

/// <summary>What asking a contact decides on.</summary>
/// <param name="Mail">Texts, recipient and site.</param>
/// <param name="IsForbidden">The contact wants no such mail.</param>
internal sealed record AskFacts(MailFacts Mail, bool IsForbidden);

/// <summary>
/// <c>cf:ask-details</c>: a mail with a personal link to the contact's own details. Headers: <c>mail</c>, <c>validDays</c>. Answers
/// <c>askState</c>: sent, or why not.
/// </summary>
internal sealed class AskDetailsStep(MailFactsReader mails, BusinessClock clock) : InlineStep<AskFacts>("cf:ask-details")
{
    public const string Sent = "sent";
    public const string NobodyToAsk = "nobody-to-ask";
    public const string NoAddress = "no-address";
    public const string DoNotContact = "do-not-contact";

    /// <summary>What the link is for.</summary>
    public const string Purpose = "details";

    /// <summary>What a do-not-contact mark may forbid.</summary>
    public const string ContactPurpose = "follow-up";

    public const string Channel = "mail";

    private const int ValidDaysUnlessSaid = 30;

    public override async Task<AskFacts> ReadAsync(StepReader reader, StepInput input, CancellationToken cancellationToken)
    {
        var contactKey = input.Variables.Key("contactKey");
        var index = await reader.Db.Contacts.Where(row => row.Key == contactKey).Select(row => row.EmailIndex)
            .SingleOrDefaultAsync(cancellationToken);
        return new AskFacts(
            await mails.ReadAsync(reader.Db, input, new MailAim.Customer(ContactPurpose), cancellationToken),
            index is not null && await reader.Db.DoNotContacts.Forbidding([index], Channel, ContactPurpose, clock.Now)
                .AnyAsync(cancellationToken));
    }

    public override StepOutcome Decide(AskFacts record, StepInput input, DateTimeOffset now)
    {
        if (input.Header("mail") is not { } mail) return new StepOutcome.Failed("The header \"mail\" is missing.");
        if (record.Mail.Recipients.IsEmpty) return Answer(NobodyToAsk);
        if (record.IsForbidden) return Answer(DoNotContact);
        var recipient = record.Mail.Recipients[0];
        if (recipient.Address is null) return Answer(NoAddress);
        var token = input.Tokens.For(Purpose);
        var links = MailLinks.None.With("details", record.Mail.Site.Link($"/d/{token}"));
        if (new MailWriter(record.Mail, input, now).Write(mail, recipient, links.Values) is not { } text)
            return new StepOutcome.Failed($"The release has no mail \"{mail}\" in the language \"{recipient.Language}\".");
        var days = int.TryParse(input.Header("validDays"), NumberStyles.None, CultureInfo.InvariantCulture, out var said)
            ? said : ValidDaysUnlessSaid;
        var link = new PublicLink
        {
            Key = input.FirstKey, TokenHash = LinkTokens.Hash(token), Purpose = Purpose, ContactKey = recipient.Key,
            ElementInstanceKey = input.ElementInstanceKey, InstanceKey = input.InstanceKey, CreatedAt = now, ExpiresAt = now.AddDays(days),
        };
        return Answer(
            Sent, new StepEffect.AddRow(link),
            new StepEffect.QueueMail(mail, true, recipient.Key, recipient.Language, text, null, null));
    }

    private static StepOutcome.Completed Answer(string state, params StepEffect[] effects) =>
        new(FeelContext.Empty.With("askState", FeelValue.Of(state)), [.. effects]);
}
