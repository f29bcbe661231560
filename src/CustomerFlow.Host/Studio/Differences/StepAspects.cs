using System.Globalization;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Host.Studio.Differences;

/// <summary>Everything about a step that an owner can change, by its name in words.</summary>
internal static class StepAspects
{
    public static IReadOnlyDictionary<string, string> Of(Element element)
    {
        var aspects = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(aspects, DifferenceTexts.Name, element.Name);
        Add(aspects, DifferenceTexts.Kind, element.GetType().Name);
        Add(aspects, DifferenceTexts.Lane, element.Lane);
        foreach (var mapping in element.Inputs) Add(aspects, DifferenceTexts.Input.With(mapping.Target), mapping.Source);
        foreach (var mapping in element.Outputs) Add(aspects, DifferenceTexts.Output.With(mapping.Target), mapping.Source);
        foreach (var (key, value) in element.Properties) Add(aspects, DifferenceTexts.Setting.With(key), value);
        if (element is Element.Activity activity) AddActivity(aspects, activity);
        AddOwn(aspects, element);
        return aspects;
    }

    private static void AddActivity(Dictionary<string, string> aspects, Element.Activity activity)
    {
        Add(aspects, DifferenceTexts.DefaultPath, activity.DefaultFlowId);
        switch (activity.Loop)
        {
            case LoopDefinition.MultiInstance many:
                Add(aspects, DifferenceTexts.Repeats, many.InputCollection?.Text ?? many.Cardinality?.Text);
                break;
            case LoopDefinition.Standard loop:
                Add(aspects, DifferenceTexts.Repeats, loop.Condition?.Text ?? loop.Maximum?.ToString(CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void AddOwn(Dictionary<string, string> aspects, Element element)
    {
        switch (element)
        {
            case Element.UserTask task:
                AddTask(aspects, task.Definition);
                break;
            case Element.JobTask task:
                AddJob(aspects, task.Job);
                break;
            case Element.ScriptTask task:
                Add(aspects, DifferenceTexts.Script, task.Script.Text);
                Add(aspects, DifferenceTexts.Result, task.ResultVariable);
                break;
            case Element.DecisionTask task:
                Add(aspects, DifferenceTexts.Decision, task.DecisionId);
                Add(aspects, DifferenceTexts.Result, task.ResultVariable);
                break;
            case Element.CallActivity call:
                Add(aspects, DifferenceTexts.Called, call.Called.ProcessId);
                break;
            case Element.ReceiveTask receive:
                AddTrigger(aspects, receive.Message);
                break;
            case Element.ExclusiveGateway gateway:
                Add(aspects, DifferenceTexts.DefaultPath, gateway.DefaultFlowId);
                break;
            case Element.InclusiveGateway gateway:
                Add(aspects, DifferenceTexts.DefaultPath, gateway.DefaultFlowId);
                break;
            case Element.BoundaryEvent boundary:
                AddTrigger(aspects, boundary.Trigger);
                Add(aspects, DifferenceTexts.Interrupts, boundary.IsInterrupting ? "✓" : "–");
                break;
            case Element.StartEvent start:
                AddTrigger(aspects, start.Trigger);
                break;
            case Element.CatchEvent wait:
                AddTrigger(aspects, wait.Trigger);
                break;
            case Element.ThrowEvent thrown:
                AddTrigger(aspects, thrown.Trigger);
                break;
            case Element.EndEvent end:
                AddTrigger(aspects, end.Trigger);
                break;
        }
    }

    private static void AddTask(Dictionary<string, string> aspects, UserTaskDefinition task)
    {
        Add(aspects, DifferenceTexts.Assignee, task.Assignee);
        Add(aspects, DifferenceTexts.Groups, task.CandidateGroups);
        Add(aspects, DifferenceTexts.Users, task.CandidateUsers);
        Add(aspects, DifferenceTexts.DueDate, task.DueDate);
        Add(aspects, DifferenceTexts.FollowUpDate, task.FollowUpDate);
        Add(aspects, DifferenceTexts.Priority, task.Priority);
        Add(aspects, DifferenceTexts.Form, task.FormId);
        foreach (var (key, value) in task.Headers) Add(aspects, DifferenceTexts.Setting.With(key), value);
    }

    private static void AddJob(Dictionary<string, string> aspects, JobDefinition? job)
    {
        if (job is null) return;
        Add(aspects, DifferenceTexts.StepType, job.Type);
        Add(aspects, DifferenceTexts.Retries, job.Retries);
        foreach (var (key, value) in job.Headers) Add(aspects, DifferenceTexts.Setting.With(key), value);
    }

    private static void AddTrigger(Dictionary<string, string> aspects, EventTrigger trigger)
    {
        switch (trigger)
        {
            case EventTrigger.Message message:
                Add(aspects, DifferenceTexts.Message, message.Name);
                Add(aspects, DifferenceTexts.Correlation, message.CorrelationKey);
                AddJob(aspects, message.Job);
                break;
            case EventTrigger.Timer timer:
                Add(aspects, DifferenceTexts.Time, timer.Value);
                break;
            case EventTrigger.Signal signal:
                Add(aspects, DifferenceTexts.Signal, signal.Name);
                break;
            case EventTrigger.Error error:
                Add(aspects, DifferenceTexts.Code, error.Code);
                break;
            case EventTrigger.Escalation escalation:
                Add(aspects, DifferenceTexts.Code, escalation.Code);
                break;
            case EventTrigger.Conditional conditional:
                Add(aspects, DifferenceTexts.Condition, conditional.Condition.Text);
                break;
        }
    }

    private static void Add(Dictionary<string, string> aspects, string name, FeelAttribute? value) => Add(aspects, name, value switch
    {
        FeelAttribute.Static text => text.Text,
        FeelAttribute.Expression expression => expression.Value.Text.Trim(),
        _ => null,
    });

    private static void Add(Dictionary<string, string> aspects, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value)) aspects[name] = value;
    }
}
