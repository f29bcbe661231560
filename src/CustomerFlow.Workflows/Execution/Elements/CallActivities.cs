using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Call activities: another instance runs, this one waits for what it tells (BPMN 2.0 §13.3.5).</summary>
internal static class CallActivities
{
    public static Outcome Execute(Turn turn, ElementInstance element, Element.CallActivity call)
    {
        var depth = (turn.Caller?.Depth ?? 0) + 1;
        if (depth > turn.Context.Limits.CallDepthMax)
            return turn.Raise(element, IncidentKind.CalledElementError, $"There are already {depth - 1} callers above; that is the limit.");
        if (!Expressions.TryText(turn, element, call.Called.ProcessId, "called process id", out var processId)) return Outcome.Stuck;
        var childKey = turn.NextKey();
        turn.Add(new Wait(element.Key, WaitKind.Call, element.Key, element.ElementId) { ChildKey = childKey });
        var passed = call.Called.PassesAllVariables ? Variables.Visible(turn, element) : element.Variables;
        turn.Emit(new Effect.InstanceCalled(
            childKey, element.Key, element.ElementId, processId, call.Called.Binding, call.Called.VersionTag, passed, depth));
        return Outcome.Waits;
    }

    public static string? Complete(Turn turn, ProcessEvent.CallCompleted completed)
    {
        if (Find(turn, completed.CallKey) is not var (wait, element, call)) return "The call is not open.";
        turn.Close(wait, canceled: false);
        // With output mappings these choose; without, everything comes back or nothing.
        if (call.Called.ReturnsAllVariables || !call.Outputs.IsEmpty) element.Result = JsonValue.Of(completed.Variables);
        Jobs.CompleteWork(turn, element);
        return null;
    }

    public static string? Fail(Turn turn, ProcessEvent.CallFailed failed)
    {
        if (Find(turn, failed.CallKey) is not var (wait, element, _)) return "The call is not open.";
        turn.Close(wait, canceled: false);
        Errors.Throw(turn, element, failed.ErrorCode, failed.Message, JsonValue.Of(failed.Variables));
        return null;
    }

    public static string? Escalate(Turn turn, ProcessEvent.CallEscalated escalated)
    {
        if (Find(turn, escalated.CallKey) is not var (_, element, _)) return "The call is not open.";
        Escalations.Throw(turn, element, escalated.EscalationCode, JsonValue.Of(escalated.Variables));
        return null;
    }

    public static string? Refuse(Turn turn, ProcessEvent.CallRefused refused)
    {
        if (Find(turn, refused.CallKey) is not var (wait, element, _)) return "The call is not open.";
        turn.Close(wait, canceled: false);
        turn.Raise(element, IncidentKind.CalledElementError, refused.Message);
        return null;
    }

    private static (Wait Wait, ElementInstance Element, Element.CallActivity Call)? Find(Turn turn, long callKey)
    {
        if (!turn.TryFindWait(callKey, out var wait) || wait.Kind != WaitKind.Call) return null;
        var element = turn.Find(wait.OwnerKey)!;
        return (wait, element, (Element.CallActivity)turn.Definition(element)!);
    }
}
