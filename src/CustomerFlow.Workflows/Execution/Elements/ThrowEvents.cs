using System.Diagnostics;
using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>What end events and throwing events do (BPMN 2.0 §13.5.2, §13.5.6).</summary>
internal static class ThrowEvents
{
    public static Outcome Execute(Turn turn, ElementInstance element, EventTrigger trigger) => trigger switch
    {
        EventTrigger.None => Outcome.Done,
        EventTrigger.Message { Job: { } job } => Jobs.Execute(turn, element, job),
        EventTrigger.Message message => PublishMessage(turn, element, message),
        EventTrigger.Signal signal => Broadcast(turn, element, signal),
        EventTrigger.Error error => ThrowError(turn, element, error),
        EventTrigger.Escalation escalation => Escalate(turn, element, escalation),
        EventTrigger.Compensation compensation => Compensation.Throw(turn, element, compensation),
        EventTrigger.Cancel => Transactions.Cancel(turn, element),
        EventTrigger.Terminate => Termination.EndScope(turn, element),
        EventTrigger.Link link => Links.Jump(turn, element, link),
        EventTrigger.Multiple multiple => ThrowAll(turn, element, multiple),
        EventTrigger.Timer or EventTrigger.Conditional => Outcome.Done,
        _ => throw new UnreachableException(),
    };

    private static Outcome PublishMessage(Turn turn, ElementInstance element, EventTrigger.Message message)
    {
        if (!Expressions.TryText(turn, element, message.Name, "message name", out var name)) return Outcome.Stuck;
        if (!Expressions.TryOptionalText(turn, element, message.CorrelationKey, "correlation key", out var key)) return Outcome.Stuck;
        turn.Emit(new Effect.MessagePublished(turn.NextKey(), name, key ?? "", element.Variables));
        return Outcome.Done;
    }

    private static Outcome Broadcast(Turn turn, ElementInstance element, EventTrigger.Signal signal)
    {
        if (!Expressions.TryText(turn, element, signal.Name, "signal name", out var name)) return Outcome.Stuck;
        Signals.Broadcast(turn, name, element.Variables);
        return Outcome.Done;
    }

    private static Outcome ThrowError(Turn turn, ElementInstance element, EventTrigger.Error error)
    {
        if (!Expressions.TryOptionalText(turn, element, error.Code, "error code", out var code)) return Outcome.Stuck;
        return Errors.Throw(turn, element, code ?? "", null, element.Variables);
    }

    private static Outcome Escalate(Turn turn, ElementInstance element, EventTrigger.Escalation escalation)
    {
        if (!Expressions.TryOptionalText(turn, element, escalation.Code, "escalation code", out var code)) return Outcome.Stuck;
        Escalations.Throw(turn, element, code ?? "", element.Variables);
        return Outcome.Done;
    }

    // The parts done are counted, so that trying again after an incident does not throw the first ones twice.
    private static Outcome ThrowAll(Turn turn, ElementInstance element, EventTrigger.Multiple multiple)
    {
        while (turn.IsAlive(element) && element.PartsDone < multiple.Triggers.Length)
        {
            if (Execute(turn, element, multiple.Triggers[element.PartsDone]) == Outcome.Stuck) return Outcome.Stuck;
            element.PartsDone++;
        }

        var waits = element.ToCompensate is not null || turn.Waits.Any(wait => wait.OwnerKey == element.Key);
        return waits ? Outcome.Waits : Outcome.Done;
    }
}
