using System.Collections.Immutable;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Execution.Elements;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Simulation;

/// <summary>Runs instances with the real engine, a virtual clock and no database: for scenarios, tests and rehearsals.</summary>
/// <remarks>
/// It does what the store and its loops do: keeps what is open, brings events between instances, correlates messages, fires timers
/// when the clock is moved. Not safe for several threads. Every call goes on until nothing moves.
/// </remarks>
public sealed class ProcessSimulator
{
    private readonly SimulatedWork _work;
    private readonly SimulatedStarts _starts;
    private readonly SimulatedMessages _messages;
    private readonly Dictionary<long, SimulatedInstance> _instances = [];
    private readonly Queue<(long InstanceKey, ProcessEvent Happened)> _events = new();
    private readonly Limits _limits;
    private readonly FeelFunctions _functions;
    private long _nextKey = 1;

    /// <summary>An empty simulator.</summary>
    /// <param name="start">What the clock shows at first.</param>
    /// <param name="timeZoneId">IANA name of the business's zone.</param>
    /// <param name="limits">Bounds on an Advance, or null for the defaults.</param>
    /// <param name="functions">FEEL functions from outside, or null for none.</param>
    public ProcessSimulator(DateTimeOffset start, string timeZoneId = "UTC", Limits? limits = null, FeelFunctions? functions = null)
    {
        Now = start;
        TimeZoneId = timeZoneId;
        _limits = limits ?? Limits.Default;
        _functions = functions ?? FeelFunctions.Empty;
        _work = new SimulatedWork(this);
        _starts = new SimulatedStarts(this);
        _messages = new SimulatedMessages(this, _starts, _work);
    }

    /// <summary>The virtual clock.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>IANA name of the business's zone.</summary>
    public string TimeZoneId { get; }

    /// <summary>Does inline steps: called for every new job; null leaves the job open.</summary>
    public Func<SimulatedJob, StepAnswer?>? InlineSteps { get; set; }

    /// <summary>All instances, running and ended, in the order in which they began.</summary>
    public IEnumerable<SimulatedInstance> Instances => _instances.Values.OrderBy(instance => instance.Key);

    /// <summary>Open user tasks, oldest first.</summary>
    public IEnumerable<SimulatedTask> Tasks => _work.Tasks.Values.OrderBy(task => task.Opened.TaskKey);

    /// <summary>Open jobs, oldest first.</summary>
    public IEnumerable<SimulatedJob> Jobs => _work.Jobs.Values.OrderBy(job => job.Opened.JobKey);

    /// <summary>Running timers, the earliest first.</summary>
    public IEnumerable<SimulatedTimer> Timers => _work.Timers.Values.OrderBy(timer => timer.DueAt).ThenBy(timer => timer.Key);

    /// <summary>Open incidents, oldest first.</summary>
    public IEnumerable<SimulatedIncident> Incidents => _work.Incidents.Values.OrderBy(incident => incident.Raised.IncidentKey);

    /// <summary>The keys of all open message and signal subscriptions.</summary>
    public IEnumerable<long> SubscriptionKeys => _work.MessageSubscriptions.Keys.Concat(_work.SignalSubscriptions.Keys).Order();

    /// <summary>When the next timer is due, of an instance or of a start event; null when none runs.</summary>
    public DateTimeOffset? NextDue => Earliest(Timers.FirstOrDefault()?.DueAt, _starts.NextDue);

    /// <summary>The state of an instance.</summary>
    public InstanceState State(long instanceKey) => _instances[instanceKey].State;

    /// <summary>Makes a release the latest: new instances use it, its start events are watched, running instances keep theirs.</summary>
    public void Deploy(ReleaseContent release)
    {
        _starts.Deploy(release);
        Run();
    }

    /// <summary>Starts an instance of the latest release's process and answers its key.</summary>
    /// <exception cref="InvalidOperationException">There is no such process or start.</exception>
    public long Start(string processId, FeelContext variables, string? startElementId = null)
    {
        var release = _starts.Latest(processId) ?? throw new InvalidOperationException($"There is no process \"{processId}\".");
        var key = Begin(release, processId, new ProcessEvent.Started(startElementId, variables, null), "");
        Run();
        return State(key).Status == InstanceStatus.New ? throw new InvalidOperationException("The process does not begin there.") : key;
    }

    /// <summary>Hands an event to an instance. The answer is why it was ignored, or null.</summary>
    public string? Send(long instanceKey, ProcessEvent happened)
    {
        var reason = Advance(instanceKey, happened);
        Run();
        return reason;
    }

    /// <summary>Completes a user task.</summary>
    public string? CompleteTask(long taskKey, FeelContext variables, string? completedBy = null) =>
        _work.Tasks.TryGetValue(taskKey, out var task)
            ? Send(task.InstanceKey, new ProcessEvent.UserTaskCompleted(taskKey, variables, completedBy))
            : "The task is not open.";

    /// <summary>Completes a job.</summary>
    public string? CompleteJob(long jobKey, FeelContext variables) => SendToJob(jobKey, new ProcessEvent.JobCompleted(jobKey, variables));

    /// <summary>Fails a job.</summary>
    public string? FailJob(long jobKey, int retriesLeft, string message) =>
        SendToJob(jobKey, new ProcessEvent.JobFailed(jobKey, retriesLeft, message, FeelContext.Empty));

    /// <summary>Throws a BPMN error from a job.</summary>
    public string? ThrowError(long jobKey, string errorCode, FeelContext variables) =>
        SendToJob(jobKey, new ProcessEvent.JobErrorThrown(jobKey, errorCode, null, variables));

    /// <summary>Resolves an incident.</summary>
    public string? Resolve(long incidentKey) =>
        _work.Incidents.TryGetValue(incidentKey, out var incident)
            ? Send(incident.InstanceKey, new ProcessEvent.IncidentResolved(incidentKey))
            : "The incident is not open.";

    /// <summary>Publishes a message; it waits for a subscription as long as <paramref name="timeToLive"/> says.</summary>
    public void Publish(string name, string correlationKey, FeelContext variables, TimeSpan timeToLive = default)
    {
        _messages.Publish(TakeKey(), name, correlationKey, variables, timeToLive);
        Run();
    }

    /// <summary>Broadcasts a signal.</summary>
    public void Broadcast(string name, FeelContext variables)
    {
        BroadcastSignal(name, variables, exceptInstance: 0);
        Run();
    }

    /// <summary>Starts the processes whose conditional start event holds for these variables.</summary>
    public void EvaluateConditions(FeelContext variables)
    {
        _starts.EvaluateConditions(variables);
        Run();
    }

    /// <summary>Moves the clock from due timer to due timer until it shows <paramref name="moment"/>.</summary>
    public void AdvanceTo(DateTimeOffset moment)
    {
        while (NextDue is { } due && due <= moment)
        {
            Now = due > Now ? due : Now;
            FireDue();
        }

        Now = moment > Now ? moment : Now;
    }

    /// <summary>Fires everything that is due at the time the clock shows.</summary>
    public void FireDue()
    {
        _starts.FireDue();
        foreach (var timer in Timers.TakeWhile(timer => timer.DueAt <= Now).ToArray())
        {
            // An earlier one may have ended it.
            if (_work.Timers.ContainsKey(timer.Key)) Advance(timer.InstanceKey, new ProcessEvent.TimerFired(timer.Key));
            Run();
        }
    }

    internal FeelEnvironment Environment => new(Now, TimeZoneId, FeelLimits.Default, _functions);

    internal long TakeKey() => _nextKey++;

    internal SimulatedInstance? Find(long instanceKey) => _instances.GetValueOrDefault(instanceKey);

    internal void Enqueue(long instanceKey, ProcessEvent happened) => _events.Enqueue((instanceKey, happened));

    internal long Begin(ReleaseContent release, string processId, ProcessEvent.Started started, string startKey, long? instanceKey = null)
    {
        var key = instanceKey ?? TakeKey();
        _instances.Add(key, new SimulatedInstance(release, InstanceState.New(key, processId), startKey));
        Enqueue(key, started);
        return key;
    }

    internal void PublishFromInstance(Effect.MessagePublished published) =>
        _messages.Publish(published.MessageKey, published.Name, published.CorrelationKey, published.Variables, TimeSpan.FromHours(1));

    internal void MessageAwaited(long subscriptionKey) => _messages.Awaited(subscriptionKey);

    internal void BroadcastSignal(string name, FeelContext variables, long exceptInstance)
    {
        foreach (var (key, subscription) in _work.SignalSubscriptions.OrderBy(pair => pair.Key))
        {
            if (subscription.InstanceKey != exceptInstance && subscription.Opened.SignalName == name)
                Enqueue(subscription.InstanceKey, new ProcessEvent.SignalReceived(key, variables));
        }

        _starts.SignalBroadcast(name, variables);
    }

    internal void Call(long callerKey, Effect.InstanceCalled called)
    {
        var release = called.Binding == ResourceBinding.Deployment || _starts.Latest(called.ProcessId) is null
            ? Find(callerKey)!.Release
            : _starts.Latest(called.ProcessId, called.Binding == ResourceBinding.VersionTag ? called.VersionTag : null);
        if (release?.Process(called.ProcessId) is null)
        {
            Enqueue(callerKey, new ProcessEvent.CallRefused(called.CallKey, $"There is no process \"{called.ProcessId}\"."));
            return;
        }

        var caller = new Caller(callerKey, called.CallKey, called.Depth);
        Begin(release, called.ProcessId, new ProcessEvent.Started(null, called.Variables, caller), "", called.ChildKey);
    }

    internal void Decide(long instanceKey, Effect.DecisionRequested requested)
    {
        var outcome = _starts.Decision(requested.DecisionId)?.Evaluate(requested.DecisionId, requested.Variables, Environment);
        Enqueue(instanceKey, new ProcessEvent.DecisionAnswered(
            requested.JobKey, outcome?.Value ?? FeelValue.Null,
            outcome is null ? $"There is no decision \"{requested.DecisionId}\"." : DecisionTasks.FailureOf(outcome)));
    }

    private void Run()
    {
        while (_events.TryDequeue(out var next)) Advance(next.InstanceKey, next.Happened);
    }

    private string? Advance(long instanceKey, ProcessEvent happened)
    {
        if (Find(instanceKey) is not { } instance) return "There is no such instance.";
        var context = new AdvanceContext(Now, TimeZoneId, _nextKey, _limits, _functions);
        switch (ProcessEngine.Advance(instance.Release, instance.State, happened, context))
        {
            case StepResult.Ignored ignored:
                return ignored.Reason;
            case StepResult.Advanced advanced:
                var turn = new SimulatedTurn(happened, Now, _nextKey);
                _nextKey = advanced.NextKey;
                _instances[instanceKey] = instance with
                {
                    State = advanced.State,
                    History = instance.History.AddRange(advanced.Effects),
                    Turns = instance.Turns.Add(turn),
                };
                _work.Apply(instanceKey, advanced.Effects);
                if (advanced.State.IsEnded) _messages.InstanceEnded();
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private string? SendToJob(long jobKey, ProcessEvent happened) =>
        _work.Jobs.TryGetValue(jobKey, out var job) ? Send(job.InstanceKey, happened) : "The job is not open.";

    private static DateTimeOffset? Earliest(DateTimeOffset? first, DateTimeOffset? second) =>
        first is null || (second is not null && second < first) ? second : first;
}
