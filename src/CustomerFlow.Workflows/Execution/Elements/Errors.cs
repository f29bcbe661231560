using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Errors end what they leave and go to the nearest catcher, or to the calling instance (BPMN 2.0 §13.5.5).</summary>
internal static class Errors
{
    /// <summary>
    /// Throws an error out of an element instance, which ends when it is caught. Uncaught, a called instance fails as a whole; any other
    /// gets an incident, and the element instance stays as it is.
    /// </summary>
    public static Outcome Throw(Turn turn, ElementInstance source, string code, string? message, FeelContext variables, long? jobKey = null)
    {
        if (Catchers.TryCatch(turn, source, code, isError: true, variables)) return Outcome.Done;
        if (turn.Caller is { } caller)
        {
            Termination.EndInstance(turn, InstanceStatus.Failed, InstanceOutcome.Failed);
            turn.Emit(new Effect.CallerNotified(caller.InstanceKey, new ProcessEvent.CallFailed(caller.CallKey, code, message, variables)));
            return Outcome.Done;
        }

        var told = message is null ? "" : $": {message}";
        return turn.Raise(source, IncidentKind.UnhandledErrorEvent, $"Nothing catches the error \"{code}\"{told}", jobKey);
    }
}

/// <summary>Escalations tell the nearest catcher and, unless it interrupts, leave everything running (BPMN 2.0 §13.5.5).</summary>
internal static class Escalations
{
    public static void Throw(Turn turn, ElementInstance source, string code, FeelContext variables)
    {
        if (Catchers.TryCatch(turn, source, code, isError: false, variables)) return;
        // Nobody in this instance: the caller may; otherwise it is lost, as the standard says.
        if (turn.Caller is { } caller)
            turn.Emit(new Effect.CallerNotified(caller.InstanceKey, new ProcessEvent.CallEscalated(caller.CallKey, code, variables)));
    }
}

/// <summary>Signals go to everybody who waits at that moment: here at once, elsewhere through the store (BPMN 2.0 §10.5.5).</summary>
internal static class Signals
{
    public static void Broadcast(Turn turn, string name, FeelContext variables)
    {
        turn.Emit(new Effect.SignalBroadcast(name, variables));
        foreach (var wait in turn.Waits.Where(wait => wait.Kind == WaitKind.Signal && wait.Name == name).ToArray())
        {
            // An earlier one may have ended the scope of this one.
            if (turn.TryFindWait(wait.Key, out var open)) Triggers.Fire(turn, open, variables);
        }
    }
}
