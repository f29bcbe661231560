using System.Text;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Loops;
using CustomerFlow.Data.Workflows.Mail;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Testing;
using CustomerFlow.Workflows.Feel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CustomerFlow.Data.Tests.Workflows;

/// <summary>The engine on a database of its own. Its loops run only when a test says so; the clock stands still until it is moved.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly TurnActor Agent = new("agent", "person:7");
    private readonly TestDatabase database;
    private readonly ServiceProvider services;

    private readonly NpgsqlDataSource dataSource;
    private readonly bool ownsDatabase;

    private TestEngine(TestDatabase database, NpgsqlDataSource dataSource, InlineStep[] steps, bool ownsDatabase)
    {
        this.database = database;
        this.dataSource = dataSource;
        this.ownsDatabase = ownsDatabase;
        services = Build(dataSource, steps);
    }

    public static CancellationToken None => CancellationToken.None;

    public static TurnActor By => Agent;

    public NpgsqlDataSource DataSource => dataSource;

    public string ConnectionString => database.ConnectionString;

    public ProcessTurns Turns => Get<ProcessTurns>();

    public UserTasks Tasks => Get<UserTasks>();

    public WorkerJobs Jobs => Get<WorkerJobs>();

    public Messages Messages => Get<Messages>();

    public Instances Instances => Get<Instances>();

    public ReleaseStore Releases => Get<ReleaseStore>();

    public MailQueue Mails => Get<MailQueue>();

    public BusinessClock Clock => Get<BusinessClock>();

    public static async Task<TestEngine> CreateAsync(params InlineStep[] steps)
    {
        var database = await TestDatabase.CreateAsync();
        var engine = new TestEngine(database, database.DataSource, steps, true);
        await engine.Clock.PinAsync(Start, None);
        return engine;
    }

    /// <summary>Another node on the same database: everything in memory is its own.</summary>
    public async Task<TestEngine> OtherNodeAsync(params InlineStep[] steps)
    {
        var node = new TestEngine(database, DataSetup.CreateDataSource(database.ConnectionString), steps, false);
        await node.Clock.RefreshAsync(None);
        return node;
    }

    private static ServiceProvider Build(NpgsqlDataSource dataSource, InlineStep[] steps)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton(_ => dataSource);
        services.AddSingleton<DbPool>();
        services.AddSingleton<KeyBlocks>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<BusinessClock>();
        services.AddSingleton(MasterKey.Load(new DataOptions { MasterKey = Convert.ToBase64String(new byte[32]) }, false));
        services.AddSingleton<FieldProtector>();
        services.AddSingleton<SubjectKeys>();
        foreach (var step in steps) services.AddSingleton(step);
        services.AddWorkflows();
        services.AddSingleton<Housekeeping>();
        services.Configure<WorkflowOptions>(options =>
        {
            options.TimeZoneId = "Asia/Shanghai";
            options.RetryDelay = TimeSpan.Zero;
        });
        return services.BuildServiceProvider();
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public CustomerFlowDb OpenDb() => Get<DbPool>().Open(AccessScope.System("test"));

    public async Task<PublishedRelease> DeployAsync(params string[] processes)
    {
        var files = processes.Select((xml, i) => new ResourceFile($"p{i}.bpmn", Encoding.UTF8.GetBytes(xml))).ToList();
        var outcome = await Releases.DeployAsync(new Publication("test", files, ReleaseOrigin.Api, "owner"), None);
        if (outcome is DeployOutcome.Refused refused)
            throw new InvalidOperationException(string.Join("; ", refused.Problems.Select(problem => $"{problem.Rule}: {problem.En}")));
        return Assert.IsType<DeployOutcome.Published>(outcome).Release;
    }

    public async Task<long> StartAsync(string processId, string variables = "{}")
    {
        var outcome = await Turns.StartAsync(new StartRequest(processId, FeelJson.ParseObject(variables)), By, null, None);
        return Assert.IsType<StartOutcome.Started>(outcome).InstanceKey;
    }

    public Task<TaskOutcome> CompleteAsync(long taskKey, string variables = "{}") =>
        Tasks.CompleteAsync(taskKey, FeelJson.ParseObject(variables), By, null, None);

    /// <summary>Lets the loops work until nothing is due.</summary>
    public Task SettleAsync() => Get<ClockWalk>().SettleAsync(None);

    public Task MoveAsync(TimeSpan by) => Get<ClockWalk>().WalkToAsync(Clock.Now + by, null, None);

    public async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public Task<long> OpenTaskAsync(long instanceKey) =>
        ScalarAsync<long>($"select key from customerflow.user_task where instance_key = {instanceKey} and state = 1");

    public Task<short> StatusAsync(long instanceKey) =>
        ScalarAsync<short>($"select status from customerflow.instance where key = {instanceKey}");

    public async Task ExecuteAsync(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (ownsDatabase) await database.DisposeAsync();
    }
}
