using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>Arrows: where they may begin and end, and which of them may have a condition (BPMN 2.0 §8.3.13).</summary>
internal static class SequenceFlowRules
{
    public static void Flows_connect_flow_nodes(CheckRun run)
    {
        foreach (var flow in run.Model.All("sequenceFlow"))
        {
            CheckEnd(run, flow, "sourceRef", "flow-without-source", "起点", "source");
            CheckEnd(run, flow, "targetRef", "flow-without-target", "终点", "target");
        }
    }

    private static void CheckEnd(CheckRun run, XElement flow, string attribute, string rule, string zhEnd, string enEnd)
    {
        if (run.Model.Refer(flow, attribute) is not { } end)
        {
            run.Error(flow, rule,
                $"顺序流“{CheckRun.Label(flow)}”的{zhEnd}“{flow.Text(attribute)}”不存在。",
                $"The sequence flow “{CheckRun.Label(flow)}” has the {enEnd} “{flow.Text(attribute)}”, which does not exist.");
        }
        else if (!BpmnNames.FlowNodes.Contains(end.Kind()))
        {
            run.Error(flow, rule,
                $"顺序流“{CheckRun.Label(flow)}”的{zhEnd}“{CheckRun.Label(end)}”不是活动、事件或网关。",
                $"The sequence flow “{CheckRun.Label(flow)}” has the {enEnd} “{CheckRun.Label(end)}”, "
                + "which is not an activity, event or gateway.");
        }
    }

    public static void Flows_stay_in_their_scope(CheckRun run)
    {
        foreach (var flow in run.Model.All("sequenceFlow"))
        {
            if (run.Model.Refer(flow, "sourceRef") is { } source && run.Model.Refer(flow, "targetRef") is { } target
                && BpmnModel.ScopeOf(source) != BpmnModel.ScopeOf(target))
            {
                run.Error(flow, "flow-crosses-border",
                    $"顺序流“{CheckRun.Label(flow)}”从“{CheckRun.Label(source)}”到“{CheckRun.Label(target)}”，越过了子流程或流程的边界。",
                    $"The sequence flow “{CheckRun.Label(flow)}” leads from “{CheckRun.Label(source)}” to “{CheckRun.Label(target)}” "
                    + "across the border of a sub-process or process.");
            }
        }
    }

    /// <summary>A node lists its flows a second time; where the lists disagree with the flows, nobody knows what was drawn.</summary>
    public static void Lists_of_flows_match_the_flows(CheckRun run)
    {
        foreach (var process in run.Model.All("process"))
        {
            var nodes = process.Descendants()
                .Where(element => BpmnNames.FlowNodes.Contains(element.Kind()) && element.Id() is not null).ToArray();
            if (nodes.Any(node => node.Child("incoming") is not null || node.Child("outgoing") is not null))
            {
                foreach (var node in nodes)
                {
                    CompareList(run, node, "incoming", run.Model.Incoming(node));
                    CompareList(run, node, "outgoing", run.Model.Outgoing(node));
                }
            }
        }
    }

    private static void CompareList(CheckRun run, XElement node, string list, IEnumerable<XElement> flows)
    {
        var listed = node.Children(list).Select(item => run.Model.Document.LocalId(item, item.Value.Trim()) ?? "").ToHashSet();
        var drawn = flows.Select(flow => flow.Id() ?? "").ToHashSet();
        if (!listed.SetEquals(drawn))
        {
            listed.SymmetricExceptWith(drawn);
            var differing = string.Join(", ", listed);
            run.Error(node, "flow-lists-differ",
                $"元素“{CheckRun.Label(node)}”登记的 {list} 与实际顺序流不一致：{differing}。",
                $"What “{CheckRun.Label(node)}” lists as {list} does not match the sequence flows: {differing}.");
        }
    }

    public static void Start_events_have_no_incoming_flow(CheckRun run)
    {
        foreach (var start in run.Model.All("startEvent").Where(start => run.Model.Incoming(start).Any()))
        {
            run.Error(start, "start-with-incoming",
                $"开始事件“{CheckRun.Label(start)}”不能有进入的顺序流。",
                $"The start event “{CheckRun.Label(start)}” cannot have an incoming sequence flow.");
        }
    }

    public static void End_events_have_no_outgoing_flow(CheckRun run)
    {
        foreach (var end in run.Model.All("endEvent").Where(end => run.Model.Outgoing(end).Any()))
        {
            run.Error(end, "end-with-outgoing",
                $"结束事件“{CheckRun.Label(end)}”不能有离开的顺序流。",
                $"The end event “{CheckRun.Label(end)}” cannot have an outgoing sequence flow.");
        }
    }

    public static void Event_sub_processes_have_no_flows(CheckRun run)
    {
        foreach (var sub in run.Model.All("subProcess").Where(BpmnModel.IsEventSubProcess))
        {
            if (run.Model.Incoming(sub).Any() || run.Model.Outgoing(sub).Any())
            {
                run.Error(sub, "event-sub-process-with-flow",
                    $"事件子流程“{CheckRun.Label(sub)}”由事件启动，不能连接顺序流。",
                    $"The event sub-process “{CheckRun.Label(sub)}” is started by its event and cannot be connected by sequence flows.");
            }
        }
    }

    public static void Conditions_stand_where_they_are_evaluated(CheckRun run)
    {
        foreach (var flow in run.Model.All("sequenceFlow").Where(flow => flow.Child("conditionExpression") is not null))
        {
            var source = run.Model.Refer(flow, "sourceRef");
            if (source?.Kind() == "parallelGateway")
            {
                run.Warning(flow, "condition-ignored",
                    $"并行网关“{CheckRun.Label(source)}”之后的条件不起作用：所有路径都会执行。",
                    $"The condition behind the parallel gateway “{CheckRun.Label(source)}” has no effect: all paths are taken.");
            }
            else if (source?.Kind() == "eventBasedGateway" || BpmnNames.Events.Contains(source?.Kind() ?? ""))
            {
                run.Error(flow, "condition-not-allowed",
                    $"顺序流“{CheckRun.Label(flow)}”从“{CheckRun.Label(source)}”出发，不能带条件：事件和事件网关之后的路径不按条件选择。",
                    $"The sequence flow “{CheckRun.Label(flow)}” leaves “{CheckRun.Label(source)}” and cannot have a condition: "
                    + "events and event-based gateways do not choose by conditions.");
            }
        }
    }

    public static void Default_flows_leave_their_element(CheckRun run)
    {
        var nodes = run.Model.All([.. BpmnNames.Gateways, .. BpmnNames.Activities]);
        foreach (var node in nodes.Where(node => node.Text("default") is not null))
        {
            var flow = run.Model.Refer(node, "default");
            if (flow is null || !run.Model.Outgoing(node).Contains(flow))
            {
                run.Error(node, "default-flow-elsewhere",
                    $"“{CheckRun.Label(node)}”的默认路径“{node.Text("default")}”不是从它出发的顺序流。",
                    $"The default flow “{node.Text("default")}” of “{CheckRun.Label(node)}” does not leave it.");
            }
            else if (flow.Child("conditionExpression") is not null)
            {
                run.Error(flow, "default-flow-with-condition",
                    $"默认路径“{CheckRun.Label(flow)}”不能带条件：其他条件都不成立时才走它。",
                    $"The default flow “{CheckRun.Label(flow)}” cannot have a condition: it is taken when no other condition holds.");
            }

            if (node.Kind() is "parallelGateway" or "eventBasedGateway")
            {
                run.Error(node, "default-flow-not-allowed",
                    $"“{CheckRun.Label(node)}”不按条件选择路径，不能有默认路径。",
                    $"“{CheckRun.Label(node)}” does not choose by conditions and cannot have a default flow.");
            }
        }
    }

    public static void Conditional_activities_have_another_way_out(CheckRun run)
    {
        foreach (var activity in run.Model.All(BpmnNames.Activities))
        {
            if (run.Model.Outgoing(activity).ToArray() is [var only] && only.Child("conditionExpression") is not null)
            {
                run.Error(only, "condition-without-alternative",
                    $"“{CheckRun.Label(activity)}”只有一条出路，而且带条件；条件不成立时流程会停在这里。请再画一条路径。",
                    $"The only way out of “{CheckRun.Label(activity)}” has a condition; the process would stop here when it does not hold. "
                    + "Draw a second way out.");
            }
        }
    }
}
