using System.Text;
using CustomerFlow.Data;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Workflows.Feel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CustomerFlow.Bench;

/// <summary>One private PostgreSQL with durable commits, and the engine on it without its loops.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    public static readonly TurnActor Actor = new("bench", "bench");
    private readonly DatabaseServer database;
    private readonly ServiceProvider services;
    private readonly string directory;

    private BenchServer(DatabaseServer database, ServiceProvider services, string directory)
    {
        this.database = database;
        this.services = services;
        this.directory = directory;
    }

    public string ConnectionString => database.ConnectionString;

    public NpgsqlDataSource DataSource => Get<NpgsqlDataSource>();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public static async Task<BenchServer> StartAsync(BenchPlan plan)
    {
        var directory = Directory.CreateTempSubdirectory("customerflow-bench-").FullName;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data:Directory"] = directory,
            ["ConnectionStrings:CustomerFlow"] = Environment.GetEnvironmentVariable("ConnectionStrings__CustomerFlow"),
            ["Data:MasterKey"] = Convert.ToBase64String(new byte[32]),
        }).Build();
        var database = await DatabaseServer.OpenAsync(configuration, AppContext.BaseDirectory, NullLogger.Instance, default);
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddData(configuration, database, isDevelopment: true);
        collection.AddWorkflows();
        var server = new BenchServer(database, collection.BuildServiceProvider(), directory);
        await DataSetup.MigrateAsync(server.DataSource, default);
        await server.Get<BusinessClock>().RefreshAsync(default);
        await server.ExecuteAsync("create schema bench");
        return server;
    }

    public async Task DeployAsync(string name, string xml)
    {
        var files = new[] { new ResourceFile($"{name}.bpmn", Encoding.UTF8.GetBytes(xml)) };
        var outcome = await Get<ReleaseStore>().DeployAsync(new Publication(name, files, ReleaseOrigin.Api, "bench"), default);
        if (outcome is DeployOutcome.Refused refused)
            throw new InvalidOperationException(string.Join("; ", refused.Problems.Select(problem => problem.En)));
    }

    public async Task<long> StartAsync(string processId)
    {
        var started = await Get<ProcessTurns>().StartAsync(new StartRequest(processId, FeelContext.Empty), Actor, null, default);
        return started is StartOutcome.Started { InstanceKey: var key } ? key : throw new InvalidOperationException($"{started}");
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }
}
