using CustomerFlow.Data.Embedded;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CustomerFlow.Data;

/// <summary>The PostgreSQL that this host works on: the configured one, or the private one while none is configured.</summary>
public sealed class DatabaseServer : IAsyncDisposable
{
    private const int VersionMin = PostgresBinaries.MajorMin * 10_000;

    private readonly EmbeddedPostgres? embedded;

    private DatabaseServer(string connectionString, EmbeddedPostgres? embedded)
    {
        ConnectionString = connectionString;
        this.embedded = embedded;
    }

    /// <summary>How to reach it.</summary>
    public string ConnectionString { get; }

    /// <summary>Whether it is the private one, so that keys may be generated beside it.</summary>
    public bool IsEmbedded => embedded is not null;

    /// <summary>
    /// Connects to <c>ConnectionStrings:CustomerFlow</c>, or starts the private server in <c>Data:Directory</c>. Dispose it after the
    /// host has ended: the last host stops the private server.
    /// </summary>
    /// <param name="configuration">The host's configuration.</param>
    /// <param name="contentRoot">The folder of the host, in whose <c>ClientApp/node_modules</c> the npm binaries may lie.</param>
    /// <param name="logger">Says where the data is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EmbeddedPostgresException">There is no database; the message says what to do.</exception>
    public static async Task<DatabaseServer> OpenAsync(
        IConfiguration configuration, string contentRoot, ILogger logger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration.GetConnectionString(DataOptions.ConnectionName) is { Length: > 0 } configured)
        {
            await CheckAsync(configured, cancellationToken);
            return new DatabaseServer(configured, null);
        }

        var options = configuration.GetSection(DataOptions.Section).Get<DataOptions>() ?? new DataOptions();
        var embedded = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions
            {
                Directory = options.Directory,
                StartTimeout = options.StartTimeout,
                PackageDirectories = [Path.Combine(contentRoot, "ClientApp", "node_modules")],
            },
            logger, cancellationToken);
        return new DatabaseServer(embedded.ConnectionString, embedded);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (embedded is not null)
            await embedded.DisposeAsync();
    }

    private static async Task CheckAsync(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("select current_setting('server_version_num')::int", connection);
            var version = (int)(await command.ExecuteScalarAsync(cancellationToken))!;
            if (version < VersionMin)
                throw new EmbeddedPostgresException(
                    $"The server in ConnectionStrings:CustomerFlow is PostgreSQL {version / 10_000}; "
                    + $"version {PostgresBinaries.MajorMin} or newer is needed.",
                    $"ConnectionStrings:CustomerFlow 指向 PostgreSQL {version / 10_000}；需要 {PostgresBinaries.MajorMin} 或更高版本。");
        }
        catch (Exception refused) when (refused is NpgsqlException or ArgumentException)
        {
            throw new EmbeddedPostgresException(
                $"The database in ConnectionStrings:CustomerFlow cannot be reached: {refused.Message} "
                + "Check host, port, database, user and password, or remove the setting to use a private PostgreSQL.",
                $"无法连接 ConnectionStrings:CustomerFlow 中的数据库：{refused.Message} "
                + "请检查主机、端口、数据库名、用户名和密码，或删除该设置以使用私有 PostgreSQL。",
                refused);
        }
    }
}
