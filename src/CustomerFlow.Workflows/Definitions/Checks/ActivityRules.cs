using System.Globalization;
using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>Activities: quantities, repetition, calls, and what each kind of sub-process may hold (BPMN 2.0 §10.3).</summary>
internal static class ActivityRules
{
    public static void Quantities_are_positive(CheckRun run)
    {
        foreach (var activity in run.Model.All(BpmnNames.Activities))
        {
            foreach (var attribute in new[] { "startQuantity", "completionQuantity" })
            {
                if (activity.Text(attribute) is { } text && !IsPositive(text))
                {
                    run.Error(activity, "quantity-not-positive",
                        $"“{CheckRun.Label(activity)}”的 {attribute} 是“{text}”，必须是不小于 1 的整数。",
                        $"“{CheckRun.Label(activity)}” has the {attribute} “{text}”; it must be a whole number of at least 1.");
                }
            }
        }
    }

    public static void Loops_end(CheckRun run)
    {
        foreach (var loop in run.Model.All("standardLoopCharacteristics"))
        {
            if (loop.Text("loopMaximum") is { } maximum && !IsPositive(maximum))
            {
                run.Error(loop, "loop-maximum",
                    $"“{CheckRun.Label(loop.Parent)}”的最大循环次数是“{maximum}”，必须是不小于 1 的整数。",
                    $"“{CheckRun.Label(loop.Parent)}” has the loop maximum “{maximum}”; it must be a whole number of at least 1.");
            }

            if (loop.Text("loopMaximum") is null && loop.Child("loopCondition") is null)
            {
                run.Error(loop, "loop-without-condition",
                    $"“{CheckRun.Label(loop.Parent)}”会一直循环：请填写循环条件或最大次数。",
                    $"“{CheckRun.Label(loop.Parent)}” would loop for ever: give it a condition or a maximum.");
            }
        }
    }

    public static void Multi_instances_know_how_often(CheckRun run)
    {
        foreach (var loop in run.Model.All("multiInstanceLoopCharacteristics"))
        {
            var counted = loop.Child("loopCardinality") is not null || loop.Child("loopDataInputRef") is not null
                || loop.Extension("loopCharacteristics").Text("inputCollection") is not null;
            if (!counted)
            {
                run.Error(loop, "multi-instance-without-collection",
                    $"多实例“{CheckRun.Label(loop.Parent)}”没有输入集合，也没有次数，不知道要执行几次。",
                    $"The multi-instance “{CheckRun.Label(loop.Parent)}” has neither an input collection nor a number, "
                    + "so nobody knows how often it runs.");
            }
        }
    }

    public static void Multi_instance_behaviors_are_complete(CheckRun run)
    {
        foreach (var loop in run.Model.All("multiInstanceLoopCharacteristics"))
        {
            var complete = loop.Text("behavior") switch
            {
                "One" => loop.Text("oneBehaviorEventRef") is not null,
                "None" => loop.Text("noneBehaviorEventRef") is not null,
                "Complex" => loop.Child("complexBehaviorDefinition") is not null,
                null or "All" => true,
                _ => false,
            };
            if (!complete)
            {
                run.Error(loop, "multi-instance-behavior",
                    $"多实例“{CheckRun.Label(loop.Parent)}”的行为 {loop.Text("behavior")} 没有指明要抛出的事件。",
                    $"The behaviour {loop.Text("behavior")} of the multi-instance “{CheckRun.Label(loop.Parent)}” names no "
                    + "event to throw.");
            }
        }
    }

    public static void Ad_hoc_sub_processes_hold_activities(CheckRun run)
    {
        foreach (var adHoc in run.Model.All("adHocSubProcess"))
        {
            foreach (var wrong in adHoc.Elements().Where(node => node.Kind() is "startEvent" or "endEvent" || IsChoreography(node)))
            {
                run.Error(wrong, "ad-hoc-content",
                    $"即席子流程“{CheckRun.Label(adHoc)}”中不能有开始事件、结束事件或编排活动：“{CheckRun.Label(wrong)}”。",
                    $"The ad-hoc sub-process “{CheckRun.Label(adHoc)}” cannot hold start events, end events or choreography activities: "
                    + $"“{CheckRun.Label(wrong)}”.");
            }

            if (!adHoc.Elements().Any(node => BpmnNames.Activities.Contains(node.Kind())))
            {
                run.Error(adHoc, "ad-hoc-empty",
                    $"即席子流程“{CheckRun.Label(adHoc)}”中没有任何活动。",
                    $"The ad-hoc sub-process “{CheckRun.Label(adHoc)}” has no activity.");
            }
        }
    }

    public static void Choreographies_stay_out_of_processes(CheckRun run)
    {
        foreach (var node in run.Model.All(BpmnNames.ChoreographyActivities))
        {
            var scope = BpmnModel.ScopeOf(node);
            if (scope?.Is("process") == true || BpmnNames.SubProcesses.Contains(scope?.Kind() ?? ""))
            {
                run.Error(node, "choreography-in-process",
                    $"编排活动“{CheckRun.Label(node)}”不能放在流程中。",
                    $"The choreography activity “{CheckRun.Label(node)}” cannot stand in a process.");
            }
        }
    }

    public static void Called_processes_can_be_started(CheckRun run)
    {
        foreach (var call in run.Model.All("callActivity"))
        {
            var id = call.Extension("calledElement").Text("processId");
            var called = id is null ? run.Model.Refer(call, "calledElement") : run.Model.Document.Find(id);
            var starts = called?.Is("process") == true ? called.Children("startEvent").ToArray() : [];
            if (starts.Length > 0 && starts.All(start => start.Elements().Any(IsTrigger)))
            {
                run.Error(call, "called-process-needs-plain-start",
                    $"调用活动“{CheckRun.Label(call)}”调用的流程“{CheckRun.Label(called)}”没有普通（无触发器）的开始事件，无法由调用启动。",
                    $"The process “{CheckRun.Label(called)}” that “{CheckRun.Label(call)}” calls has no start event without trigger, "
                    + "so a call cannot start it.");
            }
        }
    }

    private static bool IsTrigger(XElement child) => BpmnNames.EventDefinitions.Contains(child.Kind()) || child.Is("eventDefinitionRef");

    public static void Instantiating_receive_tasks_begin_a_process(CheckRun run)
    {
        foreach (var task in run.Model.All("receiveTask").Where(task => task.Flag("instantiate", false) && run.Model.Incoming(task).Any()))
        {
            run.Error(task, "instantiating-task-incoming",
                $"接收任务“{CheckRun.Label(task)}”用于启动流程（instantiate），不能有进入的顺序流。",
                $"The receive task “{CheckRun.Label(task)}” starts the process (instantiate) and cannot have incoming flows.");
        }
    }

    public static void Performers_are_told_in_one_way(CheckRun run)
    {
        foreach (var role in run.Model.All(["resourceRole", "performer", "humanPerformer", "potentialOwner"]))
        {
            if (role.Child("resourceAssignmentExpression") is not null
                && (role.Child("resourceRef") is not null || role.Child("resourceParameterBinding") is not null))
            {
                run.Error(role, "performer-told-twice",
                    $"执行人“{CheckRun.Label(role)}”既引用了资源，又用表达式指定；只能选一种。",
                    $"The performer “{CheckRun.Label(role)}” is told by a resource and by an expression; only one is possible.");
            }
        }
    }

    private static bool IsChoreography(XElement node) => BpmnNames.ChoreographyActivities.Contains(node.Kind());

    private static bool IsPositive(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 1;
}
