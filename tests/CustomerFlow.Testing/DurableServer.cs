using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using CustomerFlow.Data;
using CustomerFlow.Data.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CustomerFlow.Testing;

/// <summary>
/// A PostgreSQL of one test's own that writes as durably as in production and can be killed. What a killed test process leaves behind is
/// swept up by the next one, as with <see cref="TestServer"/>.
/// </summary>
internal sealed class DurableServer : IAsyncDisposable
{
    private readonly EmbeddedPostgresOptions options;
    private EmbeddedPostgres postgres;

    private DurableServer(EmbeddedPostgresOptions options, EmbeddedPostgres postgres)
    {
        this.options = options;
        this.postgres = postgres;
        ConnectionString = postgres.ConnectionString;
        DataSource = DataSetup.CreateDataSource(ConnectionString);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource DataSource { get; }

    public static async Task<DurableServer> StartAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), string.Create(
            CultureInfo.InvariantCulture, $"{TestServer.FolderPrefix}{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(6, true)}"));
        var options = new EmbeddedPostgresOptions { Directory = folder };
        var server = new DurableServer(options, await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, CancellationToken.None));
        await DataSetup.MigrateAsync(server.DataSource, CancellationToken.None);
        return server;
    }

    /// <summary>Ends the server's first process as a failing machine would; its children notice and follow.</summary>
    public async Task KillAsync()
    {
        var lockFile = Path.Combine(postgres.HomeDirectory, "data", "postmaster.pid");
        var first = (await File.ReadAllLinesAsync(lockFile))[0];
        using var process = Process.GetProcessById(int.Parse(first, CultureInfo.InvariantCulture));
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Starts it again on the same port; it recovers what was committed.</summary>
    public async Task RecoverAsync(TimeSpan patience)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, CancellationToken.None);
                break;
            }
            catch (EmbeddedPostgresException) when (waited.Elapsed < patience)
            {
                // The last children of the killed server still hold its memory.
            }
        }

        if (postgres.ConnectionString.Split(';').Single(part => part.StartsWith("Port", StringComparison.Ordinal)) is var port
            && !ConnectionString.Contains(port, StringComparison.Ordinal))
            throw new InvalidOperationException($"The server came back elsewhere: {port}.");
        // What the pool still holds was connected to the killed server.
        DataSource.Clear();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(reader.GetFieldValue<T>(0));
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await postgres.DisposeAsync();
        Directory.Delete(options.Directory, recursive: true);
    }
}
