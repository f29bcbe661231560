using System.Globalization;
using System.Xml.Linq;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>What the engine needs to run an executable process.</summary>
internal static class ExecutionRules
{
    private const string InlineStepPrefix = "cf:";
    private const string EmbeddedFormPrefix = "camunda-forms:bpmn:";
    private static readonly string[] TaskEvents = ["creating", "assigning", "updating", "completing", "canceling"];

    // A change of a task or its withdrawal does not wait for anybody, so a job for it could refuse nothing.
    private static readonly string[] TaskEventsNotRun = ["updating", "canceling"];

    public static void Jobs_have_a_type(CheckRun run)
    {
        foreach (var (element, job) in Jobs(run))
        {
            if (IsEmpty(job.Type))
            {
                run.Error(element, "job-type-missing",
                    $"“{CheckRun.Label(element)}”没有填写任务类型，没有程序会执行它。",
                    $"“{CheckRun.Label(element)}” has no job type, so nothing would ever do it.");
            }

            if (job.Retries is FeelAttribute.Static retries
                && !(int.TryParse(retries.Text, CultureInfo.InvariantCulture, out var count) && count >= 0))
            {
                run.Error(element, "job-retries",
                    $"“{CheckRun.Label(element)}”的重试次数“{retries.Text}”不是整数。",
                    $"The retries “{retries.Text}” of “{CheckRun.Label(element)}” are not a whole number.");
            }
        }
    }

    public static void Inline_steps_are_known(CheckRun run)
    {
        if (run.Context.InlineSteps is not { } known)
        {
            return;
        }

        foreach (var (element, job) in Jobs(run))
        {
            if (job.Type is FeelAttribute.Static type && type.Text.StartsWith(InlineStepPrefix, StringComparison.Ordinal)
                && !known.Contains(type.Text))
            {
                run.Error(element, "inline-step-unknown",
                    $"“{CheckRun.Label(element)}”使用的内置步骤“{type.Text}”不存在。",
                    $"“{CheckRun.Label(element)}” uses the built-in step “{type.Text}”, which does not exist.");
            }
        }
    }

    public static void Scripts_have_a_result(CheckRun run)
    {
        var tasks = run.Model.All(["scriptTask", "globalScriptTask"]);
        foreach (var script in tasks.Select(task => task.Extension("script")).OfType<XElement>())
        {
            if (script.Text("expression") is null || script.Text("resultVariable") is null)
            {
                run.Error(script, "script-incomplete",
                    $"脚本任务“{CheckRun.Label(script.Parent!.Parent)}”必须填写表达式和结果变量。",
                    $"The script task “{CheckRun.Label(script.Parent!.Parent)}” needs an expression and a result variable.");
            }
        }
    }

    public static void Decisions_are_complete(CheckRun run)
    {
        foreach (var task in Elements<Element.DecisionTask>(run))
        {
            if (IsEmpty(task.DecisionId) || task.ResultVariable.Length == 0)
            {
                run.Error(task, "decision-incomplete",
                    $"业务规则任务“{CheckRun.Label(task)}”必须填写决策 ID 和结果变量。",
                    $"The business rule task “{CheckRun.Label(task)}” needs a decision id and a result variable.");
            }
        }
    }

    public static void Calls_name_a_process(CheckRun run)
    {
        foreach (var call in Elements<Element.CallActivity>(run).Where(call => IsEmpty(call.Called.ProcessId)))
        {
            run.Error(call, "called-process-missing",
                $"调用活动“{CheckRun.Label(call)}”没有指定要调用的流程。",
                $"The call activity “{CheckRun.Label(call)}” does not say which process it calls.");
        }
    }

    public static void Version_tags_are_given(CheckRun run)
    {
        var references = run.Model.All(["callActivity", "businessRuleTask", "globalBusinessRuleTask"])
            .SelectMany(node => new[] { node.Extension("calledElement"), node.Extension("calledDecision") }).OfType<XElement>();
        foreach (var reference in references.Where(item => item.Text("bindingType") == "versionTag" && item.Text("versionTag") is null))
        {
            run.Error(reference, "version-tag-missing",
                $"“{CheckRun.Label(reference.Parent!.Parent)}”按版本标签引用，但没有填写标签。",
                $"“{CheckRun.Label(reference.Parent!.Parent)}” refers by version tag, but has no tag.");
        }
    }

    public static void Mappings_are_complete(CheckRun run)
    {
        foreach (var mapping in run.Model.Document.Definitions.Descendants(BpmnNames.Zeebe + "ioMapping").Elements()
            .Where(mapping => mapping.Name.Namespace == BpmnNames.Zeebe))
        {
            if (mapping.Text("target") is null || mapping.Text("source") is null)
            {
                run.Error(mapping, "mapping-incomplete",
                    $"“{CheckRun.Label(mapping.Parent!.Parent!.Parent)}”的变量映射缺少来源或目标。",
                    $"A variable mapping of “{CheckRun.Label(mapping.Parent!.Parent!.Parent)}” has no source or no target.");
            }
        }
    }

    public static void Tasks_reach_someone(CheckRun run)
    {
        foreach (var task in Elements<Element.UserTask>(run))
        {
            var definition = task.Definition;
            if (definition.Assignee is null && definition.CandidateGroups is null && definition.CandidateUsers is null)
            {
                run.Warning(task, "task-without-people",
                    $"人工任务“{CheckRun.Label(task)}”没有指定负责人或候选组，只有主管能看到它。",
                    $"The user task “{CheckRun.Label(task)}” has no assignee and no group, so it lands in nobody's inbox.");
            }

            if (definition.DueDate is null)
            {
                run.Warning(task, "task-without-due-date",
                    $"人工任务“{CheckRun.Label(task)}”没有截止时间，不会提醒，也不会升级。",
                    $"The user task “{CheckRun.Label(task)}” has no due date, so nobody is reminded and nothing is escalated.");
            }

            CheckDate(run, task, definition.DueDate);
            CheckDate(run, task, definition.FollowUpDate);
            if (definition.Priority is FeelAttribute.Static priority
                && !(int.TryParse(priority.Text, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 100))
            {
                run.Error(task, "task-priority",
                    $"人工任务“{CheckRun.Label(task)}”的优先级“{priority.Text}”必须是 0 到 100 的整数。",
                    $"The priority “{priority.Text}” of the user task “{CheckRun.Label(task)}” must be a whole number from 0 to 100.");
            }
        }
    }

    private static void CheckDate(CheckRun run, Element.UserTask task, FeelAttribute? date)
    {
        if (date is FeelAttribute.Static text && !TimerText.IsDate(text.Text.Trim()))
        {
            run.Error(task, "task-date",
                $"人工任务“{CheckRun.Label(task)}”的日期“{text.Text}”不是有效的日期时间。",
                $"The date “{text.Text}” of the user task “{CheckRun.Label(task)}” is not a valid date and time.");
        }
    }

    public static void Task_listeners_know_their_event(CheckRun run)
    {
        foreach (var task in Elements<Element.UserTask>(run))
        {
            foreach (var listener in task.Definition.TaskListeners.Where(listener => !TaskEvents.Contains(listener.EventType)))
            {
                run.Error(task, "task-listener-event",
                    $"人工任务“{CheckRun.Label(task)}”的监听器事件“{listener.EventType}”不存在。",
                    $"A listener of the user task “{CheckRun.Label(task)}” listens to “{listener.EventType}”, which is no "
                    + "event of a task.");
            }

            foreach (var listener in task.Definition.TaskListeners.Where(listener => TaskEventsNotRun.Contains(listener.EventType)))
            {
                run.Error(task, "task-listener-not-run",
                    $"人工任务“{CheckRun.Label(task)}”的监听器“{listener.EventType}”不会运行；可用 creating、assigning 或 completing。",
                    $"The listener “{listener.EventType}” of the user task “{CheckRun.Label(task)}” would never run; creating, assigning "
                    + "and completing can be used.");
            }

            if (task.Definition.TaskListeners.Any(listener => listener.EventType == "assigning"))
            {
                run.Warning(task, "task-listener-first-assignment",
                    $"人工任务“{CheckRun.Label(task)}”的监听器“assigning”只在流程分配负责人时运行，认领和转办时不运行。",
                    $"The listener “assigning” of the user task “{CheckRun.Label(task)}” runs when the workflow assigns the task, not when "
                    + "a person claims or hands it over.");
            }
        }
    }

    public static void Process_listeners_are_not_run(CheckRun run)
    {
        foreach (var process in run.Model.All("process").Where(process => process.Extension("executionListeners") is not null))
        {
            run.Warning(process, "process-listener-ignored",
                $"流程“{CheckRun.Label(process)}”上的执行监听器不会运行；请把它们放到开始或结束事件上。",
                $"The execution listeners of the process “{CheckRun.Label(process)}” are not run; put them on a start or end event.");
        }
    }

    public static void Embedded_forms_are_not_shown(CheckRun run)
    {
        foreach (var form in run.Model.All("userTask").Select(task => task.Extension("formDefinition")).OfType<XElement>())
        {
            if (form.Text("formKey")?.StartsWith(EmbeddedFormPrefix, StringComparison.Ordinal) == true)
            {
                run.Warning(form, "form-embedded",
                    $"人工任务“{CheckRun.Label(form.Parent!.Parent)}”的表单嵌在流程图里，不会显示；请另存为表单文件并按 ID 引用。",
                    $"The form of the user task “{CheckRun.Label(form.Parent!.Parent)}” is embedded in the diagram and is not shown; "
                    + "save it as a form file and refer to it by its id.");
            }
        }
    }

    public static IEnumerable<T> Elements<T>(CheckRun run)
        where T : Element => run.Reading.Processes.SelectMany(process => process.Elements).OfType<T>();

    private static IEnumerable<(Element Element, JobDefinition Job)> Jobs(CheckRun run) =>
        from element in Elements<Element>(run)
        from job in JobsOf(element)
        select (element, job);

    private static IEnumerable<JobDefinition> JobsOf(Element element)
    {
        JobDefinition?[] own = element switch
        {
            Element.JobTask task => [task.Job],
            Element.UserTask task => [.. task.Definition.TaskListeners.Select(listener => listener.Job)],
            Element.SubProcess sub => [sub.AdHoc?.Job],
            Element.ThrowEvent thrown => [MessageJob(thrown.Trigger)],
            Element.EndEvent end => [MessageJob(end.Trigger)],
            _ => [],
        };
        return own.OfType<JobDefinition>().Concat(element.Listeners.Select(listener => listener.Job));
    }

    private static JobDefinition? MessageJob(EventTrigger trigger) => (trigger as EventTrigger.Message)?.Job;

    private static bool IsEmpty(FeelAttribute attribute) => attribute is FeelAttribute.Static { Text.Length: 0 };
}
