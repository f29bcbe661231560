using CustomerFlow.Data.Workflows;
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
    ILogger<MailLoop> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host's start must not wait for the first batch.
        await Task.Yield();
        if (!smtp.Value.HasServer && !demo.Value.Enabled)
        {
            Log.MailWaitsForServer(logger);
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await delivery.RunOnceAsync(stoppingToken)) await wake.WaitForMailAsync(options.LoopSleepMax, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A loop outlives every failure: the database may be away for a while.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.MailLoopFailed(logger, exception);
                await Task.Delay(options.LoopSleepMax, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
