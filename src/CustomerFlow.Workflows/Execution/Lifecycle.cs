namespace CustomerFlow.Workflows.Execution;

/// <summary>The legal changes of state, asserted while a turn runs, before state is written and after it was read.</summary>
internal static class Lifecycle
{
    private static readonly Phase[][] PhasesAfter =
    [
        /* Entering       */ [Phase.StartListeners],
        /* StartListeners */ [Phase.Subscribing],
        /* Subscribing    */ [Phase.Executing],
        /* Executing      */ [Phase.Active, Phase.Completing],
        /* Active         */ [Phase.Completing, Phase.Executing],
        /* Completing     */ [Phase.EndListeners],
        /* EndListeners   */ [Phase.Leaving],
        /* Leaving        */ [],
    ];

    private static readonly InstanceStatus[][] StatusesAfter =
    [
        /* New       */ [InstanceStatus.Active],
        /* Active    */ [InstanceStatus.Active, InstanceStatus.Completed, InstanceStatus.Canceled, InstanceStatus.Failed],
        /* Completed */ [],
        /* Canceled  */ [],
        /* Failed    */ [],
    ];

    /// <summary>Throws when an element instance may not go from one phase to the other: a bug in the engine.</summary>
    public static void Check(Phase from, Phase to)
    {
        if (!PhasesAfter[(int)from].Contains(to)) throw new InvalidOperationException($"No element instance goes from {from} to {to}.");
    }

    /// <summary>Throws when an instance may not go from one status to the other: a bug in the engine.</summary>
    public static void Check(InstanceStatus from, InstanceStatus to)
    {
        if (!StatusesAfter[(int)from].Contains(to)) throw new InvalidOperationException($"No instance goes from {from} to {to}.");
    }

    /// <summary>Throws when a state contradicts itself: bytes damaged, or a bug in the engine.</summary>
    /// <exception cref="InvalidDataException">The state is not one that the engine leaves behind.</exception>
    public static void Check(InstanceState state)
    {
        if (state.Status == InstanceStatus.Active) CheckActive(state);
        else
            Demand(state.Elements.Count + state.Waits.Count + state.Incidents.Count + state.Joins.Count == 0, state, "live parts");
    }

    private static void CheckActive(InstanceState state)
    {
        Demand(
            state.Elements.Count > 0 && state.Elements[0] is { Role: ElementRole.Process } first && first.Key == state.Key,
            state, "no root");
        var keys = new HashSet<long>(state.Elements.Count);
        foreach (var element in state.Elements)
        {
            Demand(element.ScopeKey == 0 ? element.Key == state.Key : keys.Contains(element.ScopeKey), state, "an element without scope");
            Demand(keys.Add(element.Key), state, "a key used twice");
        }

        foreach (var wait in state.Waits) Demand(keys.Contains(wait.OwnerKey), state, "a wait without owner");
        foreach (var incident in state.Incidents) Demand(keys.Contains(incident.ElementInstanceKey), state, "an incident without element");
        foreach (var join in state.Joins) Demand(keys.Contains(join.ScopeKey), state, "waiting tokens without scope");
        foreach (var record in state.Compensations) Demand(keys.Contains(record.ScopeKey), state, "a compensation record without scope");
    }

    private static void Demand(bool holds, InstanceState state, string what)
    {
        if (!holds) throw new InvalidDataException($"Instance {state.Key} ({state.Status}) has {what}.");
    }
}
