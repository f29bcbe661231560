using CustomerFlow.Data.Workflows.Work;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CustomerFlow.Data.Workflows.Loops;

/// <summary>What the engine's tables need now and then: partitions for the keys to come, an end for messages whose time is over.</summary>
public sealed class Housekeeping(NpgsqlDataSource dataSource, Messages messages, TimeProvider time, ILogger<Housekeeping> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>Does all of it once.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await using (var prepare = dataSource.CreateCommand("select customerflow.prepare_partitions()"))
            await prepare.ExecuteNonQueryAsync(cancellationToken);
        await messages.DropExpiredAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                Log.LoopFailed(logger, nameof(Housekeeping), exception);
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
