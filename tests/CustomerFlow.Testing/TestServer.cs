using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using CustomerFlow.Data;
using CustomerFlow.Data.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CustomerFlow.Testing;

/// <summary>
/// One PostgreSQL for the whole test process: the one that <c>CUSTOMERFLOW_TEST_POSTGRES</c> names, or a private one in a temporary
/// folder, which is stopped and deleted when the process ends.
/// </summary>
internal sealed class TestServer
{
    internal const string FolderPrefix = "customerflow-test-";
    private static readonly Lazy<Task<TestServer>> Shared = new(StartAsync);

    /// <summary>Kept so that the pipe to it stays open for the life of the process.</summary>
    private static Process? undertaker;

    private readonly string connectionString;
    private readonly string template;

    private TestServer(string connectionString, string template)
    {
        this.connectionString = connectionString;
        this.template = template;
    }

    public static Task<TestServer> StartedAsync() => Shared.Value;

    public string ConnectionStringFor(string database) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database, MaxPoolSize = 40 }.ConnectionString;

    public async Task<string> CloneAsync()
    {
        var name = NewName("class");
        await ExecuteAsync($"create database {name} template {template}");
        return name;
    }

    public async Task<string> CreateEmptyAsync()
    {
        var name = NewName("empty");
        await ExecuteAsync($"create database {name} template template0");
        return name;
    }

    public Task DropAsync(string database) => ExecuteAsync($"drop database if exists {database} with (force)");

    private static async Task<TestServer> StartAsync()
    {
        var configured = Environment.GetEnvironmentVariable("CUSTOMERFLOW_TEST_POSTGRES");
        var connectionString = string.IsNullOrEmpty(configured) ? await StartEmbeddedAsync() : configured;
        var server = new TestServer(connectionString, NewName("template"));
        await server.MakeTemplateAsync();
        if (!string.IsNullOrEmpty(configured))
            AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DropAsync(server.template).GetAwaiter().GetResult();
        return server;
    }

    private static async Task<string> StartEmbeddedAsync()
    {
        await SweepAsync();
        var folder = Path.Combine(Path.GetTempPath(), string.Create(
            CultureInfo.InvariantCulture, $"{FolderPrefix}{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(6, true)}"));
        var options = OptionsFor(folder);
        var postgres = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, CancellationToken.None);
        if (!OperatingSystem.IsWindows())
            StartUndertaker(folder);
        return postgres.ConnectionString;
    }

    /// <summary>
    /// A shell that reads from us until we end, however we end, and then stops the server and deletes its folder: the test runner
    /// gives a process a tenth of a second to exit, which is too short for either.
    /// </summary>
    private static void StartUndertaker(string folder)
    {
        const string Script =
            """
            trap '' INT TERM HUP
            cat >/dev/null
            lock="$1/postgres/data/postmaster.pid"
            kill -QUIT "$(head -n 1 "$lock")"
            while [ -e "$lock" ]; do sleep 0.1; done
            rm -rf "$1"
            """;
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", folder]) { RedirectStandardInput = true, WorkingDirectory = "/" };
        undertaker = Process.Start(start);
    }

    private static EmbeddedPostgresOptions OptionsFor(string folder) =>
        new() { Directory = folder, DurableWrites = false, PackageDirectories = [RepositoryPackages()] };

    /// <summary>A test process that was killed leaves its server behind; the next one ends it.</summary>
    private static async Task SweepAsync()
    {
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), FolderPrefix + "*"))
        {
            var owner = Path.GetFileName(folder)[FolderPrefix.Length..].Split('-')[0];
            if (!int.TryParse(owner, CultureInfo.InvariantCulture, out var processId) || Lives(processId))
                continue;

            try
            {
                if (File.Exists(Path.Combine(folder, "postgres", "data", "postmaster.pid")))
                {
                    var left = await EmbeddedPostgres.StartAsync(OptionsFor(folder), NullLogger.Instance, CancellationToken.None);
                    await left.StopAsync(CancellationToken.None);
                }

                Directory.Delete(folder, recursive: true);
            }
            catch (Exception taken) when (taken is IOException or EmbeddedPostgresException)
            {
                // Another assembly that starts right now sweeps the same folder.
            }
        }
    }

    private static bool Lives(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string RepositoryPackages()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CustomerFlow.sln")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "src", "CustomerFlow.Host", "ClientApp", "node_modules");
    }

    /// <summary>Letters, digits and underscores only, so that it needs no quotes; unique, because assemblies may share a server.</summary>
    private static string NewName(string purpose) => string.Create(
        CultureInfo.InvariantCulture, $"cf_{purpose}_{Environment.ProcessId}_{RandomNumberGenerator.GetHexString(8, true)}");

    private async Task MakeTemplateAsync()
    {
        await ExecuteAsync($"create database {template} template template0");
        await using var dataSource = NpgsqlDataSource.Create(ConnectionStringFor(template) + ";Pooling=false");
        await DataSetup.MigrateAsync(dataSource, CancellationToken.None);
    }

    private async Task ExecuteAsync(string sql)
    {
        // Not pooled: a cloned database must not be held by an idle connection of ours.
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
