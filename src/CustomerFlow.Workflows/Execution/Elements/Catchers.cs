using System.Collections.Immutable;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Finds who catches an error or an escalation: the nearest event sub-process or boundary event around it.</summary>
internal static class Catchers
{
    /// <summary>Lets the nearest catcher react. False when there is none.</summary>
    public static bool TryCatch(Turn turn, ElementInstance source, string code, bool isError, FeelContext variables)
    {
        ElementInstance? inner = null;
        for (var at = source; at is not null; inner = at, at = turn.ScopeOf(at))
        {
            if (EventSubProcess(turn, at, inner, code, isError) is { } start)
            {
                EventSubProcesses.Trigger(turn, at, start, variables);
                return true;
            }

            if (Boundary(turn, at, code, isError) is not { } boundary) continue;
            BoundaryEvents.Trigger(turn, at, boundary, variables);
            return true;
        }

        return false;
    }

    private static Element.StartEvent? EventSubProcess(Turn turn, ElementInstance scope, ElementInstance? inner, string code, bool isError)
    {
        // A scope that was taken over has no further event sub-processes; and none catches what it throws itself.
        if (scope.IsInterrupted || scope.Role == ElementRole.LoopBody) return null;
        var starts = EventSubProcesses.StartsIn(turn.Process, scope.ElementId).Where(start => start.ScopeId != inner?.ElementId);
        return Nearest(turn, scope, starts, start => start.Trigger, code, isError);
    }

    private static Element.BoundaryEvent? Boundary(Turn turn, ElementInstance activity, string code, bool isError)
    {
        if (activity.Role is not (ElementRole.Plain or ElementRole.LoopBody)) return null;
        return Nearest(turn, activity, turn.Process.BoundariesOf(activity.ElementId), boundary => boundary.Trigger, code, isError);
    }

    /// <summary>The event with exactly this code, else one that catches all.</summary>
    private static T? Nearest<T>(
        Turn turn, ElementInstance owner, IEnumerable<T> events, Func<T, EventTrigger> triggerOf, string code, bool isError)
        where T : Element
    {
        T? catchesAll = null;
        foreach (var candidate in events)
        {
            foreach (var trigger in Flat(triggerOf(candidate)))
            {
                var (fits, attribute) = trigger switch
                {
                    EventTrigger.Error error => (isError, error.Code),
                    EventTrigger.Escalation escalation => (!isError, escalation.Code),
                    _ => (false, null),
                };
                if (!fits) continue;
                if (attribute is null) catchesAll ??= candidate;
                else if (Expressions.Evaluate(turn, owner, attribute).Value.ToString() == code) return candidate;
            }
        }

        return catchesAll;
    }

    private static ImmutableArray<EventTrigger> Flat(EventTrigger trigger) =>
        trigger is EventTrigger.Multiple multiple ? multiple.Triggers : [trigger];
}
