using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CustomerFlow.Data.Workflows.Loops;

/// <summary>A loop that does what is due and sleeps until there is more, a second at most.</summary>
public abstract class WorkLoop : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly ILogger logger;
    private readonly int atATime;

    /// <summary>A loop of the host that it is registered with.</summary>
    /// <param name="logger">Hears of failures; the loop goes on.</param>
    /// <param name="atATime">How many batches run at once.</param>
    protected WorkLoop(ILogger logger, int atATime)
    {
        this.logger = logger;
        this.atATime = atATime;
    }

    /// <summary>Does what is due now, up to one batch. False when nothing was.</summary>
    public abstract Task<bool> RunOnceAsync(CancellationToken cancellationToken);

    /// <summary>Waits until there may be work.</summary>
    protected internal abstract Task SleepAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, atATime).Select(_ => RunAsync(stoppingToken)));

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        // The host's start must not wait for the first batch.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await RunOnceAsync(stoppingToken)) await SleepAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A loop outlives every failure: the database may be away for a while.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.LoopFailed(logger, GetType().Name, exception);
                await Task.Delay(AfterFailure, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
