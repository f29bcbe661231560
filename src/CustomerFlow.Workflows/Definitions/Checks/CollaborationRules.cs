using System.Globalization;
using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>Pools and message flows (BPMN 2.0 §9.2, §9.3).</summary>
internal static class CollaborationRules
{
    public static void Message_flows_connect_participants(CheckRun run)
    {
        foreach (var flow in run.Model.All("messageFlow"))
        {
            foreach (var attribute in new[] { "sourceRef", "targetRef" })
            {
                var end = run.Model.Refer(flow, attribute);
                if (run.Model.Document.LocalId(flow, flow.Text(attribute)) is null && flow.Text(attribute) is not null)
                {
                    continue;
                }

                if (end is null || !CanExchangeMessages(end))
                {
                    run.Error(flow, "message-flow-end",
                        $"消息流“{CheckRun.Label(flow)}”的一端“{flow.Text(attribute)}”不是参与者、活动或事件。",
                        $"The message flow “{CheckRun.Label(flow)}” has the end “{flow.Text(attribute)}”, "
                        + "which is not a participant, activity or event.");
                }
            }
        }
    }

    private static bool CanExchangeMessages(XElement end) => end.Is("participant") || BpmnNames.Activities.Contains(end.Kind())
        || BpmnNames.Events.Contains(end.Kind()) || end.Kind() is "conversation" or "subConversation" or "callConversation";

    public static void Message_flows_cross_between_pools(CheckRun run)
    {
        var pools = run.Model.All("participant").Where(participant => participant.Text("processRef") is not null)
            .ToLookup(participant => run.Model.Refer(participant, "processRef"));
        foreach (var flow in run.Model.All("messageFlow"))
        {
            var source = PoolOf(run, flow, "sourceRef", pools);
            if (source is not null && source == PoolOf(run, flow, "targetRef", pools))
            {
                run.Error(flow, "message-flow-within-pool",
                    $"消息流“{CheckRun.Label(flow)}”的两端在同一个池“{CheckRun.Label(source)}”中；池内请用顺序流。",
                    $"Both ends of the message flow “{CheckRun.Label(flow)}” lie in the pool “{CheckRun.Label(source)}”; "
                    + "use a sequence flow there.");
            }
        }
    }

    private static XElement? PoolOf(CheckRun run, XElement flow, string attribute, ILookup<XElement?, XElement> pools)
    {
        var end = run.Model.Refer(flow, attribute);
        if (end is null || end.Is("participant"))
        {
            return end;
        }

        return BpmnModel.ProcessOf(end) is { } process ? pools[process].FirstOrDefault() : null;
    }

    public static void Events_send_or_receive_by_their_nature(CheckRun run)
    {
        foreach (var flow in run.Model.All("messageFlow"))
        {
            if (run.Model.Refer(flow, "sourceRef") is { } source && BpmnNames.CatchEvents.Contains(source.Kind()))
            {
                run.Error(flow, "message-flow-from-catch",
                    $"消息流“{CheckRun.Label(flow)}”从“{CheckRun.Label(source)}”发出，但这个事件只能接收消息。",
                    $"The message flow “{CheckRun.Label(flow)}” leaves “{CheckRun.Label(source)}”, an event that can only receive.");
            }

            if (run.Model.Refer(flow, "targetRef") is { } target && BpmnNames.ThrowEvents.Contains(target.Kind()))
            {
                run.Error(flow, "message-flow-to-throw",
                    $"消息流“{CheckRun.Label(flow)}”指向“{CheckRun.Label(target)}”，但这个事件只能发送消息。",
                    $"The message flow “{CheckRun.Label(flow)}” leads to “{CheckRun.Label(target)}”, an event that can only send.");
            }
        }
    }

    public static void Events_with_message_flows_are_message_events(CheckRun run)
    {
        foreach (var flow in run.Model.All("messageFlow"))
        {
            foreach (var attribute in new[] { "sourceRef", "targetRef" })
            {
                if (run.Model.Refer(flow, attribute) is { } node && BpmnNames.Events.Contains(node.Kind())
                    && !run.Model.EventDefinitions(node).Any(definition => definition.Is("messageEventDefinition")))
                {
                    run.ErrorOutsideCamunda8(node, "message-flow-without-message-event",
                        $"事件“{CheckRun.Label(node)}”连接了消息流，但不是消息事件。",
                        $"The event “{CheckRun.Label(node)}” has a message flow, but is not a message event.");
                }
            }
        }
    }

    public static void Multiplicities_are_ranges(CheckRun run)
    {
        foreach (var multiplicity in run.Model.All("participantMultiplicity"))
        {
            var minimum = Number(multiplicity.Text("minimum"), 0);
            var maximum = Number(multiplicity.Text("maximum"), 1);
            if (minimum is null || maximum is null || minimum < 0 || maximum < 1 || minimum > maximum)
            {
                run.Error(multiplicity, "multiplicity-range",
                    $"参与者“{CheckRun.Label(multiplicity.Parent)}”的数量范围 {multiplicity.Text("minimum")} 到 {multiplicity.Text("maximum")} 不成立。",
                    $"The participant “{CheckRun.Label(multiplicity.Parent)}” has the multiplicity {multiplicity.Text("minimum")} to "
                    + $"{multiplicity.Text("maximum")}, which is not a range.");
            }
        }
    }

    public static void Choreography_tasks_name_their_participants(CheckRun run)
    {
        foreach (var task in run.Model.All("choreographyTask"))
        {
            var participants = task.Children("participantRef").Select(item => item.Value.Trim()).ToArray();
            if (participants.Length != 2 || participants.Distinct().Count() != 2
                || !participants.Contains(task.Text("initiatingParticipantRef")))
            {
                run.Error(task, "choreography-participants",
                    $"编排任务“{CheckRun.Label(task)}”必须有两个不同的参与者，发起者是其中之一。",
                    $"The choreography task “{CheckRun.Label(task)}” needs two different participants, one of which initiates it.");
            }
        }
    }

    private static int? Number(string? text, int otherwise) =>
        text is null ? otherwise
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
