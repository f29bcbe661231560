using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CustomerFlow.Data.Time;

/// <summary>Keeps the business clock fresh; the host is not ready before the first reading.</summary>
internal sealed partial class ClockRefresher(BusinessClock clock, TimeProvider time, ILogger<ClockRefresher> logger) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await clock.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BusinessClock.RefreshInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await clock.RefreshAsync(stoppingToken);
            }
            catch (NpgsqlException lost)
            {
                // The last reading stays good enough: the clock runs on by itself, and the next tick asks again.
                RefreshFailed(logger, lost);
            }
        }
    }

    [LoggerMessage(2020, LogLevel.Warning, "The business clock could not be compared with the database; it runs on from the last reading.")]
    private static partial void RefreshFailed(ILogger logger, Exception exception);
}
