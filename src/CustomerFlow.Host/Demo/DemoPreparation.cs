using CustomerFlow.Data.Time;
using CustomerFlow.Host.Start;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Demo;

/// <summary>
/// Tells the demo's past once the host listens, so that links in its mails lead there. Until it is told pages can be read, but what
/// people write waits: it would happen weeks ago.
/// </summary>
internal sealed class DemoPreparation(
    DemoHistory history, ClockMover mover, BusinessClock clock, TimeProvider time, IOptions<DemoOptions> demo,
    IHostApplicationLifetime lifetime, ILogger<DemoPreparation> logger) : BackgroundService
{
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when people may write.</summary>
    public Task Finished => _finished.Task;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (!demo.Value.Enabled || !demo.Value.History) _finished.TrySetResult();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Finished.IsCompleted) return;
        try
        {
            await StartedAsync(stoppingToken);
            if (await history.BeginAsync(stoppingToken) is { } begin) await TellAsync(begin, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start goes on where the clock stands.
        }
#pragma warning disable CA1031 // A demo without its past is still a demo.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.DemoHistoryFailed(logger, failure);
            await clock.ResetAsync(stoppingToken);
        }
        finally
        {
            _finished.TrySetResult();
        }
    }

    private async Task TellAsync(DateTimeOffset begin, CancellationToken cancellationToken)
    {
        using var move = mover.Occupy(begin, time.GetUtcNow());
        try
        {
            await history.TellAsync(begin, cancellationToken);
        }
        finally
        {
            mover.Release(move);
        }
    }

    private async Task StartedAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }
}
