using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>
/// Cancelling a transaction: its activities end, what it completed is undone, then its cancel event goes on (BPMN 2.0 §13.3.4).
/// </summary>
internal static class Transactions
{
    public static Outcome Cancel(Turn turn, ElementInstance endEvent)
    {
        if (TransactionAround(turn, endEvent) is not { } transaction) return Outcome.Done;
        var path = endEvent;
        while (turn.ScopeOf(path) is { } scope && scope != transaction) path = scope;
        Termination.TerminateInside(turn, transaction, except: path);
        return Compensation.UndoAll(turn, endEvent, transaction);
    }

    /// <summary>After compensation the whole transaction is left, by its cancel boundary event when it has one.</summary>
    public static Outcome Leave(Turn turn, ElementInstance endEvent)
    {
        var transaction = TransactionAround(turn, endEvent)!;
        var activity = transaction.Role == ElementRole.LoopRun ? turn.ScopeOf(transaction)! : transaction;
        var boundary = turn.Process.BoundariesOf(activity.ElementId).FirstOrDefault(boundary => boundary.Trigger is EventTrigger.Cancel);
        if (boundary is null) Termination.Terminate(turn, activity);
        else BoundaryEvents.Trigger(turn, activity, boundary, FeelContext.Empty, interrupts: true);
        return Outcome.Done;
    }

    public static ElementInstance? TransactionAround(Turn turn, ElementInstance element)
    {
        for (var at = turn.ScopeOf(element); at is not null; at = turn.ScopeOf(at))
        {
            if (at.Role != ElementRole.LoopBody && turn.Definition(at) is Element.SubProcess { Kind: SubProcessKind.Transaction })
                return at;
        }

        return null;
    }
}
