using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>Gateways: direction, choices, and what may stand behind an event-based gateway (BPMN 2.0 §10.6).</summary>
internal static class GatewayRules
{
    private static readonly HashSet<string> AwaitedKinds = new(StringComparer.Ordinal)
    {
        "messageEventDefinition", "timerEventDefinition", "signalEventDefinition", "conditionalEventDefinition",
    };

    public static void Directions_match_the_flows(CheckRun run)
    {
        foreach (var gateway in run.Model.All(BpmnNames.Gateways))
        {
            var (ins, outs) = (run.Model.Incoming(gateway).Count(), run.Model.Outgoing(gateway).Count());
            var fits = gateway.Text("gatewayDirection") switch
            {
                "Converging" => outs <= 1,
                "Diverging" => ins <= 1,
                "Mixed" => ins > 1 && outs > 1,
                _ => true,
            };
            if (!fits)
            {
                run.Error(gateway, "gateway-direction",
                    $"网关“{CheckRun.Label(gateway)}”的方向为 {gateway.Text("gatewayDirection")}，但有 {ins} 条进入、{outs} 条离开的顺序流。",
                    $"The gateway “{CheckRun.Label(gateway)}” is declared {gateway.Text("gatewayDirection")}, "
                    + $"but has {ins} incoming and {outs} outgoing flows.");
            }
        }
    }

    public static void Gateways_lead_somewhere(CheckRun run)
    {
        foreach (var gateway in run.Model.All(BpmnNames.Gateways))
        {
            if (!run.Model.Outgoing(gateway).Any())
            {
                run.Error(gateway, "gateway-without-outgoing",
                    $"网关“{CheckRun.Label(gateway)}”没有离开的顺序流。",
                    $"The gateway “{CheckRun.Label(gateway)}” has no outgoing sequence flow.");
            }
        }
    }

    public static void Gateways_split_or_join(CheckRun run)
    {
        foreach (var gateway in run.Model.All(BpmnNames.Gateways))
        {
            if (run.Model.Incoming(gateway).Count() <= 1 && run.Model.Outgoing(gateway).Count() == 1)
            {
                run.Warning(gateway, "gateway-without-effect",
                    $"网关“{CheckRun.Label(gateway)}”既不分支也不汇合，可以去掉。",
                    $"The gateway “{CheckRun.Label(gateway)}” neither splits nor joins anything and can be left out.");
            }
        }
    }

    public static void Choices_are_complete(CheckRun run)
    {
        foreach (var gateway in run.Model.All(["exclusiveGateway", "inclusiveGateway"]))
        {
            var outgoing = run.Model.Outgoing(gateway).ToArray();
            if (outgoing.Length < 2)
            {
                continue;
            }

            var standard = gateway.Text("default");
            foreach (var flow in outgoing.Where(flow => flow.Child("conditionExpression") is null && flow.Id() != standard))
            {
                run.Error(flow, "choice-without-condition",
                    $"“{CheckRun.Label(gateway)}”的路径“{CheckRun.Label(flow)}”没有条件；请填写条件，或把它设为默认路径。",
                    $"The path “{CheckRun.Label(flow)}” of “{CheckRun.Label(gateway)}” has no condition; give it one or make "
                    + "it the default.");
            }

            if (standard is null)
            {
                run.Warning(gateway, "choice-without-default",
                    $"网关“{CheckRun.Label(gateway)}”没有默认路径；如果没有条件成立，流程会停下并报告故障。",
                    $"The gateway “{CheckRun.Label(gateway)}” has no default path; when no condition holds, the process stops "
                    + "with an incident.");
            }
        }
    }

    public static void Event_gateways_wait_for_events(CheckRun run)
    {
        foreach (var gateway in run.Model.All("eventBasedGateway"))
        {
            var outgoing = run.Model.Outgoing(gateway).ToArray();
            if (outgoing.Length < 2)
            {
                run.Error(gateway, "event-gateway-one-path",
                    $"事件网关“{CheckRun.Label(gateway)}”至少需要两条离开的路径。",
                    $"The event-based gateway “{CheckRun.Label(gateway)}” needs at least two outgoing paths.");
            }

            var targets = outgoing.Select(flow => run.Model.Refer(flow, "targetRef")).OfType<XElement>().ToArray();
            foreach (var target in targets)
            {
                CheckTarget(run, gateway, target);
            }

            if (targets.Any(target => target.Is("receiveTask")) && targets.Any(target => IsMessageCatch(run, target)))
            {
                run.Error(gateway, "event-gateway-mixed-messages",
                    $"事件网关“{CheckRun.Label(gateway)}”之后不能同时使用接收任务和消息中间事件。",
                    $"Behind the event-based gateway “{CheckRun.Label(gateway)}”, receive tasks and message events cannot be mixed.");
            }
        }
    }

    private static bool IsMessageCatch(CheckRun run, XElement target) =>
        target.Is("intermediateCatchEvent")
        && run.Model.EventDefinitions(target).Any(definition => definition.Is("messageEventDefinition"));

    private static void CheckTarget(CheckRun run, XElement gateway, XElement target)
    {
        var definitions = run.Model.EventDefinitions(target);
        var waits = target.Is("receiveTask")
            || (target.Is("intermediateCatchEvent") && definitions.Count > 0
                && definitions.All(definition => AwaitedKinds.Contains(definition.Kind())));
        if (!waits)
        {
            run.Error(target, "event-gateway-target",
                $"事件网关“{CheckRun.Label(gateway)}”之后的“{CheckRun.Label(target)}”不是可等待的事件（消息、定时、信号、条件）或接收任务。",
                $"“{CheckRun.Label(target)}” behind the event-based gateway “{CheckRun.Label(gateway)}” is neither an event to wait for "
                + "(message, timer, signal, condition) nor a receive task.");
        }

        if (run.Model.Incoming(target).Count() > 1)
        {
            run.Error(target, "event-gateway-target-shared",
                $"“{CheckRun.Label(target)}”位于事件网关“{CheckRun.Label(gateway)}”之后，不能再有其他进入的顺序流。",
                $"“{CheckRun.Label(target)}” stands behind the event-based gateway “{CheckRun.Label(gateway)}” "
                + "and cannot have other incoming flows.");
        }

        if (target.Is("receiveTask")
            && run.Model.All("boundaryEvent").Any(boundary => run.Model.Refer(boundary, "attachedToRef") == target))
        {
            run.Error(target, "event-gateway-target-boundary",
                $"事件网关之后的接收任务“{CheckRun.Label(target)}”不能带边界事件。",
                $"The receive task “{CheckRun.Label(target)}” behind an event-based gateway cannot have boundary events.");
        }
    }

    public static void Instantiating_gateways_begin_a_process(CheckRun run)
    {
        foreach (var gateway in run.Model.All("eventBasedGateway"))
        {
            var instantiates = gateway.Flag("instantiate", false);
            if (instantiates && run.Model.Incoming(gateway).Any())
            {
                run.Error(gateway, "instantiating-gateway-incoming",
                    $"事件网关“{CheckRun.Label(gateway)}”用于启动流程，不能有进入的顺序流。",
                    $"The event-based gateway “{CheckRun.Label(gateway)}” starts the process and cannot have incoming flows.");
            }

            if (!instantiates && gateway.Text("eventGatewayType") == "Parallel")
            {
                run.Error(gateway, "parallel-event-gateway",
                    $"并行事件网关“{CheckRun.Label(gateway)}”只能用来启动流程（instantiate=\"true\"）。",
                    $"The parallel event-based gateway “{CheckRun.Label(gateway)}” can only start a process (instantiate=\"true\").");
            }
        }
    }
}
