using System.Diagnostics;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>What happens when something an event waits for comes true: the event reacts.</summary>
internal static class Triggers
{
    /// <summary>Answers why the trigger is ignored, or null.</summary>
    public static string? Fire(Turn turn, long key, WaitKind kind, FeelContext variables)
    {
        if (!turn.TryFindWait(key, out var wait) || wait.Kind != kind) return "Nothing waits for it any more.";
        Fire(turn, wait, JsonValue.Of(variables));
        return null;
    }

    public static void Fire(Turn turn, Wait wait, FeelContext variables)
    {
        var owner = turn.Find(wait.OwnerKey)!;
        var element = turn.Process[wait.ElementId];
        var isParallel = TriggerOf(element) is EventTrigger.Multiple { IsParallel: true };
        var isInterrupting = IsInterrupting(element);
        var staysOpen = !isInterrupting && !isParallel && wait.Kind != WaitKind.Timer;
        if (!staysOpen) turn.Close(wait, canceled: false);
        var fires = !isParallel || IsLast(turn, wait, owner, variables);
        var comesAgain = wait.Kind == WaitKind.Timer && !isParallel && Timers.Repeat(turn, owner, wait, element, isInterrupting);
        if (!fires) return;
        var brought = isParallel ? Merge(owner, variables) : variables;
        React(turn, owner, element, brought, comesAgain);
        if (isParallel && !isInterrupting && turn.IsAlive(owner)) Subscriptions.Open(turn, owner, (element.Id, TriggerOf(element)!));
    }

    public static bool IsInterrupting(Element element) => element switch
    {
        Element.BoundaryEvent boundary => boundary.IsInterrupting,
        Element.StartEvent start => start.IsInterrupting,
        _ => true,
    };

    public static EventTrigger? TriggerOf(Element element) => element switch
    {
        Element.BoundaryEvent boundary => boundary.Trigger,
        Element.StartEvent start => start.Trigger,
        Element.CatchEvent caught => caught.Trigger,
        Element.ReceiveTask receive => receive.Message,
        _ => null,
    };

    private static void React(Turn turn, ElementInstance owner, Element element, FeelContext variables, bool comesAgain)
    {
        switch (element)
        {
            case Element.BoundaryEvent boundary:
                BoundaryEvents.Trigger(turn, owner, boundary, variables);
                break;
            case Element.StartEvent start:
                EventSubProcesses.Trigger(turn, owner, start, variables);
                break;
            case Element.CatchEvent or Element.ReceiveTask when owner.ElementId != element.Id:
                EventGateways.Choose(turn, owner, element, variables);
                break;
            case Element.CatchEvent caught when comesAgain:
                CatchEvents.PassOneToken(turn, owner, caught);
                break;
            case Element.CatchEvent or Element.ReceiveTask:
                // Its other triggers must not fire before its next step comes.
                turn.CloseWaits(owner, wait => wait.IsTrigger && wait.ElementId == element.Id);
                owner.Result = variables;
                Jobs.CompleteWork(turn, owner);
                break;
            default:
                throw new UnreachableException();
        }
    }

    // A parallel multiple event has happened when none of its triggers is awaited any more.
    private static bool IsLast(Turn turn, Wait wait, ElementInstance owner, FeelContext variables)
    {
        var isLast = !turn.Waits.Any(other => other.IsTrigger && other.OwnerKey == wait.OwnerKey && other.ElementId == wait.ElementId);
        if (!isLast) owner.Result = Merge(owner, variables);
        return isLast;
    }

    private static FeelContext Merge(ElementInstance owner, FeelContext variables)
    {
        if (owner.Result is not { } earlier) return variables;
        owner.Result = null;
        return new FeelContext(earlier.Entries.Concat(variables.Entries));
    }
}
