using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Scopes: the process itself, embedded, event and transaction sub-processes (BPMN 2.0 §13.3.4).</summary>
internal static class SubProcesses
{
    /// <summary>The process begins: at the element that an event chose, or at its plain start.</summary>
    public static Outcome EnterProcess(Turn turn, ElementInstance root)
    {
        if (root.ToStart.IsEmpty) return BeginInside(turn, root, turn.Process.Id);
        var chosen = turn.Process[root.ToStart[0]];
        var begun = ProcessEngine.Begin(turn, root, chosen);
        begun.Result = root.Result;
        begun.IsTriggered = chosen is not Element.EventGateway;
        (root.Result, root.ToStart) = (null, []);
        EventGateways.BeginTheOthers(turn, root, chosen);
        return Outcome.Waits;
    }

    public static Outcome Enter(Turn turn, ElementInstance element, Element.SubProcess subProcess)
    {
        if (element.ToStart.IsEmpty) return BeginInside(turn, element, subProcess.Id);
        var start = ProcessEngine.Begin(turn, element, turn.Process[element.ToStart[0]]);
        (start.Result, element.Result, element.ToStart) = (element.Result, null, []);
        return Outcome.Waits;
    }

    /// <summary>Whether a scope has nothing left inside; elements that wait for something else are never "over" by themselves.</summary>
    public static bool IsOver(Turn turn, ElementInstance element)
    {
        if (element.Alive > 0 || element.ToCompensate is not null) return false;
        return element.Role switch
        {
            ElementRole.Process => true,
            _ => turn.Definition(element) is Element.SubProcess && !turn.Waits.Any(wait => wait.OwnerKey == element.Key && wait.IsJob),
        };
    }

    private static Outcome BeginInside(Turn turn, ElementInstance scope, string scopeId)
    {
        foreach (var first in StartEvents.First(turn.Process, scopeId)) ProcessEngine.Begin(turn, scope, first);
        return scope.Alive > 0 ? Outcome.Waits : Outcome.Done;
    }
}
