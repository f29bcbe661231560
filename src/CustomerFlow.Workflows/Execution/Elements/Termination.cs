using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Ends element instances before their time, the innermost first.</summary>
internal static class Termination
{
    public static string? Cancel(Turn turn, string? requestedBy)
    {
        turn.Root.CompletedBy = requestedBy;
        EndInstance(turn, InstanceStatus.Canceled, InstanceOutcome.Canceled);
        // Ignored by a caller that is ending itself; any other must not wait for ever.
        if (turn.Caller is { } caller)
        {
            var refused = new ProcessEvent.CallRefused(caller.CallKey, "The called instance was cancelled.");
            turn.Emit(new Effect.CallerNotified(caller.InstanceKey, refused));
        }

        return null;
    }

    /// <summary>Ends everything, the process included.</summary>
    public static void EndInstance(Turn turn, InstanceStatus status, InstanceOutcome outcome)
    {
        var root = turn.Root;
        TerminateInside(turn, root);
        turn.Remove(root, ElementTransition.Terminated);
        turn.End(status, outcome);
    }

    /// <summary>A terminate end event: everything else in its scope ends, and so does the scope, as planned (BPMN 2.0 §13.5.6).</summary>
    public static Outcome EndScope(Turn turn, ElementInstance endEvent)
    {
        var scope = turn.ScopeOf(endEvent)!;
        TerminateInside(turn, scope, except: endEvent);
        turn.CloseWaits(scope, wait => turn.Process.Find(wait.ElementId) is Element.StartEvent);
        return Outcome.Done;
    }

    public static void Terminate(Turn turn, ElementInstance element)
    {
        TerminateInside(turn, element);
        var scope = turn.ScopeOf(element)!;
        turn.Remove(element, ElementTransition.Terminated);
        turn.Reduce(scope);
    }

    public static void TerminateInside(Turn turn, ElementInstance scope, ElementInstance? except = null)
    {
        turn.DropTokens(scope);
        if (scope.Alive == 0) return;
        foreach (var child in turn.ChildrenOf(scope))
        {
            if (child != except) Terminate(turn, child);
        }
    }
}
