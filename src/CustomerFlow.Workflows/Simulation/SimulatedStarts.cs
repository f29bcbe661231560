using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Dmn;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Simulation;

/// <summary>A trigger that begins instances of the latest release's process.</summary>
internal sealed record SimulatedStart(ReleaseContent Release, string ProcessId, StartSubscription Subscription, int Index, string Name);

/// <summary>The latest releases and what begins instances of their processes: messages, signals, timers, conditions.</summary>
internal sealed class SimulatedStarts(ProcessSimulator simulator)
{
    private readonly List<ReleaseContent> _releases = [];
    private readonly List<SimulatedStart> _starts = [];
    private readonly List<(SimulatedStart Start, TimerPlan Plan)> _timers = [];
    private readonly Dictionary<(string ProcessId, string ElementId), (HashSet<int> Came, FeelContext Variables)> _partly = [];

    public DateTimeOffset? NextDue => _timers.Count == 0 ? null : _timers.Min(timer => timer.Plan.DueAt);

    public void Deploy(ReleaseContent release)
    {
        _releases.Add(release);
        foreach (var process in release.Processes.OrderBy(process => process.Id, StringComparer.Ordinal))
        {
            _starts.RemoveAll(start => start.ProcessId == process.Id);
            _timers.RemoveAll(timer => timer.Start.ProcessId == process.Id);
            var subscriptions = DefinitionSubscriptions.Of(process);
            for (var i = 0; i < subscriptions.Length; i++)
                Watch(new SimulatedStart(release, process.Id, subscriptions[i], i, NameOf(subscriptions[i].Trigger)));
        }
    }

    /// <summary>The newest release that has the process, with the version tag when one is given.</summary>
    public ReleaseContent? Latest(string processId, string? versionTag = null) =>
        _releases.FindLast(release =>
            release.Process(processId) is { } process && (versionTag is null || process.VersionTag == versionTag));

    public DecisionModel? Decision(string decisionId) =>
        _releases.FindLast(release => release.Decision(decisionId) is not null)?.Decision(decisionId);

    public IEnumerable<SimulatedStart> OfMessage(string name) =>
        _starts.Where(start => start.Subscription.Trigger is EventTrigger.Message && start.Name == name).ToArray();

    public void SignalBroadcast(string name, FeelContext variables)
    {
        foreach (var start in _starts.Where(start => start.Subscription.Trigger is EventTrigger.Signal && start.Name == name).ToArray())
            Trigger(start, variables, "");
    }

    public void EvaluateConditions(FeelContext variables)
    {
        foreach (var start in _starts.ToArray())
        {
            if (start.Subscription.Trigger is EventTrigger.Conditional conditional
                && conditional.Condition.Evaluate(FeelScope.Of(variables), simulator.Environment).Value is FeelBoolean { Value: true })
                Trigger(start, variables, "");
        }
    }

    public void FireDue()
    {
        foreach (var due in _timers.Where(timer => timer.Plan.DueAt <= simulator.Now).OrderBy(timer => timer.Plan.DueAt).ToArray())
        {
            _timers.Remove(due);
            Trigger(due.Start, FeelContext.Empty, "");
            var schedule = new TimerSchedule(simulator.Now, simulator.TimeZoneId);
            if (due.Plan.Repetitions == 0 || schedule.After(due.Plan.Cycle, due.Plan.DueAt) is not { } next) continue;
            var left = due.Plan.Repetitions < 0 ? -1 : due.Plan.Repetitions - 1;
            _timers.Add((due.Start, due.Plan with { DueAt = next, Repetitions = left }));
        }
    }

    /// <summary>Begins an instance; where a start event needs several triggers, only with the last of them.</summary>
    public void Trigger(SimulatedStart start, FeelContext variables, string correlationKey)
    {
        var (elementId, brought) = (start.Subscription.ElementId, variables);
        // Behind a parallel gateway the first event begins the instance, which itself waits for the others.
        if (start.Subscription is { WaitsForAll: true, GatewayId: null })
        {
            var place = (start.ProcessId, elementId);
            var (came, earlier) = _partly.TryGetValue(place, out var found) ? found : ([], FeelContext.Empty);
            came.Add(start.Index);
            brought = new FeelContext(earlier.Entries.Concat(variables.Entries));
            _partly[place] = (came, brought);
            if (came.Count < _starts.Count(other => other.ProcessId == start.ProcessId && other.Subscription.ElementId == elementId))
                return;
            _partly.Remove(place);
        }

        simulator.Begin(start.Release, start.ProcessId, new ProcessEvent.Started(elementId, brought, null), correlationKey);
    }

    private void Watch(SimulatedStart start)
    {
        _starts.Add(start);
        if (start.Subscription.Trigger is not EventTrigger.Timer timer) return;
        var schedule = new TimerSchedule(simulator.Now, simulator.TimeZoneId);
        if (schedule.TryPlan(timer.Kind, Evaluate(timer.Value), out var plan)) _timers.Add((start, plan));
    }

    private string NameOf(EventTrigger trigger) => trigger switch
    {
        EventTrigger.Message message => Evaluate(message.Name).ToString(),
        EventTrigger.Signal signal => Evaluate(signal.Name).ToString(),
        _ => "",
    };

    private FeelValue Evaluate(FeelAttribute attribute) => attribute switch
    {
        FeelAttribute.Static text => FeelValue.Of(text.Text),
        FeelAttribute.Expression expression => expression.Value.Evaluate(FeelScope.Empty, simulator.Environment).Value,
        _ => FeelValue.Null,
    };
}
