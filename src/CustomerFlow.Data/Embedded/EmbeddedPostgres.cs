using Microsoft.Extensions.Logging;
using Npgsql;

namespace CustomerFlow.Data.Embedded;

/// <summary>
/// A private PostgreSQL in a folder of the application. It outlives a host that is killed and is adopted by the next one; the last
/// host that uses it stops it.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(60);

    /// <summary>A host that left a moment ago may still be listed by the server: so look more than once.</summary>
    private const int LeavingLooks = 6;
    private static readonly TimeSpan LeavingPause = TimeSpan.FromMilliseconds(100);

    private readonly ServerHome home;
    private readonly EmbeddedPostgresOptions options;
    private readonly ILogger logger;
    private readonly NpgsqlConnection presence;
    private bool stopped;

    private EmbeddedPostgres(
        ServerHome home, EmbeddedPostgresOptions options, ILogger logger, string connectionString, NpgsqlConnection presence)
    {
        this.home = home;
        this.options = options;
        this.logger = logger;
        this.presence = presence;
        ConnectionString = connectionString;
    }

    /// <summary>How to reach the server: loopback, a user that owns it, the application's database.</summary>
    public string ConnectionString { get; }

    /// <summary>The folder with the server's data, password and log.</summary>
    public string HomeDirectory => home.Directory;

    /// <summary>Starts the server, or adopts the one that already runs in the folder, and makes the database when it is missing.</summary>
    /// <exception cref="EmbeddedPostgresException">It cannot be started; the message says what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var account = await ServerAccount.FindAsync(cancellationToken);
        var home = await ServerHome.OpenAsync(options.Directory, account, logger, cancellationToken);
        await using var held = await home.LockAsync(options.StartTimeout, cancellationToken);
        var access = new ServerAccess(home, options);
        var port = await ServerLaunch.AdoptAsync(home, access, options, logger, cancellationToken)
            ?? await ServerLaunch.StartAsync(home, options, logger, cancellationToken);
        await access.MakeDatabaseAsync(port, cancellationToken);

        // Held open, so that another host on this folder sees that the server is in use even while all pools are empty.
        var connectionString = access.ConnectionString(port, options.Database);
        var presence = new NpgsqlConnection(connectionString + ";Pooling=false");
        await presence.OpenAsync(cancellationToken);
        return new EmbeddedPostgres(home, options, logger, connectionString, presence);
    }

    /// <summary>Stops the server unless someone else is connected to it. A second call does nothing.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (stopped)
            return;

        stopped = true;
        await using var held = await home.LockAsync(options.StartTimeout, cancellationToken);
        var others = await CountOthersAsync(cancellationToken);
        for (var look = 1; others > 0 && look < LeavingLooks; look++)
        {
            await Task.Delay(LeavingPause, cancellationToken);
            others = await CountOthersAsync(cancellationToken);
        }

        await presence.DisposeAsync();
        if (others > 0)
        {
            EmbeddedLog.LeftRunning(logger, home.Directory, others);
            return;
        }

        var binaries = await PostgresBinaries.FindAsync(home, options, logger, cancellationToken);
        await ProgramRun.RunAsync(
            binaries.PgCtl, ["stop", "-D", home.Data, "-m", options.DurableWrites ? "fast" : "immediate", "-w"],
            home.Account.Setting(home.Directory, StopTimeout), cancellationToken);
        EmbeddedLog.Stopped(logger, home.Directory);
    }

    /// <summary>The same as <see cref="StopAsync"/>.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    /// <summary>Connections of this host carry its own application name; all others are strangers.</summary>
    private async Task<long> CountOthersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = new NpgsqlCommand(
                """
                select count(*) from pg_stat_activity
                where backend_type = 'client backend' and application_name <> current_setting('application_name')
                """,
                presence);
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        }
        catch (NpgsqlException)
        {
            // The server is gone already, which is what a stop wants.
            return 0;
        }
    }
}
