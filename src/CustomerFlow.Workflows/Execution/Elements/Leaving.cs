using System.Collections.Immutable;
using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>The end of an element instance: who hears of it, and which flows get a token.</summary>
internal static class Leaving
{
    public static Outcome Leave(Turn turn, ElementInstance element)
    {
        if (element.Role == ElementRole.Process) return EndProcess(turn, element);
        var scope = turn.ScopeOf(element)!;
        if (element.Role == ElementRole.LoopRun) return Loops.EndRun(turn, element, scope);
        if (element.CompensatesFor != 0 || element.Role == ElementRole.CompensationScope)
            return Compensation.EndHandler(turn, element, scope);

        var definition = turn.Definition(element)!;
        if (definition is Element.EndEvent { Trigger: EventTrigger.Cancel } && Transactions.TransactionAround(turn, element) is not null)
            return Transactions.Leave(turn, element);
        if (!SequenceFlows.TryChoose(turn, element, definition, out var flows)) return Outcome.Stuck;
        if (!AdHocSubProcesses.TryCollect(turn, scope, element, endsPath: flows.IsEmpty)) return Outcome.Stuck;
        Compensation.Remember(turn, element, scope);
        turn.Remove(element, ElementTransition.Completed);
        SequenceFlows.Take(turn, scope, definition, flows);
        AdHocSubProcesses.ChildEnded(turn, scope, endsPath: flows.IsEmpty);
        turn.Reduce(scope);
        return Outcome.Done;
    }

    private static Outcome EndProcess(Turn turn, ElementInstance root)
    {
        var variables = root.Variables;
        turn.Remove(root, ElementTransition.Completed);
        turn.End(InstanceStatus.Completed, InstanceOutcome.Completed);
        if (turn.Caller is { } caller)
            turn.Emit(new Effect.CallerNotified(caller.InstanceKey, new ProcessEvent.CallCompleted(caller.CallKey, variables)));
        return Outcome.Done;
    }
}

/// <summary>Which outgoing flows an element takes (BPMN 2.0 §13.2, §13.4).</summary>
internal static class SequenceFlows
{
    /// <summary>Chooses the flows; false after an incident, when no condition holds and there is no default.</summary>
    public static bool TryChoose(Turn turn, ElementInstance element, Element definition, out ImmutableArray<SequenceFlow> flows) =>
        definition switch
        {
            Element.ExclusiveGateway gateway => ExclusiveGateways.TryChoose(turn, element, gateway, out flows),
            Element.InclusiveGateway gateway => TryConditions(turn, element, gateway.Outgoing, gateway.DefaultFlowId, out flows),
            Element.ComplexGateway gateway => ComplexGateways.TryChoose(turn, element, gateway, out flows),
            Element.Activity activity => TryConditions(turn, element, activity.Outgoing, activity.DefaultFlowId, out flows),
            Element.CatchEvent or Element.BoundaryEvent or Element.StartEvent or Element.ThrowEvent =>
                TryConditions(turn, element, definition.Outgoing, null, out flows),
            Element.EventGateway => Choose([], out flows),
            _ => Choose(definition.Outgoing, out flows),
        };

    /// <summary>Puts tokens on flows: as many on each as the activity produces.</summary>
    public static void Take(Turn turn, ElementInstance scope, Element definition, ImmutableArray<SequenceFlow> flows)
    {
        var quantity = definition is Element.Activity activity ? Math.Max(1, activity.CompletionQuantity) : 1;
        foreach (var flow in flows)
        {
            for (var i = 0; i < quantity; i++) turn.SendToken(scope, flow);
        }
    }

    /// <summary>Every flow without condition or whose condition holds; the default when no condition holds.</summary>
    public static bool TryConditions(
        Turn turn, ElementInstance element, ImmutableArray<SequenceFlow> outgoing, string? defaultFlowId,
        out ImmutableArray<SequenceFlow> flows, Feel.IFeelScope? scope = null)
    {
        flows = outgoing;
        if (outgoing.IsEmpty || (defaultFlowId is null && !HasCondition(outgoing))) return true;
        var chosen = ImmutableArray.CreateBuilder<SequenceFlow>();
        var conditionHeld = false;
        foreach (var flow in outgoing)
        {
            if (flow.Id == defaultFlowId) continue;
            var holds = true;
            if (flow.Condition is { } condition)
            {
                if (!Expressions.TryCondition(turn, element, condition, out holds, scope)) return false;
                conditionHeld |= holds;
            }

            if (holds) chosen.Add(flow);
        }

        if (!conditionHeld && defaultFlowId is not null) chosen.Add(turn.Process.Flow(defaultFlowId));
        flows = chosen.ToImmutable();
        if (!flows.IsEmpty) return true;
        turn.Raise(element, IncidentKind.ConditionError, "No condition of the outgoing flows holds, and there is no default flow.");
        return false;
    }

    private static bool HasCondition(ImmutableArray<SequenceFlow> flows)
    {
        foreach (var flow in flows)
        {
            if (flow.Condition is not null) return true;
        }

        return false;
    }

    private static bool Choose(ImmutableArray<SequenceFlow> all, out ImmutableArray<SequenceFlow> flows)
    {
        flows = all;
        return true;
    }
}
