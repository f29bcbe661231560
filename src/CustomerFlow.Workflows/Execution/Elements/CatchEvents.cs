using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Intermediate events that wait in the flow (BPMN 2.0 §13.5.2).</summary>
internal static class CatchEvents
{
    public static Outcome Execute(Turn turn, ElementInstance element, Element.CatchEvent caught)
    {
        if (element.IsTriggered || caught.Trigger is EventTrigger.None or EventTrigger.Link) return Outcome.Done;
        return Subscriptions.Open(turn, element, (caught.Id, caught.Trigger));
    }

    /// <summary>A cyclic timer fired and will again: a token goes on and the event keeps waiting.</summary>
    public static void PassOneToken(Turn turn, ElementInstance element, Element.CatchEvent caught)
    {
        if (!SequenceFlows.TryChoose(turn, element, caught, out var flows)) return;
        SequenceFlows.Take(turn, turn.ScopeOf(element)!, caught, flows);
    }
}

/// <summary>Receive tasks: a catch event in the shape of a task (BPMN 2.0 §13.3.3).</summary>
internal static class ReceiveTasks
{
    public static Outcome Execute(Turn turn, ElementInstance element, Element.ReceiveTask task) =>
        element.IsTriggered ? Outcome.Done : Subscriptions.Open(turn, element, (task.Id, task.Message));
}

/// <summary>Event-based gateways: the first of the events behind them decides (BPMN 2.0 §13.4.4).</summary>
internal static class EventGateways
{
    public static Outcome Execute(Turn turn, ElementInstance element) =>
        Subscriptions.Open(
            turn, element,
            [.. turn.Process[element.ElementId].Outgoing.Select(flow => turn.Process[flow.TargetId])
                .Select(target => (target.Id, Triggers.TriggerOf(target) ?? new EventTrigger.None()))]);

    /// <summary>One event happened: the gateway ends and that event's path goes on.</summary>
    public static void Choose(Turn turn, ElementInstance gateway, Element chosen, Feel.FeelContext variables)
    {
        var scope = turn.ScopeOf(gateway)!;
        var flow = turn.Process[gateway.ElementId].Outgoing.First(flow => flow.TargetId == chosen.Id);
        turn.Remove(gateway, ElementTransition.Completed);
        turn.Emit(new Effect.FlowTaken(scope.Key, flow.Id));
        var begun = ProcessEngine.Begin(turn, scope, chosen);
        begun.IsTriggered = true;
        begun.Result = variables;
        turn.Reduce(scope);
    }

    /// <summary>Behind a parallel instantiating gateway all events are needed: one began the instance, the others are awaited.</summary>
    public static void BeginTheOthers(Turn turn, ElementInstance root, Element chosen)
    {
        foreach (var flow in chosen.Incoming)
        {
            if (turn.Process[flow.SourceId] is not Element.EventGateway { Instantiates: true, IsParallel: true } gateway) continue;
            foreach (var other in gateway.Outgoing.Where(other => other.TargetId != chosen.Id))
                ProcessEngine.Begin(turn, root, turn.Process[other.TargetId]);
        }
    }
}
