using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>Something that starts instances of a process once its release is the latest.</summary>
/// <param name="ElementId">Where an instance begins: a start event, a receive task, or the event behind an event-based gateway.</param>
/// <param name="Trigger">A message, timer, signal or condition.</param>
/// <param name="GatewayId">The instantiating event-based gateway in front of the element, if any.</param>
/// <param name="WaitsForAll">Whether an instance begins only when all triggers of the element (or gateway) have come.</param>
public sealed record StartSubscription(string ElementId, EventTrigger Trigger, string? GatewayId, bool WaitsForAll);

/// <summary>What the shell opens for a process when its release becomes the latest, and closes when another one does.</summary>
public static class DefinitionSubscriptions
{
    /// <summary>The subscriptions of a process, in file order; a plain start event needs none.</summary>
    public static ImmutableArray<StartSubscription> Of(ProcessDefinition process) =>
        [.. process.ChildrenOf(process.Id).SelectMany(element => Of(process, element))];

    private static IEnumerable<StartSubscription> Of(ProcessDefinition process, Element element) => element switch
    {
        Element.StartEvent start => Triggers(start.Id, start.Trigger, null, false),
        Element.ReceiveTask { Instantiates: true } task => Triggers(task.Id, task.Message, null, false),
        Element.EventGateway { Instantiates: true } gateway => gateway.Outgoing.SelectMany(flow => Behind(process, gateway, flow)),
        _ => [],
    };

    private static IEnumerable<StartSubscription> Behind(ProcessDefinition process, Element.EventGateway gateway, SequenceFlow flow) =>
        process[flow.TargetId] switch
        {
            Element.CatchEvent caught => Triggers(caught.Id, caught.Trigger, gateway.Id, gateway.IsParallel),
            Element.ReceiveTask task => Triggers(task.Id, task.Message, gateway.Id, gateway.IsParallel),
            _ => [],
        };

    private static IEnumerable<StartSubscription> Triggers(string elementId, EventTrigger trigger, string? gatewayId, bool waitsForAll) =>
        trigger switch
        {
            EventTrigger.Multiple multiple =>
                multiple.Triggers.SelectMany(one => Triggers(elementId, one, gatewayId, waitsForAll || multiple.IsParallel)),
            EventTrigger.Message or EventTrigger.Timer or EventTrigger.Signal or EventTrigger.Conditional =>
                [new StartSubscription(elementId, trigger, gatewayId, waitsForAll)],
            _ => [],
        };
}
