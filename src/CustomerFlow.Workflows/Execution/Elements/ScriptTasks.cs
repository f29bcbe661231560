using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>Script tasks with a FEEL expression.</summary>
internal static class ScriptTasks
{
    public static Outcome Execute(Turn turn, ElementInstance element, Element.ScriptTask task)
    {
        if (!Expressions.TryValue(turn, element, task.Script, IncidentKind.ExtractValueError, out var value)) return Outcome.Stuck;
        element.Result = new FeelContext([KeyValuePair.Create(task.ResultVariable, JsonValue.Of(value))]);
        return Outcome.Done;
    }
}
