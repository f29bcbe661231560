using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>Boundary events and compensation (BPMN 2.0 §10.5.4, §10.5.6).</summary>
internal static class BoundaryRules
{
    public static void Boundary_events_sit_on_activities(CheckRun run)
    {
        foreach (var boundary in run.Model.All("boundaryEvent"))
        {
            var activity = run.Model.Refer(boundary, "attachedToRef");
            if (activity is null || !BpmnNames.Activities.Contains(activity.Kind()))
            {
                run.Error(boundary, "boundary-not-attached",
                    $"边界事件“{CheckRun.Label(boundary)}”没有附着在任何活动上。",
                    $"The boundary event “{CheckRun.Label(boundary)}” is not attached to an activity.");
            }
            else if (BpmnModel.ScopeOf(activity) != BpmnModel.ScopeOf(boundary))
            {
                run.Error(boundary, "boundary-in-other-scope",
                    $"边界事件“{CheckRun.Label(boundary)}”和它所附着的“{CheckRun.Label(activity)}”不在同一层。",
                    $"The boundary event “{CheckRun.Label(boundary)}” and its activity “{CheckRun.Label(activity)}” are not in "
                    + "the same scope.");
            }
            else if (BpmnModel.IsEventSubProcess(activity))
            {
                run.Error(boundary, "boundary-on-event-sub-process",
                    $"边界事件“{CheckRun.Label(boundary)}”不能附着在事件子流程上。",
                    $"The boundary event “{CheckRun.Label(boundary)}” cannot be attached to an event sub-process.");
            }
        }
    }

    public static void Boundary_events_only_lead_out(CheckRun run)
    {
        foreach (var boundary in run.Model.All("boundaryEvent"))
        {
            if (run.Model.Incoming(boundary).Any())
            {
                run.Error(boundary, "boundary-with-incoming",
                    $"边界事件“{CheckRun.Label(boundary)}”不能有进入的顺序流。",
                    $"The boundary event “{CheckRun.Label(boundary)}” cannot have an incoming sequence flow.");
            }

            var compensates = Compensates(run, boundary);
            if (compensates && run.Model.Outgoing(boundary).Any())
            {
                run.Error(boundary, "compensation-with-flow",
                    $"补偿边界事件“{CheckRun.Label(boundary)}”不能有离开的顺序流；请用关联线连接补偿活动。",
                    $"The compensation event “{CheckRun.Label(boundary)}” cannot have an outgoing flow; connect its handler by "
                    + "an association.");
            }
            else if (!compensates && !run.Model.Outgoing(boundary).Any())
            {
                run.Error(boundary, "boundary-without-outgoing",
                    $"边界事件“{CheckRun.Label(boundary)}”没有离开的顺序流，触发后无处可去。",
                    $"The boundary event “{CheckRun.Label(boundary)}” has no outgoing flow, so nothing happens after it.");
            }
        }
    }

    public static void Cancel_events_watch_transactions(CheckRun run)
    {
        foreach (var boundary in run.Model.All("boundaryEvent"))
        {
            if (run.Model.EventDefinitions(boundary).Any(definition => definition.Is("cancelEventDefinition"))
                && run.Model.Refer(boundary, "attachedToRef")?.Is("transaction") != true)
            {
                run.Error(boundary, "cancel-outside-transaction",
                    $"取消边界事件“{CheckRun.Label(boundary)}”只能附着在事务子流程上。",
                    $"The cancel event “{CheckRun.Label(boundary)}” can only be attached to a transaction.");
            }
        }
    }

    public static void Compensation_events_have_one_handler(CheckRun run)
    {
        var associations = run.Model.All("association").ToLookup(association => run.Model.Refer(association, "sourceRef"));
        foreach (var boundary in run.Model.All("boundaryEvent").Where(boundary => Compensates(run, boundary)))
        {
            var targets = associations[boundary].Select(association => run.Model.Refer(association, "targetRef")).OfType<XElement>()
                .Where(target => BpmnNames.Activities.Contains(target.Kind())).ToArray();
            if (targets.Length != 1)
            {
                run.Error(boundary, "compensation-handler-missing",
                    $"补偿事件“{CheckRun.Label(boundary)}”必须用关联线连接恰好一个补偿活动，现在是 {targets.Length} 个。",
                    $"The compensation event “{CheckRun.Label(boundary)}” must be associated with exactly one activity; it has "
                    + $"{targets.Length}.");
            }
            else if (!targets[0].Flag("isForCompensation", false))
            {
                run.Error(targets[0], "compensation-handler-unmarked",
                    $"“{CheckRun.Label(targets[0])}”与补偿事件关联，但没有标记为补偿活动（isForCompensation）。",
                    $"“{CheckRun.Label(targets[0])}” is associated with a compensation event but not marked as for "
                    + "compensation (isForCompensation).");
            }
        }
    }

    public static void Compensation_activities_stand_apart(CheckRun run)
    {
        foreach (var activity in run.Model.All(BpmnNames.Activities).Where(activity => activity.Flag("isForCompensation", false)))
        {
            if (run.Model.Incoming(activity).Any() || run.Model.Outgoing(activity).Any())
            {
                run.Error(activity, "compensation-activity-in-flow",
                    $"补偿活动“{CheckRun.Label(activity)}”不在正常流程中，不能连接顺序流。",
                    $"The compensation activity “{CheckRun.Label(activity)}” is outside the normal flow and cannot have sequence flows.");
            }
        }
    }

    public static void Compensation_throws_name_an_activity_in_reach(CheckRun run)
    {
        var named = run.Model.All("compensateEventDefinition").Where(definition => definition.Text("activityRef") is not null);
        foreach (var definition in named)
        {
            if (run.Model.Refer(definition, "activityRef") is not { } activity || !BpmnNames.Activities.Contains(activity.Kind()))
            {
                run.Error(definition, "compensation-activity-unknown",
                    $"补偿事件引用的活动“{definition.Text("activityRef")}”不存在。",
                    $"The activity “{definition.Text("activityRef")}” that is to be compensated does not exist.");
            }
        }
    }

    private static bool Compensates(CheckRun run, XElement boundary) =>
        run.Model.EventDefinitions(boundary).Any(definition => definition.Is("compensateEventDefinition"));
}
