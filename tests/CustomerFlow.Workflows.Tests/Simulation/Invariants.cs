using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Simulation;

namespace CustomerFlow.Workflows.Tests.Simulation;

/// <summary>What must hold after every turn, whatever the process.</summary>
internal static class Invariants
{
    public static void Check(ProcessSimulator simulator)
    {
        foreach (var instance in simulator.Instances)
        {
            CheckBytes(instance.State);
            CheckRows(simulator, instance);
            CheckMoves(instance.State);
        }
    }

    /// <summary>The same events with the same times and keys lead to the same state and the same effects.</summary>
    public static void CheckReplay(SimulatedInstance instance)
    {
        var state = InstanceState.New(instance.Key, instance.State.ProcessId);
        var effects = new List<string>();
        foreach (var turn in instance.Turns)
        {
            // Events go through their JSON and states through their bytes, as they do in the store.
            var happened = ProcessEventJson.Read(ProcessEventJson.Write(turn.Happened));
            var context = new AdvanceContext(turn.Now, "Asia/Shanghai", turn.FirstKey, Limits.Default, FeelFunctions.Empty);
            var advanced = Assert.IsType<StepResult.Advanced>(ProcessEngine.Advance(instance.Release, state, happened, context));
            state = StateBytes.Read(StateBytes.Write(advanced.State));
            effects.AddRange(advanced.Effects.Select(Describe));
        }

        Assert.Equal(StateText.Write(instance.State), StateText.Write(state));
        Assert.Equal(instance.History.Select(Describe), effects);
    }

    // Reading counts tokens anew, so equal texts also mean that the counters of the running state are right: no token is lost or invented.
    private static void CheckBytes(InstanceState state) =>
        Assert.Equal(StateText.Write(state), StateText.Write(StateBytes.Read(StateBytes.Write(state))));

    // What the store holds open is exactly what the state waits for: no orphan, nothing forgotten, nothing after the end.
    private static void CheckRows(ProcessSimulator simulator, SimulatedInstance instance)
    {
        var state = instance.State;
        Assert.Equal(KeysOf(state, WaitKind.Task), simulator.Tasks.Where(task => task.InstanceKey == instance.Key).Select(task => task.Opened.TaskKey));
        Assert.Equal(
            KeysOf(state, WaitKind.Job, WaitKind.ExecutionListener, WaitKind.TaskListener),
            simulator.Jobs.Where(job => job.InstanceKey == instance.Key).Select(job => job.Opened.JobKey));
        Assert.Equal(
            KeysOf(state, WaitKind.Timer), simulator.Timers.Where(timer => timer.InstanceKey == instance.Key).Select(timer => timer.Key).Order());
        Assert.Equal(
            KeysOf(state, WaitKind.Message, WaitKind.Signal), simulator.SubscriptionKeys.Where(key => state.SubscriptionElement(key) is not null));
        Assert.Equal(
            state.IncidentKeys.Order(),
            simulator.Incidents.Where(incident => incident.InstanceKey == instance.Key).Select(incident => incident.Raised.IncidentKey));
        if (state.IsEnded) Assert.Empty(state.Waits);
    }

    // A living instance waits for somebody, is held by an incident, or has tokens at a join that will never be complete.
    private static void CheckMoves(InstanceState state)
    {
        if (state.IsEnded) return;
        Assert.True(state.Waits.Count > 0 || state.HasIncident || state.Joins.Count > 0, StateText.Write(state));
    }

    private static IEnumerable<long> KeysOf(InstanceState state, params WaitKind[] kinds) =>
        state.Waits.Where(wait => kinds.Contains(wait.Kind)).Select(wait => wait.Key).Order();

    private static string Describe(Effect effect) => effect switch
    {
        Effect.JobOpened opened => $"{opened.JobKey} {opened.Type} {FeelJson.ToText(opened.Variables)}",
        Effect.VariableChanged changed => $"{changed.ScopeKey} {changed.Name} {FeelJson.ToText(changed.Value)}",
        Effect.ElementChanged changed => changed.ToString(),
        Effect.CallerNotified notified => ProcessEventJson.Write(notified.Event),
        _ => effect.GetType().Name,
    };
}
