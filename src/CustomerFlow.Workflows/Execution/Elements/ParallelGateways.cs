using System.Collections.Immutable;
using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Parallel gateways wait for one token on every incoming flow and take all outgoing ones (BPMN 2.0 §13.4.1).</summary>
internal static class ParallelGateways
{
    public static void Arrive(Turn turn, ElementInstance scope, Element gateway, SequenceFlow flow)
    {
        var join = turn.FindJoin(scope, gateway.Id);
        var arrivals = (join?.Arrivals ?? []).Add(flow.Id);
        var isComplete = gateway.Incoming.All(incoming => arrivals.Contains(incoming.Id));
        if (!isComplete)
        {
            turn.Put(join, new Join(scope.Key, gateway.Id, arrivals, HasFired: false, Taken: []));
            return;
        }

        Joins.Consume(turn, scope, join, new Join(scope.Key, gateway.Id, arrivals, false, []), OneOfEach(gateway, arrivals));
        ProcessEngine.Begin(turn, scope, gateway);
        turn.Reduce(scope, gateway.Incoming.Length);
    }

    // A second token on a flow waits for the next round.
    private static ImmutableArray<string> OneOfEach(Element gateway, ImmutableArray<string> arrivals) =>
        gateway.Incoming.Aggregate(arrivals, (left, incoming) => left.Remove(incoming.Id));
}

/// <summary>Activities that need several tokens to start (BPMN 2.0 §13.3.2, StartQuantity).</summary>
internal static class TokenQuantities
{
    public static void Arrive(Turn turn, ElementInstance scope, Element.Activity activity, SequenceFlow flow)
    {
        var join = turn.FindJoin(scope, activity.Id);
        var arrived = new Join(scope.Key, activity.Id, (join?.Arrivals ?? []).Add(flow.Id), HasFired: false, Taken: []);
        if (arrived.Arrivals.Length < activity.StartQuantity)
        {
            turn.Put(join, arrived);
            return;
        }

        Joins.Consume(turn, scope, join, arrived, left: []);
        ProcessEngine.Begin(turn, scope, activity);
        turn.Reduce(scope, activity.StartQuantity);
    }
}

/// <summary>The books of tokens that wait before an element.</summary>
internal static class Joins
{
    /// <summary>Keeps the tokens that are left; a join without any is forgotten.</summary>
    public static void Consume(Turn turn, ElementInstance scope, Join? stored, Join join, ImmutableArray<string> left)
    {
        if (!left.IsEmpty) turn.Put(stored, join with { Arrivals = left });
        else if (stored is not null) turn.Remove(stored);
    }
}
