using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>Whether every step can be reached and leads on (BPMN 2.0 §10.5.2, §10.5.3).</summary>
internal static class ReachabilityRules
{
    public static void Steps_are_connected(CheckRun run)
    {
        foreach (var scope in run.Model.All(["process", "subProcess", "transaction"]))
        {
            var (hasStart, hasEnd) = (scope.Child("startEvent") is not null, scope.Child("endEvent") is not null);
            foreach (var node in scope.Elements().Where(node => StandsInTheFlow(run, node)))
            {
                if (hasStart && !run.Model.Incoming(node).Any() && !BeginsByItself(node))
                {
                    run.Error(node, "element-without-incoming",
                        $"“{CheckRun.Label(node)}”没有进入的顺序流，永远不会执行。",
                        $"“{CheckRun.Label(node)}” has no incoming sequence flow, so it would never run.");
                }

                if (hasEnd && !run.Model.Outgoing(node).Any() && !node.Is("endEvent"))
                {
                    run.ErrorOutsideCamunda8(node, "element-without-outgoing",
                        $"“{CheckRun.Label(node)}”没有离开的顺序流，不通向结束事件。",
                        $"“{CheckRun.Label(node)}” has no outgoing sequence flow and does not lead to an end event.");
                }
            }
        }
    }

    // Intermediate and boundary events have rules of their own, compensation and event sub-processes no flows at all.
    private static bool StandsInTheFlow(CheckRun run, XElement node) =>
        (BpmnNames.Activities.Contains(node.Kind()) || BpmnNames.Gateways.Contains(node.Kind())
            || node.Kind() is "startEvent" or "endEvent")
        && !node.Flag("isForCompensation", false) && !BpmnModel.IsEventSubProcess(node) && run.Model.EventDefinitions(node).All(IsNoLink);

    private static bool IsNoLink(XElement definition) => !definition.Is("linkEventDefinition");

    private static bool BeginsByItself(XElement node) =>
        node.Is("startEvent") || (node.Kind() is "receiveTask" or "eventBasedGateway" && node.Flag("instantiate", false));

    public static void Steps_can_be_reached(CheckRun run)
    {
        foreach (var scope in run.Model.All(["process", "subProcess", "transaction"]).Where(scope => scope.Child("startEvent") is not null))
        {
            var nodes = scope.Elements().Where(node => BpmnNames.FlowNodes.Contains(node.Kind())).ToArray();
            var reached = Reached(run, nodes);
            // What nothing leads to is an error of its own; here are circles that nothing enters.
            foreach (var lost in nodes.Where(node => !reached.Contains(node) && run.Model.Incoming(node).Any()))
            {
                run.Warning(lost, "element-unreachable",
                    $"从开始事件出发无法到达“{CheckRun.Label(lost)}”。",
                    $"“{CheckRun.Label(lost)}” cannot be reached from a start event.");
            }
        }
    }

    private static HashSet<XElement> Reached(CheckRun run, XElement[] nodes)
    {
        var boundaries = nodes.Where(node => node.Is("boundaryEvent")).ToLookup(node => run.Model.Refer(node, "attachedToRef"));
        var linkTargets = nodes.Where(node => node.Is("intermediateCatchEvent"))
            .ToLookup(node => LinkName(run, node), StringComparer.Ordinal);
        var reached = new HashSet<XElement>();
        var open = new Stack<XElement>(nodes.Where(node => BeginsByItself(node) || BpmnModel.IsEventSubProcess(node)));
        while (open.TryPop(out var node))
        {
            if (!reached.Add(node))
            {
                continue;
            }

            var next = run.Model.Outgoing(node).Select(flow => run.Model.Refer(flow, "targetRef")).OfType<XElement>()
                .Concat(boundaries[node])
                .Concat(LinkName(run, node) is { } link && node.Is("intermediateThrowEvent") ? linkTargets[link] : []);
            foreach (var follower in next)
            {
                open.Push(follower);
            }
        }

        return reached;
    }

    private static string? LinkName(CheckRun run, XElement node) =>
        run.Model.EventDefinitions(node).FirstOrDefault(definition => definition.Is("linkEventDefinition")).Text("name");
}
