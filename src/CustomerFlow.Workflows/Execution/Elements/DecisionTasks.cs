using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Dmn;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Business rule tasks: a decision of the release is evaluated at once, any other by the shell.</summary>
internal static class DecisionTasks
{
    public static Outcome Execute(Turn turn, ElementInstance element, Element.DecisionTask task)
    {
        if (!Expressions.TryText(turn, element, task.DecisionId, "decision id", out var decisionId)) return Outcome.Stuck;
        if (task.Binding != ResourceBinding.VersionTag && turn.Release.Decision(decisionId) is { } model)
        {
            var outcome = model.Evaluate(decisionId, Variables.Visible(turn, element), turn.Environment);
            turn.Emit(new Effect.DecisionEvaluated(element.Key, element.ElementId, decisionId, outcome));
            if (FailureOf(outcome) is { } failure) return turn.Raise(element, IncidentKind.DecisionEvaluationError, failure);
            Keep(element, task, outcome.Value);
            return Outcome.Done;
        }

        if (task.Binding == ResourceBinding.Deployment)
            return turn.Raise(element, IncidentKind.CalledDecisionError, $"The release has no decision \"{decisionId}\".");
        var wait = new Wait(turn.NextKey(), WaitKind.Decision, element.Key, element.ElementId);
        turn.Add(wait);
        turn.Emit(new Effect.DecisionRequested(
            wait.Key, element.ElementId, decisionId, task.Binding, task.VersionTag, Variables.Visible(turn, element)));
        return Outcome.Waits;
    }

    public static string? Answer(Turn turn, ProcessEvent.DecisionAnswered answered)
    {
        if (!turn.TryFindWait(answered.JobKey, out var wait) || wait.Kind != WaitKind.Decision) return "No decision is awaited.";
        var element = turn.Find(wait.OwnerKey)!;
        turn.Close(wait, canceled: false);
        if (answered.Failure is { } failure)
        {
            turn.Raise(element, IncidentKind.CalledDecisionError, failure);
            return null;
        }

        Keep(element, (Element.DecisionTask)turn.Definition(element)!, answered.Value);
        Jobs.CompleteWork(turn, element);
        return null;
    }

    /// <summary>Why a decision has no answer; null when it has one. A missing value is null in FEEL and no failure.</summary>
    public static string? FailureOf(DecisionOutcome outcome) =>
        outcome.Problems.FirstOrDefault(problem => !problem.Code.StartsWith("feel.", StringComparison.Ordinal)
            || problem.Code.StartsWith("feel.limit", StringComparison.Ordinal))?.Message;

    private static void Keep(ElementInstance element, Element.DecisionTask task, FeelValue value) =>
        element.Result = new FeelContext([KeyValuePair.Create(task.ResultVariable, JsonValue.Of(value))]);
}
