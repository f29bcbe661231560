using System.Collections.Frozen;
using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>Which triggers an event may have where it stands (BPMN 2.0 §10.5, table 10.93), and its place in the flow.</summary>
internal static class EventRules
{
    private const string NoTrigger = "none";

    /// <summary>Place of an event to the triggers that it may have there; the rows of the standard's table.</summary>
    private static readonly FrozenDictionary<string, string[]> Allowed = new Dictionary<string, string[]>
    {
        ["startEvent"] = [NoTrigger, "message", "timer", "conditional", "signal"],
        ["startEvent in a sub-process"] = [NoTrigger],
        ["startEvent of an event sub-process"] = ["message", "timer", "conditional", "signal", "escalation", "error", "compensate"],
        ["non-interrupting startEvent of an event sub-process"] = ["message", "timer", "conditional", "signal", "escalation"],
        ["intermediateCatchEvent"] = ["message", "timer", "conditional", "signal", "link"],
        ["intermediateThrowEvent"] = [NoTrigger, "message", "signal", "escalation", "compensate", "link"],
        ["endEvent"] = [NoTrigger, "message", "signal", "escalation", "error", "compensate", "cancel", "terminate"],
        ["boundaryEvent"] = ["message", "timer", "conditional", "signal", "escalation", "error", "compensate", "cancel"],
        ["non-interrupting boundaryEvent"] = ["message", "timer", "conditional", "signal", "escalation"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string Zh, string En)> Names = new Dictionary<string, (string Zh, string En)>
    {
        ["message"] = ("消息", "a message"),
        ["timer"] = ("定时", "a timer"),
        ["conditional"] = ("条件", "a condition"),
        ["signal"] = ("信号", "a signal"),
        ["link"] = ("链接", "a link"),
        ["escalation"] = ("升级", "an escalation"),
        ["error"] = ("错误", "an error"),
        ["compensate"] = ("补偿", "a compensation"),
        ["cancel"] = ("取消", "a cancellation"),
        ["terminate"] = ("终止", "a termination"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string Zh, string En)> Places = new Dictionary<string, (string Zh, string En)>
    {
        ["startEvent"] = ("流程的开始事件", "a start event of a process"),
        ["startEvent in a sub-process"] = ("子流程的开始事件", "a start event of a sub-process"),
        ["startEvent of an event sub-process"] = ("事件子流程的开始事件", "a start event of an event sub-process"),
        ["non-interrupting startEvent of an event sub-process"] =
            ("事件子流程的非中断开始事件", "a non-interrupting start event of an event sub-process"),
        ["intermediateCatchEvent"] = ("中间捕获事件", "an intermediate catching event"),
        ["intermediateThrowEvent"] = ("中间抛出事件", "an intermediate throwing event"),
        ["endEvent"] = ("结束事件", "an end event"),
        ["boundaryEvent"] = ("边界事件", "a boundary event"),
        ["non-interrupting boundaryEvent"] = ("非中断边界事件", "a non-interrupting boundary event"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void Triggers_fit_their_place(CheckRun run)
    {
        foreach (var node in run.Model.All(Places.Keys.Where(BpmnNames.Events.Contains)))
        {
            var place = PlaceOf(node);
            var definitions = run.Model.EventDefinitions(node);
            var triggers = definitions.Count == 0 ? [NoTrigger] : definitions.Select(TriggerOf).Distinct();
            foreach (var trigger in triggers.Where(trigger => !Allowed[place].Contains(trigger)))
            {
                // A reference that leads nowhere has a rule of its own.
                if (trigger == NoTrigger && node.Child("eventDefinitionRef") is not null)
                {
                    continue;
                }

                run.Error(node, "event-trigger-not-allowed",
                    trigger == NoTrigger
                        ? $"“{CheckRun.Label(node)}”是{Places[place].Zh}，必须指定触发方式。"
                        : $"“{CheckRun.Label(node)}”是{Places[place].Zh}，不能使用“{Names[trigger].Zh}”类型。",
                    trigger == NoTrigger
                        ? $"“{CheckRun.Label(node)}” is {Places[place].En} and needs a trigger."
                        : $"“{CheckRun.Label(node)}” is {Places[place].En} and cannot have {Names[trigger].En}.");
            }
        }
    }

    public static string TriggerOf(XElement definition) => definition.Kind().Replace("EventDefinition", "", StringComparison.Ordinal);

    private static string PlaceOf(XElement node)
    {
        var kind = node.Kind();
        if (kind == "startEvent" && BpmnModel.ScopeOf(node) is { } scope && !scope.Is("process") && !scope.Is("choreography"))
        {
            return !BpmnModel.IsEventSubProcess(scope) ? "startEvent in a sub-process"
                : node.Flag("isInterrupting", true) ? "startEvent of an event sub-process"
                : "non-interrupting startEvent of an event sub-process";
        }

        return kind == "boundaryEvent" && !node.Flag("cancelActivity", true) ? "non-interrupting boundaryEvent" : kind;
    }

    public static void Start_and_end_belong_together(CheckRun run)
    {
        foreach (var scope in run.Model.All(["process", "subProcess", "transaction"]))
        {
            var (starts, ends) = (scope.Child("startEvent") is not null, scope.Child("endEvent") is not null);
            if (starts && !ends)
            {
                run.ErrorOutsideCamunda8(scope, "end-event-missing",
                    $"“{CheckRun.Label(scope)}”有开始事件但没有结束事件。",
                    $"“{CheckRun.Label(scope)}” has a start event but no end event.");
            }
            else if (ends && !starts && !HasOtherStart(scope))
            {
                run.Error(scope, "start-event-missing",
                    $"“{CheckRun.Label(scope)}”有结束事件但没有开始事件。",
                    $"“{CheckRun.Label(scope)}” has an end event but no start event.");
            }
        }
    }

    private static bool HasOtherStart(XElement scope) =>
        scope.Elements().Any(node => node.Kind() is "receiveTask" or "eventBasedGateway" && node.Flag("instantiate", false));

    public static void Event_sub_processes_have_one_start(CheckRun run)
    {
        foreach (var sub in run.Model.All("subProcess").Where(BpmnModel.IsEventSubProcess))
        {
            var starts = sub.Children("startEvent").Count();
            if (starts != 1)
            {
                run.Error(sub, "event-sub-process-start",
                    $"事件子流程“{CheckRun.Label(sub)}”必须恰好有一个开始事件，现在有 {starts} 个。",
                    $"The event sub-process “{CheckRun.Label(sub)}” must have exactly one start event; it has {starts}.");
            }
        }
    }

    public static void Scopes_have_something_to_do(CheckRun run)
    {
        foreach (var process in run.Model.All("process").Where(BpmnModel.IsExecutable))
        {
            if (!process.Elements().Any(node => BpmnNames.FlowNodes.Contains(node.Kind())))
            {
                run.Error(process, "process-empty",
                    $"流程“{CheckRun.Label(process)}”中没有任何步骤。",
                    $"The process “{CheckRun.Label(process)}” has no steps.");
            }
        }
    }

    public static void Sub_processes_have_something_to_do(CheckRun run)
    {
        foreach (var sub in run.Model.All(["subProcess", "transaction"]))
        {
            if (!sub.Elements().Any(node => BpmnNames.FlowNodes.Contains(node.Kind())))
            {
                run.Warning(sub, "sub-process-empty",
                    $"子流程“{CheckRun.Label(sub)}”中没有任何步骤，会被直接跳过。",
                    $"The sub-process “{CheckRun.Label(sub)}” has no steps and is passed through at once.");
            }
        }
    }

    public static void Intermediate_events_are_in_the_flow(CheckRun run)
    {
        foreach (var node in run.Model.All(["intermediateCatchEvent", "intermediateThrowEvent"]))
        {
            var link = run.Model.EventDefinitions(node).Any(definition => definition.Is("linkEventDefinition"));
            var (jumpsTo, jumpsFrom) = (link && node.Is("intermediateCatchEvent"), link && node.Is("intermediateThrowEvent"));
            CheckFlow(run, node, run.Model.Incoming(node).Any(), wanted: !jumpsTo, "incoming", "进入");
            CheckFlow(run, node, run.Model.Outgoing(node).Any(), wanted: !jumpsFrom, "outgoing", "离开");
        }
    }

    private static void CheckFlow(CheckRun run, XElement node, bool has, bool wanted, string en, string zh)
    {
        if (has && !wanted)
        {
            run.Error(node, $"link-with-{en}",
                $"链接事件“{CheckRun.Label(node)}”不能有{zh}的顺序流：跳转代替了它。",
                $"The link event “{CheckRun.Label(node)}” cannot have an {en} sequence flow: the jump takes its place.");
        }
        else if (!has && wanted && BpmnModel.ScopeOf(node)?.Is("adHocSubProcess") != true)
        {
            run.Error(node, $"event-without-{en}",
                $"中间事件“{CheckRun.Label(node)}”没有{zh}的顺序流。",
                $"The intermediate event “{CheckRun.Label(node)}” has no {en} sequence flow.");
        }
    }

    public static void Cancel_ends_stand_in_transactions(CheckRun run)
    {
        foreach (var end in run.Model.All("endEvent"))
        {
            if (run.Model.EventDefinitions(end).Any(definition => definition.Is("cancelEventDefinition"))
                && BpmnModel.ScopeOf(end)?.Is("transaction") != true)
            {
                run.Error(end, "cancel-outside-transaction",
                    $"取消结束事件“{CheckRun.Label(end)}”只能放在事务子流程中。",
                    $"The cancel end event “{CheckRun.Label(end)}” can only stand in a transaction.");
            }
        }
    }
}
