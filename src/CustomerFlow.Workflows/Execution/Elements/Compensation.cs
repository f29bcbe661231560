using System.Collections.Immutable;
using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Compensation undoes completed activities, the last one first (BPMN 2.0 §13.5.5).</summary>
/// <remarks>
/// A completed activity that can be undone leaves a record in its scope. Throwing takes the records of the scope; the throwing element
/// instance waits while one handler after the other runs. A sub-process without a handler of its own is opened again, with the variables
/// that it had, and undoes in the same way what it holds.
/// </remarks>
internal static class Compensation
{
    /// <summary>Notes a completed activity if something could undo it. Called before it is taken out.</summary>
    public static void Remember(Turn turn, ElementInstance element, ElementInstance scope)
    {
        if (turn.Definition(element) is not Element.Activity activity || activity.IsForCompensation) return;
        var inner = turn.Compensations.Where(record => record.ScopeKey == element.Key).ToImmutableArray();
        if (element.Role == ElementRole.LoopBody)
        {
            // Every run is undone by itself; the body is only their frame.
            foreach (var record in inner) turn.Add(record with { ScopeKey = scope.Key });
            return;
        }

        var isScope = activity is Element.SubProcess { Kind: not SubProcessKind.Event };
        var undoesInside = isScope && (!inner.IsEmpty || EventHandlerOf(turn.Process, activity) is not null);
        if (HandlerOf(turn.Process, activity) is null && !undoesInside) return;
        turn.Add(new CompensationRecord(scope.Key, activity.Id, element.Variables, isScope ? inner : []));
    }

    public static Outcome Throw(Turn turn, ElementInstance element, EventTrigger.Compensation trigger)
    {
        var scope = turn.ScopeOf(element)!;
        // From an event sub-process the scope around it is meant.
        if (turn.Definition(scope) is Element.SubProcess { Kind: SubProcessKind.Event }) scope = turn.ScopeOf(scope)!;
        var records = Take(turn, scope, record => trigger.ActivityId is null || record.ElementId == trigger.ActivityId);
        if (!trigger.WaitsForCompletion)
        {
            foreach (var record in records.Reverse()) BeginHandler(turn, scope, record, coordinatorKey: 0);
            return Outcome.Done;
        }

        element.ToCompensate = records;
        return Next(turn, element);
    }

    /// <summary>Undoes everything in a scope on behalf of one of its elements.</summary>
    public static Outcome UndoAll(Turn turn, ElementInstance element, ElementInstance scope)
    {
        element.ToCompensate = Take(turn, scope, _ => true);
        return Next(turn, element);
    }

    /// <summary>
    /// A completed sub-process is open again: its compensation event sub-process decides, else everything in it is undone.
    /// </summary>
    public static Outcome Reopen(Turn turn, ElementInstance element, Element.SubProcess subProcess)
    {
        if (EventHandlerOf(turn.Process, subProcess) is not { } start) return UndoAll(turn, element, element);
        var begun = ProcessEngine.Begin(turn, element, turn.Process[start.ScopeId]);
        begun.ToStart = [start.Id];
        begun.CompensatesFor = element.Key;
        element.ToCompensate = [];
        return Outcome.Waits;
    }

    /// <summary>A handler (or a reopened sub-process) is over: the one that waits for it goes on with the next.</summary>
    public static Outcome EndHandler(Turn turn, ElementInstance handler, ElementInstance scope)
    {
        turn.Remove(handler, ElementTransition.Completed);
        turn.Reduce(scope);
        if (handler.CompensatesFor != 0 && turn.Find(handler.CompensatesFor) is { } coordinator && Next(turn, coordinator) == Outcome.Done)
            Jobs.CompleteWork(turn, coordinator);
        return Outcome.Done;
    }

    private static Outcome Next(Turn turn, ElementInstance coordinator)
    {
        while (coordinator.ToCompensate is { IsEmpty: false } left)
        {
            var record = left[^1];
            coordinator.ToCompensate = left.RemoveAt(left.Length - 1);
            // Records of a reopened sub-process belong to it; all others to the scope in which they were made.
            var scope = turn.Find(record.ScopeKey) ?? turn.ScopeOf(coordinator)!;
            if (BeginHandler(turn, scope, record, coordinator.Key)) return Outcome.Waits;
        }

        coordinator.ToCompensate = null;
        return Outcome.Done;
    }

    private static bool BeginHandler(Turn turn, ElementInstance scope, CompensationRecord record, long coordinatorKey)
    {
        var activity = turn.Process[record.ElementId];
        if (HandlerOf(turn.Process, activity) is var (boundary, handler))
        {
            // The boundary event is passed through, for the history.
            var passed = turn.Enter(boundary, scope);
            turn.Remove(passed, ElementTransition.Completed);
            ProcessEngine.Begin(turn, scope, handler).CompensatesFor = coordinatorKey;
            turn.Reduce(scope);
            return true;
        }

        if (activity is not Element.SubProcess) return false;
        var reopened = turn.Enter(activity, scope, ElementRole.CompensationScope);
        reopened.Variables = record.Variables;
        reopened.CompensatesFor = coordinatorKey;
        foreach (var inner in record.Inner) turn.Add(inner with { ScopeKey = reopened.Key });
        turn.Continue(reopened);
        return true;
    }

    private static ImmutableArray<CompensationRecord> Take(Turn turn, ElementInstance scope, Func<CompensationRecord, bool> chosen)
    {
        var taken = turn.Compensations.Where(record => record.ScopeKey == scope.Key && chosen(record)).ToImmutableArray();
        foreach (var record in taken) turn.Remove(record);
        return taken;
    }

    private static (Element.BoundaryEvent Boundary, Element Handler)? HandlerOf(ProcessDefinition process, Element activity)
    {
        foreach (var boundary in process.BoundariesOf(activity.Id))
        {
            if (boundary.CompensationHandlerId is { } handlerId) return (boundary, process[handlerId]);
        }

        return null;
    }

    private static Element.StartEvent? EventHandlerOf(ProcessDefinition process, Element activity) =>
        EventSubProcesses.StartsIn(process, activity.Id).FirstOrDefault(start => start.Trigger is EventTrigger.Compensation);
}
