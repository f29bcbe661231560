using System.Collections.Immutable;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>
/// Complex gateways fire when their activation condition holds over <c>activationCount</c>, then take in the tokens that can still
/// arrive and reset (BPMN 2.0 §13.4.5). Conditions see <c>waitingForStart</c>: true when it fires, false when it resets.
/// </summary>
internal static class ComplexGateways
{
    public static void Arrive(Turn turn, ElementInstance scope, Element.ComplexGateway gateway, SequenceFlow flow)
    {
        var join = turn.FindJoin(scope, gateway.Id);
        var arrived = new Join(
            scope.Key, gateway.Id, (join?.Arrivals ?? []).Add(flow.Id), join?.HasFired ?? false, join?.Taken ?? []);
        turn.Put(join, arrived);
        if (arrived.HasFired) return;
        // The condition is evaluated by an instance of the gateway, so that a failure has a place; it takes the tokens when it holds.
        if (gateway.ActivationCondition is null || Activates(turn, scope, gateway, arrived)) Fire(turn, scope, gateway, arrived);
    }

    /// <summary>The flows of a firing or, for a reset, those whose condition was false then and holds now.</summary>
    public static bool TryChoose(Turn turn, ElementInstance element, Element.ComplexGateway gateway, out ImmutableArray<SequenceFlow> flows)
    {
        var join = turn.FindJoin(turn.ScopeOf(element)!, gateway.Id);
        var scope = Counted(Expressions.ScopeOf(turn, element), join?.Arrivals.Length ?? 0, waitingForStart: true);
        if (!SequenceFlows.TryConditions(turn, element, gateway.Outgoing, gateway.DefaultFlowId, out flows, scope)) return false;
        if (join is not null) turn.Put(join, join with { Taken = [.. flows.Select(flow => flow.Id)] });
        return true;
    }

    /// <summary>Nothing more can arrive: the tokens of this round are used up. False when it never fired, and so waits on.</summary>
    public static bool Reset(Turn turn, ElementInstance scope, Element.ComplexGateway gateway, Join join)
    {
        if (!join.HasFired || turn.Elements.Any(element => element.ScopeKey == scope.Key && element.ElementId == gateway.Id)) return false;
        var counted = Counted(Expressions.ScopeOf(turn, scope), join.Arrivals.Length, waitingForStart: false);
        foreach (var flow in gateway.Outgoing)
        {
            if (flow.Condition is not { } condition || join.Taken.Contains(flow.Id)) continue;
            if (condition.Evaluate(counted, turn.Environment).Value is FeelBoolean { Value: true }) turn.SendToken(scope, flow);
        }

        turn.Remove(join);
        turn.Reduce(scope, join.Arrivals.Length);
        return true;
    }

    private static void Fire(Turn turn, ElementInstance scope, Element.ComplexGateway gateway, Join arrived)
    {
        turn.Put(arrived, arrived with { HasFired = true });
        ProcessEngine.Begin(turn, scope, gateway);
    }

    private static bool Activates(Turn turn, ElementInstance scope, Element.ComplexGateway gateway, Join arrived)
    {
        var counted = Counted(Expressions.ScopeOf(turn, scope), arrived.Arrivals.Length, waitingForStart: true);
        return gateway.ActivationCondition!.Evaluate(counted, turn.Environment).Value is FeelBoolean { Value: true };
    }

    private static IFeelScope Counted(IFeelScope outer, int count, bool waitingForStart) => FeelScope.Of(
        new FeelContext(
        [
            KeyValuePair.Create("activationCount", FeelValue.Of(count)),
            KeyValuePair.Create("waitingForStart", FeelValue.Of(waitingForStart)),
        ]),
        outer);
}
