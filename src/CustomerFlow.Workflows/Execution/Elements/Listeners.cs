using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Execution listeners: jobs before an element begins and after it ended, one after another.</summary>
internal static class Listeners
{
    public static Outcome Run(Turn turn, ElementInstance element, bool atStart)
    {
        if (element.Role is ElementRole.Process or ElementRole.LoopBody or ElementRole.CompensationScope) return Outcome.Done;
        var listeners = turn.Definition(element)!.Listeners;
        if (listeners.IsEmpty) return Outcome.Done;
        if (turn.Waits.Any(wait => wait.OwnerKey == element.Key && wait.Kind == WaitKind.ExecutionListener)) return Outcome.Waits;
        var next = listeners.Where(listener => listener.AtStart == atStart).ElementAtOrDefault(element.PartsDone);
        return next is null ? Outcome.Done : Jobs.Open(turn, element, next.Job, WaitKind.ExecutionListener);
    }

    /// <summary>A listener's variables are the element's own before it begins, and go outwards after it ended.</summary>
    public static void Done(Turn turn, ElementInstance element, FeelContext variables)
    {
        if (element.Phase == Phase.StartListeners)
        {
            foreach (var (name, value) in variables.Entries) Variables.SetLocal(turn, element, name, value);
        }
        else
        {
            Variables.PropagateAll(turn, turn.ScopeOf(element)!, variables);
        }

        element.PartsDone++;
        turn.Continue(element);
    }
}
