using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Surveys;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Host.Mail;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Surveys;

/// <summary>
/// <c>cf:send-survey</c>: a personal invitation by mail. Headers: <c>survey</c> (form id), <c>mail</c>, <c>validDays</c>,
/// <c>remindDays</c> (after which the job <c>survey-reminders</c> has it reminded), <c>restDays</c> (a contact who was asked anything
/// within so many days is left alone). The contact budget of the variable <c>budget</c> defers: <c>deferredUntil</c> says when to try
/// again. Answers <c>surveyState</c>: sent, or why not.
/// </summary>
internal sealed class SendSurveyStep(MailFactsReader mails, BusinessClock clock) : InlineStep<InvitationFacts>("cf:send-survey")
{
    public const string Sent = "sent";
    public const string NobodyToAsk = "nobody-to-ask";
    public const string NoAddress = "no-address";
    public const string DoNotContact = "do-not-contact";
    public const string Resting = "resting";
    public const string Deferred = "deferred";

    private const int ValidDaysUnlessSaid = 21;
    private const int RemindDaysUnlessSaid = 7;
    private const int InvitationIndex = 2;

    public override async Task<InvitationFacts> ReadAsync(StepReader reader, StepInput input, CancellationToken cancellationToken)
    {
        var contactKey = input.Variables.Key("contactKey");
        var index = await reader.Db.Contacts.Where(row => row.Key == contactKey).Select(row => row.EmailIndex)
            .SingleOrDefaultAsync(cancellationToken);
        var isForbidden = index is not null
            && await reader.Db.DoNotContacts.Forbidding([index], Invitations.Channel, Invitations.Purpose, clock.Now)
                .AnyAsync(cancellationToken);
        return new InvitationFacts(
            await mails.ReadAsync(reader.Db, input, new MailAim.Customer(Invitations.Purpose), cancellationToken),
            null,
            await reader.Db.SurveyInvitations.Where(row => row.ContactKey == contactKey).MaxAsync(row => row.SentAt, cancellationToken),
            isForbidden)
        {
            Contacts = contactKey is { } key
                ? await ContactBudget.ReadAsync(reader.Db, key, ContactBudget.RuleOf(input.Variables), clock.Now, cancellationToken)
                : [],
        };
    }

    public override StepOutcome Decide(InvitationFacts record, StepInput input, DateTimeOffset now)
    {
        if (input.Header("survey") is not { } survey) return new StepOutcome.Failed("The header \"survey\" is missing.");
        if (input.Header("mail") is not { } mail) return new StepOutcome.Failed("The header \"mail\" is missing.");
        if (WhyNot(record, input, now) is { } reason) return Answer(reason, null, null);
        if (ContactBudget.FreeAt(ContactBudget.RuleOf(input.Variables), record.Contacts, now) is { } free)
            return Answer(Deferred, null, free);
        var recipient = record.Mail.Recipients[0];
        var key = input.FirstKey + InvitationIndex;
        var expiresAt = now.AddDays(Days(input, "validDays") ?? ValidDaysUnlessSaid);
        var (links, unsubscribe) = Invitations.Links(input, record.Mail.Site, key, recipient.Key, expiresAt, now);
        if (new MailWriter(record.Mail, input, now).Write(mail, recipient, links.Values) is not { } text)
            return new StepOutcome.Failed($"The release has no mail \"{mail}\" in the language \"{recipient.Language}\".");
        var invitation = new SurveyInvitation
        {
            Key = key, SurveyId = survey, TokenHash = LinkTokens.Hash(input.Tokens.For(Invitations.Purpose)),
            Purpose = input.Variables.Text("occasion") ?? "periodic", CaseKey = input.Variables.Key("caseKey"),
            CustomerKey = input.Variables.Key("customerKey")!.Value, ContactKey = recipient.Key, Language = recipient.Language,
            SentAt = now,
            RemindAt = now.AddDays(Days(input, "remindDays") ?? RemindDaysUnlessSaid),
            ExpiresAt = expiresAt,
        };
        var outcome = input.Variables.Text("caseNumber") is { } number ? new MailMessages(number, null, SendMailStep.MailFailed) : null;
        return Answer(Sent, key, null,
        [
            new StepEffect.AddRow(invitation), .. links.Rows,
            new StepEffect.QueueMail(mail, true, recipient.Key, recipient.Language, text, unsubscribe, outcome),
        ]);
    }

    private static string? WhyNot(InvitationFacts facts, StepInput input, DateTimeOffset now)
    {
        if (facts.Mail.Recipients.IsEmpty || input.Variables.Key("customerKey") is null) return NobodyToAsk;
        if (facts.IsForbidden) return DoNotContact;
        if (facts.Mail.Recipients[0].Address is null) return NoAddress;
        return Days(input, "restDays") is { } rest && facts.LastInvitedAt is { } last && now < last.AddDays(rest) ? Resting : null;
    }

    private static double? Days(StepInput input, string header) => int.TryParse(
        input.Header(header), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var days)
        ? days
        : null;

    private static StepOutcome.Completed Answer(
        string state, long? invitationKey, DateTimeOffset? deferredUntil, params StepEffect[] effects) => new(
        FeelContext.Empty.With("surveyState", FeelValue.Of(state))
            .With("invitationKey", invitationKey is { } key ? FeelValue.Of(key) : FeelValue.Null)
            .With("deferredUntil", deferredUntil is { } until ? FeelValue.Of(until) : FeelValue.Null),
        [.. effects]);
}
