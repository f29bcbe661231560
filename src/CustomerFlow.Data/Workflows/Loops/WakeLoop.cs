using System.Globalization;
using CustomerFlow.Data.Workflows.Turns;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CustomerFlow.Data.Workflows.Loops;

/// <summary>Tells other nodes that there is work, and hears from them. Many signals within a moment become one.</summary>
public sealed class WakeLoop(NpgsqlDataSource dataSource, WakeSignals signals, TimeProvider time, ILogger<WakeLoop> logger)
    : BackgroundService
{
    private const string Channel = "customerflow_wake";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan AfterLoss = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(KeepAsync(TellAsync, stoppingToken), KeepAsync(HearAsync, stoppingToken));

    private async Task KeepAsync(Func<CancellationToken, Task> part, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await part(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException exception)
            {
                Log.WakeLost(logger, exception);
                await Task.Delay(AfterLoss, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task TellAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await signals.WaitAsync(WakeUp.All, Timeout.InfiniteTimeSpan, stoppingToken);
            await Task.Delay(Pause, time, stoppingToken);
            var loops = signals.TakeUntold();
            if (loops == WakeUp.None) continue;
            await using var notify = dataSource.CreateCommand("select pg_notify($1, $2)");
            notify.Parameters.AddWithValue(Channel);
            notify.Parameters.AddWithValue(((int)loops).ToString(CultureInfo.InvariantCulture));
            await notify.ExecuteNonQueryAsync(stoppingToken);
        }
    }

    private async Task HearAsync(CancellationToken stoppingToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(stoppingToken);
        connection.Notification += (_, notification) =>
        {
            // Our own come back too; a look too many costs nothing.
            if (int.TryParse(notification.Payload, CultureInfo.InvariantCulture, out var loops)) signals.SetLocally((WakeUp)loops);
        };
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection)) await listen.ExecuteNonQueryAsync(stoppingToken);
        try
        {
            while (true) await connection.WaitAsync(stoppingToken);
        }
        finally
        {
            // The pool does not reset connections: a listening one must not go back to it.
            NpgsqlConnection.ClearPool(connection);
        }
    }
}
