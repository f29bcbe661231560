using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Mail;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Mail;
using Microsoft.Extensions.Hosting;

namespace CustomerFlow.Host.Tests.Faults;

/// <summary>Stand-in until the product's mail loop is merged: leased → prepared → handed → dot → settled.</summary>
internal sealed class FaultMailLoop(MailQueue queue, IMailTransport transport, WakeSignals wake, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var mails = await queue.ClaimAsync(5, stoppingToken);
                foreach (var mail in mails) await SendAsync(mail, stoppingToken);
                if (mails.Count == 0) await wake.WaitForMailAsync(TimeSpan.FromSeconds(1), stoppingToken);
            }
            catch (Npgsql.NpgsqlException)
            {
                await wake.WaitForMailAsync(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
    }

    private async Task SendAsync(LeasedMail mail, CancellationToken cancellationToken)
    {
        var draft = new MailDraft
        {
            MessageId = mail.MessageId, Date = time.GetUtcNow(), From = new MailParty(null, "customerflow@example.org"),
            To = new MailParty(mail.Text!.Name, mail.Text.Address!), Subject = mail.Text.Subject, PlainText = mail.Text.Plain,
        };
        var composed = (MailComposition.Composed)MailComposer.Compose(draft);
        switch (await transport.PrepareAsync(composed.Message, cancellationToken))
        {
            case MailPreparation.Ready ready:
                await using (ready.Mail)
                {
                    if (!await queue.HandAsync(mail, cancellationToken)) return;
                    var outcome = await ready.Mail.CommitAsync(cancellationToken);
                    await queue.SettleAsync(mail, new MailSettlement(StateOf(outcome), null), cancellationToken);
                }

                break;
            case MailPreparation.Refused refused:
                await queue.SettleAsync(mail, new MailSettlement(StateOf(refused.Outcome), null), cancellationToken);
                break;
        }
    }

    private static MailState StateOf(MailOutcome outcome) => outcome switch
    {
        MailOutcome.Sent => MailState.Sent,
        MailOutcome.Deferred => MailState.Queued,
        MailOutcome.Failed => MailState.Failed,
        _ => MailState.Unknown,
    };
}
