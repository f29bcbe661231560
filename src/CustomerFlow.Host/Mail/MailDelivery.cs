using System.Diagnostics;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Mail;

/// <summary>
/// Brings queued mails to the mail server. "Handed over" is committed before the final dot, so that a mail whose fate is not known is
/// never sent twice; what came of it is settled with the messages that the process waits for, in one commit.
/// </summary>
internal sealed class MailDelivery(
    MailQueue queue, IMailTransport transport, DbPool pool, BusinessClock clock, PublicAddress address, IOptions<SmtpOptions> smtp,
    ILogger<MailDelivery> logger)
{
    private const int MailsAtATime = 20;

    /// <summary>One batch. True when there was anything to do.</summary>
    public async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var mails = await queue.ClaimAsync(MailsAtATime, cancellationToken);
        foreach (var mail in mails) await DeliverAsync(mail, cancellationToken);
        return mails.Count > 0;
    }

    private async Task DeliverAsync(LeasedMail mail, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(mail, cancellationToken) is { } refusal)
        {
            await SettleAsync(mail, refusal, cancellationToken);
            return;
        }

        var message = Compose(mail);
        if (message is null)
        {
            await SettleAsync(mail, new MailSettlement(MailState.Failed, "The address or a header is not valid."), cancellationToken);
            return;
        }

        switch (await transport.PrepareAsync(message, cancellationToken))
        {
            case MailPreparation.Refused refused:
                await SettleAsync(mail, SettlementOf(refused.Outcome), cancellationToken);
                break;
            case MailPreparation.Ready ready:
                await using (ready.Mail)
                {
                    // Another node has it by now: leaving without the dot delivers nothing.
                    if (!await queue.HandAsync(mail, cancellationToken)) return;
                    var outcome = await ready.Mail.CommitAsync(cancellationToken);
                    // From here on the fate is known: it is written down even while the host stops.
                    await SettleAsync(mail, SettlementOf(outcome), CancellationToken.None);
                }

                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Asked again at the last moment: since it was queued, the contact may have been erased or want no more mail.</summary>
    private async Task<MailSettlement?> RefusalAsync(LeasedMail mail, CancellationToken cancellationToken)
    {
        if (mail.Text is null) return new MailSettlement(MailState.Withdrawn, "The recipient was erased.");
        if (mail.Audience != MailAudience.Customer) return null;
        var purpose = mail.UnsubscribePath is null ? DomainRules.Everything : "survey";
        await using var db = pool.Open(AccessScope.System("mail"));
        var index = await db.Contacts.Where(row => row.Key == mail.RecipientKey).Select(row => row.EmailIndex)
            .SingleOrDefaultAsync(cancellationToken);
        return index is not null && await db.DoNotContacts.Forbidding([index], "mail", purpose, clock.Now).AnyAsync(cancellationToken)
            ? new MailSettlement(mail.UnsubscribePath is null ? MailState.Failed : MailState.Withdrawn, "The recipient wants no mail.")
            : null;
    }

    private MailMessage? Compose(LeasedMail mail)
    {
        var text = mail.Text!;
        var draft = new MailDraft
        {
            MessageId = mail.MessageId, Date = clock.Now, From = new MailParty(smtp.Value.FromName, smtp.Value.From),
            To = new MailParty(text.Name, text.Address ?? ""), Subject = text.Subject, PlainText = text.Plain, Html = text.Html,
            Unsubscribe = mail.UnsubscribePath is { } path ? new Uri(address.Link(path)) : null,
        };
        return MailComposer.Compose(draft) is MailComposition.Composed composed ? composed.Message : null;
    }

    private async Task SettleAsync(LeasedMail mail, MailSettlement settlement, CancellationToken cancellationToken)
    {
        if (!await queue.SettleAsync(mail, settlement, cancellationToken)) Log.MailLeaseLost(logger, mail.MessageId);
    }

    private MailSettlement SettlementOf(MailOutcome outcome) => outcome switch
    {
        // What never left the house is kept readable: the mailbox is all there is of it.
        MailOutcome.Sent => new(MailState.Sent, null) { KeepsText = !smtp.Value.HasServer },
        MailOutcome.Deferred deferred => new(MailState.Queued, Answer(deferred.Phase, deferred.Code, deferred.EnhancedCode)),
        MailOutcome.Failed failed => new(MailState.Failed, Answer(failed.Phase, failed.Code, failed.EnhancedCode)),
        MailOutcome.Unknown unknown => new(MailState.Unknown, unknown.Why),
        _ => throw new UnreachableException(),
    };

    // Without the server's words, which may repeat the address.
    private static string Answer(MailPhase phase, int? code, string? enhancedCode) =>
        string.Join(' ',
            new[] { phase.ToString(), code?.ToString(System.Globalization.CultureInfo.InvariantCulture), enhancedCode }.OfType<string>());
}
