using System.Collections.Immutable;
using CustomerFlow.Data.Surveys;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Host.Mail;
using CustomerFlow.Workflows.Runtime;

namespace CustomerFlow.Host.Surveys;

/// <summary>
/// <c>cf:remind-survey</c>: one reminder, never two, and none for who has answered or wants no more mail. Header: <c>mail</c>.
/// </summary>
internal sealed class RemindSurveyStep(MailFactsReader mails) : InlineStep<InvitationFacts>("cf:remind-survey")
{
    // Long enough to be still open when the survey closes by itself.
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(14);

    public override async Task<InvitationFacts> ReadAsync(StepReader reader, StepInput input, CancellationToken cancellationToken)
    {
        var facts = await mails.ReadAsync(reader.Db, input, new MailAim.Customer(Invitations.Purpose), cancellationToken);
        // An address that a mark forbids is no address to the reader of mail facts.
        var isForbidden = facts.Recipients.All(recipient => recipient.Address is null);
        var invitation = await Invitations.ReadAsync(reader.Db, input.Variables.Key("invitationKey"), cancellationToken);
        return new InvitationFacts(facts, invitation, null, isForbidden);
    }

    public override StepOutcome Decide(InvitationFacts record, StepInput input, DateTimeOffset now)
    {
        if (input.Header("mail") is not { } mail) return new StepOutcome.Failed("The header \"mail\" is missing.");
        if (record.Invitation is not { State: Invitations.Open, WasReminded: false, IsAnswered: false } invitation || record.IsForbidden)
            return StepOutcome.With();
        var recipient = record.Mail.Recipients[0];
        var (links, unsubscribe) = Invitations.Links(input, record.Mail.Site, invitation.Key, recipient.Key, now + LinkLifetime, now);
        if (new MailWriter(record.Mail, input, now).Write(mail, recipient, links.Values) is not { } text)
            return new StepOutcome.Failed($"The release has no mail \"{mail}\" in the language \"{recipient.Language}\".");
        return StepOutcome.With(
        [
            .. links.Rows,
            new StepEffect.ChangeRow(typeof(SurveyInvitation), invitation.Key, ImmutableDictionary<string, object?>.Empty
                .Add(nameof(SurveyInvitation.RemindedAt), now)
                .Add(nameof(SurveyInvitation.ExpiresAt), Later(invitation.ExpiresAt, now + LinkLifetime))),
            new StepEffect.QueueMail(mail, true, recipient.Key, recipient.Language, text, unsubscribe, null),
        ]);
    }

    // The new link must not end with the old one.
    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
