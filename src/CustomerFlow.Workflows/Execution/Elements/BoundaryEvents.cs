using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Events at the border of an activity (BPMN 2.0 §13.5.3).</summary>
internal static class BoundaryEvents
{
    /// <summary>The event happened: its path begins, instead of the activity or beside it.</summary>
    public static void Trigger(
        Turn turn, ElementInstance activity, Element.BoundaryEvent boundary, FeelContext variables, bool? interrupts = null)
    {
        var scope = turn.ScopeOf(activity)!;
        if (interrupts ?? boundary.IsInterrupting) Termination.Terminate(turn, activity);
        ProcessEngine.Begin(turn, scope, boundary).Result = variables;
    }
}

/// <summary>Sub-processes that an event starts inside a scope (BPMN 2.0 §13.5.4).</summary>
internal static class EventSubProcesses
{
    /// <summary>The start events of the event sub-processes directly in a scope.</summary>
    public static IEnumerable<Element.StartEvent> StartsIn(ProcessDefinition process, string scopeId)
    {
        foreach (var child in process.ChildrenOf(scopeId))
        {
            if (child is not Element.SubProcess { Kind: SubProcessKind.Event }) continue;
            foreach (var inner in process.ChildrenOf(child.Id))
            {
                if (inner is Element.StartEvent start) yield return start;
            }
        }
    }

    /// <summary>The event happened: the sub-process begins, instead of everything else in the scope or beside it.</summary>
    public static void Trigger(Turn turn, ElementInstance scope, Element.StartEvent start, FeelContext variables)
    {
        if (start.IsInterrupting)
        {
            scope.IsInterrupted = true;
            Termination.TerminateInside(turn, scope);
            turn.CloseWaits(scope, wait => turn.Process.Find(wait.ElementId) is Element.StartEvent);
        }

        var begun = ProcessEngine.Begin(turn, scope, turn.Process[start.ScopeId]);
        begun.ToStart = [start.Id];
        begun.Result = variables;
    }
}
