using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Simulation;

namespace CustomerFlow.Workflows.Tests.Simulation;

/// <summary>One case in the simulator, driven by element ids, and its trace as text.</summary>
internal sealed class ProcessRun
{
    public static readonly DateTimeOffset Morning = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly long _key;

    public ProcessRun(ProcessBuilder builder, string variables = "{}", params ProcessBuilder[] others)
        : this(builder, variables, null, null, others)
    {
    }

    public ProcessRun(ProcessBuilder builder, string variables, string? start, Limits? limits, params ProcessBuilder[] others)
    {
        Simulator = new ProcessSimulator(Morning, "Asia/Shanghai", limits);
        Simulator.Deploy(new ReleaseContent(1, [builder.Build(), .. others.Select(other => other.Build())], []));
        _key = Simulator.Start(builder.Id, A.Variables(variables), start);
    }

    public ProcessSimulator Simulator { get; }

    public InstanceState State => Simulator.State(_key);

    /// <summary>
    /// The element instances in the order in which they began: <c>start&gt;review:waiting</c>. One that was ended by something else is
    /// <c>:terminated</c>, one that an incident holds <c>:stuck</c>.
    /// </summary>
    public string Trace => TraceOf(_key);

    public string Variables => FeelJson.ToText(State.RootVariables);

    public string IncidentKinds => string.Join(",", Simulator.Incidents.Select(incident => incident.Raised.Kind));

    public string TraceOf(long instanceKey)
    {
        var history = Simulator.Instances.Single(instance => instance.Key == instanceKey).History;
        var changes = history.OfType<Effect.ElementChanged>().Where(change => change.ElementInstanceKey != instanceKey).ToArray();
        var ends = changes.Where(change => change.Transition != ElementTransition.Activated).ToDictionary(change => change.ElementInstanceKey);
        var stuck = Simulator.Incidents.Select(incident => incident.Raised.ElementInstanceKey).ToHashSet();
        return string.Join('>', changes.Where(change => change.Transition == ElementTransition.Activated).Select(began =>
            ends.TryGetValue(began.ElementInstanceKey, out var end)
                ? began.ElementId + (end.Transition == ElementTransition.Completed ? "" : ":terminated")
                : began.ElementId + (stuck.Contains(began.ElementInstanceKey) ? ":stuck" : ":waiting")));
    }

    /// <summary>Completes the oldest open user task or job of an element.</summary>
    public ProcessRun Complete(string elementId, string variables = "{}")
    {
        var task = Simulator.Tasks.FirstOrDefault(task => task.Opened.ElementId == elementId);
        var refused = task is not null
            ? Simulator.CompleteTask(task.Opened.TaskKey, A.Variables(variables), "ann")
            : Simulator.CompleteJob(Job(elementId).JobKey, A.Variables(variables));
        Assert.Null(refused);
        return this;
    }

    public Effect.JobOpened Job(string elementId) => Simulator.Jobs.First(job => job.Opened.ElementId == elementId).Opened;

    public Effect.TaskOpened Task(string elementId) => Simulator.Tasks.First(task => task.Opened.ElementId == elementId).Opened;

    public ProcessRun Fail(string elementId, int retriesLeft = 0)
    {
        Simulator.FailJob(Job(elementId).JobKey, retriesLeft, "The worker failed.");
        return this;
    }

    public ProcessRun ThrowError(string elementId, string code, string variables = "{}")
    {
        Simulator.ThrowError(Job(elementId).JobKey, code, A.Variables(variables));
        return this;
    }

    public ProcessRun Publish(string name, string key = "", string variables = "{}", TimeSpan timeToLive = default)
    {
        Simulator.Publish(name, key, A.Variables(variables), timeToLive);
        return this;
    }

    public ProcessRun Broadcast(string name, string variables = "{}")
    {
        Simulator.Broadcast(name, A.Variables(variables));
        return this;
    }

    public ProcessRun Set(string variables)
    {
        Assert.Null(Simulator.Send(_key, new ProcessEvent.VariablesSet(_key, A.Variables(variables), Local: false)));
        return this;
    }

    public ProcessRun Wait(TimeSpan time)
    {
        Simulator.AdvanceTo(Simulator.Now + time);
        return this;
    }

    public ProcessRun ResolveAll()
    {
        foreach (var incident in Simulator.Incidents.ToArray()) Simulator.Resolve(incident.Raised.IncidentKey);
        return this;
    }

    public ProcessRun Cancel()
    {
        Assert.Null(Simulator.Send(_key, new ProcessEvent.CancelRequested("boss")));
        return this;
    }
}
