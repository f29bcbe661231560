using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Loops;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Start;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Mail;

/// <summary>
/// Sends what is queued, for as long as the host lives. Without a mail server mail stays queued until there is one; only a demo takes
/// it into its own mailbox instead.
/// </summary>
internal sealed class MailLoop(
    MailDelivery delivery, WakeSignals wake, WorkflowOptions options, IOptions<SmtpOptions> smtp, IOptions<DemoOptions> demo,
    ILogger<MailLoop> logger) : WorkLoop(logger, atATime: 1)
{
    public override Task<bool> RunOnceAsync(CancellationToken cancellationToken) => delivery.RunOnceAsync(cancellationToken);

    protected override Task SleepAsync(CancellationToken cancellationToken) =>
        wake.WaitForMailAsync(options.LoopSleepMax, cancellationToken);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (smtp.Value.HasServer || demo.Value.Enabled) return base.ExecuteAsync(stoppingToken);
        Log.MailWaitsForServer(logger);
        return Task.CompletedTask;
    }
}
