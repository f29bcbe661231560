using Npgsql;

namespace CustomerFlow.Host.Jobs;

/// <summary>Makes the schema of the scheduler's tables before it starts, and brings its triggers in line once it has.</summary>
internal sealed class JobStoreSetup(NpgsqlDataSource dataSource, Schedules schedules) : IHostedLifecycleService
{
    public const string TablePrefix = "quartz.qrtz_";

    /// <summary>
    /// Two nodes that start at once come one after the other: "if not exists" alone does not see the other's open transaction.
    /// </summary>
    private const string CreateSchema =
        "begin; select pg_advisory_xact_lock(hashtext('customerflow.quartz')); create schema if not exists quartz; commit";

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(CreateSchema);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => schedules.ApplyAsync(cancellationToken);

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
