using System.Collections.Immutable;
using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>Turns one <c>bpmn:process</c> into a graph; what cannot be part of a graph (no id, no target) is left to the checks.</summary>
internal sealed class ProcessReader(BpmnDocument document, ExpressionReader expressions, XElement process, string processId)
{
    private readonly ElementReader elementReader = new(document, expressions);

    public ProcessDefinition Read()
    {
        var nodes = Nodes();
        var ids = nodes.Select(node => node.Id()!).ToHashSet(StringComparer.Ordinal);
        var flows = Flows(ids);
        var outgoing = flows.ToLookup(flow => flow.SourceId, StringComparer.Ordinal);
        var incoming = flows.ToLookup(flow => flow.TargetId, StringComparer.Ordinal);
        var lanes = Lanes();
        var handlers = CompensationHandlers();
        var elements = ImmutableArray.CreateBuilder<Element>();
        foreach (var node in nodes)
        {
            var id = node.Id()!;
            if (elementReader.Read(node, ScopeOf(node)) is { } element)
            {
                elements.Add(WithCompensationHandler(element, handlers) with
                {
                    Incoming = [.. incoming[id]],
                    Outgoing = [.. outgoing[id]],
                    Lane = lanes.GetValueOrDefault(id),
                });
            }
        }

        return new ProcessDefinition(
            processId, process.Text("name"), process.Extension("versionTag").Text("value"), elements.ToImmutable());
    }

    private ImmutableArray<XElement> Nodes() =>
    [
        .. process.Descendants()
            .Where(element => BpmnNames.FlowNodes.Contains(element.Kind()) && IsFlowNodeContainer(element.Parent!))
            .Where(element => element.Id() is not null)
            .DistinctBy(element => element.Id()),
    ];

    private static bool IsFlowNodeContainer(XElement parent) => parent.Is("process") || BpmnNames.SubProcesses.Contains(parent.Kind());

    private string ScopeOf(XElement node) => node.Parent!.Is("process") ? processId : node.Parent!.Id() ?? processId;

    private ImmutableArray<SequenceFlow> Flows(HashSet<string> nodeIds)
    {
        var flows = ImmutableArray.CreateBuilder<SequenceFlow>();
        foreach (var flow in process.Descendants(BpmnNames.Bpmn + "sequenceFlow").DistinctBy(flow => flow.Id()))
        {
            if (flow.Id() is { } id
                && document.LocalId(flow, flow.Text("sourceRef")) is { } source && nodeIds.Contains(source)
                && document.LocalId(flow, flow.Text("targetRef")) is { } target && nodeIds.Contains(target))
            {
                var condition = expressions.Optional(id, flow.Child("conditionExpression"));
                flows.Add(new SequenceFlow(id, flow.Text("name"), source, target, condition));
            }
        }

        return flows.ToImmutable();
    }

    /// <summary>Element id to the name of the innermost lane that lists it.</summary>
    private Dictionary<string, string> Lanes()
    {
        var lanes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var lane in process.Descendants(BpmnNames.Bpmn + "lane"))
        {
            foreach (var reference in lane.Children("flowNodeRef"))
            {
                // Nested lanes come later in the file than the lanes around them, so the innermost wins.
                if (document.LocalId(reference, reference.Value.Trim()) is { } id && (lane.Text("name") ?? lane.Id()) is { } name)
                {
                    lanes[id] = name;
                }
            }
        }

        return lanes;
    }

    /// <summary>Boundary event id to the activity that an association from it leads to.</summary>
    private Dictionary<string, string> CompensationHandlers()
    {
        var handlers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var association in process.Descendants(BpmnNames.Bpmn + "association"))
        {
            var source = document.Resolve(association, association.Text("sourceRef"));
            var target = document.Resolve(association, association.Text("targetRef"));
            if (source?.Kind() == "boundaryEvent" && target is not null && BpmnNames.Activities.Contains(target.Kind()))
            {
                handlers.TryAdd(source.Id()!, target.Id()!);
            }
        }

        return handlers;
    }

    private static Element WithCompensationHandler(Element element, Dictionary<string, string> handlers) =>
        element is Element.BoundaryEvent { Trigger: EventTrigger.Compensation } boundary
            ? boundary with { CompensationHandlerId = handlers.GetValueOrDefault(boundary.Id) }
            : element;
}
