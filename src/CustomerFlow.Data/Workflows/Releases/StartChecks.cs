using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;

namespace CustomerFlow.Data.Workflows.Releases;

/// <summary>Refuses ways to begin a process that the database does not watch: such a process would wait for ever, silently.</summary>
internal static class StartChecks
{
    public static IEnumerable<Problem> Check(BpmnReading reading, FeelEnvironment environment) =>
        from process in reading.Processes
        from start in DefinitionSubscriptions.Of(process)
        let problem = ProblemOf(start, process[start.ElementId].Name ?? start.ElementId, environment)
        where problem is not null
        select new Problem(
            ProblemSeverity.Error, reading.Resource, start.ElementId, problem.Value.Rule, problem.Value.Sentence.Zh,
            problem.Value.Sentence.En);

    /// <summary>What a start waits for: a message's or signal's name, null when it cannot be told without a running case.</summary>
    public static string? NameOf(FeelAttribute attribute, FeelEnvironment environment) => attribute switch
    {
        FeelAttribute.Static text => text.Text,
        FeelAttribute.Expression expression => (expression.Value.Evaluate(FeelScope.Empty, environment).Value as FeelText)?.Value,
        _ => null,
    };

    private static (string Rule, (string Zh, string En) Sentence)? ProblemOf(
        StartSubscription start, string label, FeelEnvironment environment)
    {
        if (start.WaitsForAll)
        {
            return ("start-needs-several-events", (
                $"“{label}”要等几个事件都到齐才启动流程，目前不支持；请用一个事件启动，在流程里等待其余事件。",
                $"“{label}” would begin the process when several events have come together, which is not supported; "
                + "begin with one event and wait for the others inside."));
        }

        return start.Trigger switch
        {
            EventTrigger.Conditional => ("start-condition-not-watched", (
                $"“{label}”按条件启动流程，目前不支持：没有正在运行的案件，就没有可检查的变量；请改用消息、信号或定时启动。",
                $"“{label}” would begin the process on a condition, which is not supported: without a running case there are no variables "
                + "to look at. Begin with a message, a signal or a timer.")),
            EventTrigger.Message message when NameOf(message.Name, environment) is null => Unreadable(label),
            EventTrigger.Signal signal when NameOf(signal.Name, environment) is null => Unreadable(label),
            EventTrigger.Timer timer when StartTimers.First(timer, environment) is null => ("start-time-unknown", (
                $"“{label}”的启动时间算不出来：启动之前没有变量可用。",
                $"The time at which “{label}” begins cannot be worked out: before the start there are no variables.")),
            _ => null,
        };
    }

    private static (string Rule, (string Zh, string En) Sentence) Unreadable(string label) => ("start-name-unknown", (
        $"“{label}”等待的消息或信号的名称算不出来：启动之前没有变量可用。",
        $"The name of the message or signal that “{label}” waits for cannot be worked out: before the start there are no variables."));
}
