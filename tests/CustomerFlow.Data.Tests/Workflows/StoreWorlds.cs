using System.Globalization;
using System.Text;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Simulation;

namespace CustomerFlow.Data.Tests.Workflows;

/// <summary>What a store can be asked to do, whichever it is. Every call goes on until nothing moves.</summary>
internal abstract class StoreWorld : IAsyncDisposable
{
    public static async Task<StoreWorld> CreateAsync(string name) =>
        name == "simulated" ? new SimulatedStore() : new PostgresStore(await TestEngine.CreateAsync());

    public abstract Task DeployAsync(params string[] processes);

    public abstract Task<long> StartAsync(string processId, string variables = "{}");

    public abstract Task<long> TaskAsync(long instanceKey);

    /// <summary>False when the store refuses.</summary>
    public abstract Task<bool> CompleteTaskAsync(long taskKey, string variables = "{}");

    public abstract Task FailJobAsync(long instanceKey, int retriesLeft);

    public abstract Task CompleteJobAsync(long instanceKey, string variables);

    public abstract Task PublishAsync(string name, string correlationKey, string variables, TimeSpan timeToLive);

    public abstract Task BroadcastAsync(string name);

    public abstract Task PassAsync(TimeSpan time);

    public abstract Task ResolveAsync(long instanceKey);

    /// <summary>False when the store refuses.</summary>
    public abstract Task<bool> CancelAsync(long instanceKey);

    public abstract Task<IReadOnlyList<long>> InstancesAsync(string processId);

    /// <summary>What the elements did, in order: + began, - ended, x was ended.</summary>
    public abstract Task<string> TraceAsync(long instanceKey);

    public abstract Task<string> VariablesAsync(long instanceKey);

    /// <summary>How many tasks, jobs, timers, subscriptions and incidents are open, in all instances.</summary>
    public abstract Task<string> OpenAsync();

    public abstract ValueTask DisposeAsync();

    protected static string Counts(params object?[] counts) => string.Join(' ', counts.Select(count => Convert.ToString(count, CultureInfo.InvariantCulture)));
}

/// <summary>The simulator.</summary>
internal sealed class SimulatedStore : StoreWorld
{
    private readonly ProcessSimulator simulator = new(TestEngine.Start, "Asia/Shanghai");

    public override Task DeployAsync(params string[] processes)
    {
        var read = processes.SelectMany((xml, i) => BpmnReader.Read($"p{i}.bpmn", Encoding.UTF8.GetBytes(xml)).Processes);
        simulator.Deploy(new ReleaseContent(1, [.. read], []));
        return Task.CompletedTask;
    }

    public override Task<long> StartAsync(string processId, string variables = "{}") =>
        Task.FromResult(simulator.Start(processId, FeelJson.ParseObject(variables)));

    public override Task<long> TaskAsync(long instanceKey) =>
        Task.FromResult(simulator.Tasks.Single(task => task.InstanceKey == instanceKey).Opened.TaskKey);

    public override Task<bool> CompleteTaskAsync(long taskKey, string variables = "{}") =>
        Task.FromResult(simulator.CompleteTask(taskKey, FeelJson.ParseObject(variables), "agent") is null);

    public override Task FailJobAsync(long instanceKey, int retriesLeft) => Accepted(simulator.FailJob(JobOf(instanceKey), retriesLeft, "no answer"));

    public override Task CompleteJobAsync(long instanceKey, string variables) =>
        Accepted(simulator.CompleteJob(JobOf(instanceKey), FeelJson.ParseObject(variables)));

    public override Task PublishAsync(string name, string correlationKey, string variables, TimeSpan timeToLive)
    {
        simulator.Publish(name, correlationKey, FeelJson.ParseObject(variables), timeToLive);
        return Task.CompletedTask;
    }

    public override Task BroadcastAsync(string name)
    {
        simulator.Broadcast(name, FeelContext.Empty);
        return Task.CompletedTask;
    }

    public override Task PassAsync(TimeSpan time)
    {
        simulator.AdvanceTo(simulator.Now + time);
        return Task.CompletedTask;
    }

    public override Task ResolveAsync(long instanceKey) =>
        Accepted(simulator.Resolve(simulator.Incidents.Single(incident => incident.InstanceKey == instanceKey).Raised.IncidentKey));

    public override Task<bool> CancelAsync(long instanceKey) =>
        Task.FromResult(simulator.Send(instanceKey, new ProcessEvent.CancelRequested("agent")) is null);

    public override Task<IReadOnlyList<long>> InstancesAsync(string processId) => Task.FromResult<IReadOnlyList<long>>(
        [.. simulator.Instances.Where(instance => instance.State.ProcessId == processId).Select(instance => instance.Key)]);

    public override Task<string> TraceAsync(long instanceKey)
    {
        var changes = simulator.Instances.Single(instance => instance.Key == instanceKey).History.OfType<Effect.ElementChanged>()
            .Where(change => change.ElementInstanceKey != instanceKey);
        return Task.FromResult(string.Join(' ', changes.Select(change => change.ElementId + change.Transition switch
        {
            ElementTransition.Activated => "+",
            ElementTransition.Completed => "-",
            _ => "x",
        })));
    }

    public override Task<string> VariablesAsync(long instanceKey) => Task.FromResult(FeelJson.ToText(simulator.State(instanceKey).RootVariables));

    public override Task<string> OpenAsync() => Task.FromResult(Counts(
        simulator.Tasks.Count(), simulator.Jobs.Count(), simulator.Timers.Count(), simulator.SubscriptionKeys.Count(), simulator.Incidents.Count()));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Task Accepted(string? refusal)
    {
        Assert.Null(refusal);
        return Task.CompletedTask;
    }

    private long JobOf(long instanceKey) => simulator.Jobs.Single(job => job.InstanceKey == instanceKey).Opened.JobKey;
}

/// <summary>The store on PostgreSQL.</summary>
internal sealed class PostgresStore(TestEngine engine) : StoreWorld
{
    private static CancellationToken None => TestEngine.None;

    public override async Task DeployAsync(params string[] processes) => await engine.DeployAsync(processes);

    public override async Task<long> StartAsync(string processId, string variables = "{}")
    {
        var key = await engine.StartAsync(processId, variables);
        await engine.SettleAsync();
        return key;
    }

    public override Task<long> TaskAsync(long instanceKey) => engine.OpenTaskAsync(instanceKey);

    public override async Task<bool> CompleteTaskAsync(long taskKey, string variables = "{}")
    {
        var outcome = await engine.CompleteAsync(taskKey, variables);
        await engine.SettleAsync();
        return outcome is TaskOutcome.Done;
    }

    public override async Task FailJobAsync(long instanceKey, int retriesLeft)
    {
        var job = await TakeAsync(instanceKey);
        Assert.IsType<JobOutcome.Done>(await engine.Jobs.FailAsync(
            job.Key, job.Epoch, new JobFailure("no answer", retriesLeft, TimeSpan.Zero), FeelContext.Empty, None));
        await engine.SettleAsync();
    }

    public override async Task CompleteJobAsync(long instanceKey, string variables)
    {
        var job = await TakeAsync(instanceKey);
        Assert.IsType<JobOutcome.Done>(await engine.Jobs.CompleteAsync(job.Key, job.Epoch, FeelJson.ParseObject(variables), None));
        await engine.SettleAsync();
    }

    public override async Task PublishAsync(string name, string correlationKey, string variables, TimeSpan timeToLive)
    {
        var request = new MessageRequest(name, correlationKey, FeelJson.ParseObject(variables), timeToLive, null);
        Assert.IsType<PublishOutcome.Published>(await engine.Messages.PublishAsync(request, None));
        await engine.SettleAsync();
    }

    public override async Task BroadcastAsync(string name)
    {
        await engine.Messages.BroadcastAsync(name, FeelContext.Empty, None);
        await engine.SettleAsync();
    }

    public override Task PassAsync(TimeSpan time) => engine.MoveAsync(time);

    public override async Task ResolveAsync(long instanceKey)
    {
        var incident = await engine.ScalarAsync<long>(
            $"select key from customerflow.incident where instance_key = {instanceKey} and resolved_at is null");
        Assert.IsType<InstanceOperation.Done>(await engine.Instances.ResolveIncidentAsync(incident, TestEngine.By, None));
        await engine.SettleAsync();
    }

    public override async Task<bool> CancelAsync(long instanceKey)
    {
        var outcome = await engine.Instances.CancelAsync(instanceKey, TestEngine.By, None);
        await engine.SettleAsync();
        return outcome is InstanceOperation.Done;
    }

    public override async Task<IReadOnlyList<long>> InstancesAsync(string processId) =>
        await engine.ScalarAsync<long[]>($"select array_agg(key order by key) from customerflow.instance where process_id = '{processId}'") ?? [];

    public override async Task<string> TraceAsync(long instanceKey) => await engine.ScalarAsync<string>(
        "select string_agg(element_id || case kind when 1 then '+' when 2 then '-' else 'x' end, ' ' order by id) " +
        $"from customerflow.element_event where instance_key = {instanceKey} and element_instance_key <> {instanceKey} and kind in (1, 2, 3)") ?? "";

    public override async Task<string> VariablesAsync(long instanceKey) => FeelJson.ToText(FeelJson.ParseObject(
        await engine.ScalarAsync<string>($"select variables::text from customerflow.instance where key = {instanceKey}") ?? "{}"));

    public override async Task<string> OpenAsync() => Counts(
        await CountAsync("user_task where state = 1"), await CountAsync("job where state in (1, 5)"), await CountAsync("timer"),
        await CountAsync("message_subscription") + await CountAsync("signal_subscription"),
        await CountAsync("incident where resolved_at is null"));

    public override ValueTask DisposeAsync() => engine.DisposeAsync();

    private Task<long> CountAsync(string rows) => engine.ScalarAsync<long>($"select count(*) from customerflow.{rows}");

    private async Task<JobRow> TakeAsync(long instanceKey)
    {
        var jobs = await engine.Jobs.ActivateAsync("worker", "w", TimeSpan.FromMinutes(1), 10, None);
        return jobs.Single(job => job.InstanceKey == instanceKey);
    }
}
