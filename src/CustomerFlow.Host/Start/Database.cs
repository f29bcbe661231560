using System.Net.Sockets;
using CustomerFlow.Data;
using CustomerFlow.Data.Embedded;
using Npgsql;

namespace CustomerFlow.Host.Start;

/// <summary>The PostgreSQL of this host: the configured one, else a private one below the data directory.</summary>
internal sealed class Database(IConfiguration configuration, IHostEnvironment environment, ILogger<Database> logger) : IAsyncDisposable
{
    private EmbeddedPostgres? _embedded;
    private NpgsqlDataSource? _dataSource;

    public NpgsqlDataSource DataSource =>
        _dataSource ?? throw new InvalidOperationException("The database is opened by LaunchAsync before anything asks for it.");

    /// <summary>Where the data lies, for the operator; null when the server is the operator's own.</summary>
    public string? Directory => _embedded?.HomeDirectory;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var connectionString = configuration.GetConnectionString("CustomerFlow");
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            _embedded = await EmbeddedPostgres.StartAsync(EmbeddedOptions(), logger, cancellationToken);
            connectionString = _embedded.ConnectionString;
        }

        _dataSource = DataSetup.CreateDataSource(connectionString);
        await CheckReachableAsync(_dataSource, cancellationToken);
        await DataSetup.MigrateAsync(_dataSource, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_dataSource is not null) await _dataSource.DisposeAsync();
        if (_embedded is not null) await _embedded.DisposeAsync();
    }

    private static async Task CheckReachableAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        }
        catch (Exception error) when (error is NpgsqlException or SocketException)
        {
            throw new StartRefusedException(StartTexts.DatabaseUnreachable.With(error.Message), error);
        }
    }

    private EmbeddedPostgresOptions EmbeddedOptions() => new()
    {
        Directory = Path.Combine(environment.ContentRootPath, configuration["Data:Directory"] ?? ".data"),
        PackageDirectories = [Path.Combine(environment.ContentRootPath, "ClientApp", "node_modules")],
    };
}
