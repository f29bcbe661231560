using System.Collections.Immutable;
using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Exclusive gateways pass every token on by exactly one flow (BPMN 2.0 §13.4.2).</summary>
internal static class ExclusiveGateways
{
    /// <summary>The first flow whose condition holds, else the default; a flow without condition always fits.</summary>
    public static bool TryChoose(
        Turn turn, ElementInstance element, Element.ExclusiveGateway gateway, out ImmutableArray<SequenceFlow> flows)
    {
        flows = [];
        if (gateway.Outgoing.IsEmpty) return true;
        foreach (var flow in gateway.Outgoing)
        {
            if (flow.Id == gateway.DefaultFlowId) continue;
            var holds = true;
            if (flow.Condition is { } condition && !Expressions.TryCondition(turn, element, condition, out holds)) return false;
            if (!holds) continue;
            flows = [flow];
            return true;
        }

        if (gateway.DefaultFlowId is { } defaultFlowId)
        {
            flows = [turn.Process.Flow(defaultFlowId)];
            return true;
        }

        turn.Raise(element, IncidentKind.ConditionError, "No condition of the outgoing flows holds, and there is no default flow.");
        return false;
    }
}
