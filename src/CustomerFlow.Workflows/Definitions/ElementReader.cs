using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>Turns one flow node into its case of <see cref="Element"/>, without its flows.</summary>
internal sealed class ElementReader(BpmnDocument document, ExpressionReader expressions)
{
    private readonly TriggerReader triggers = new(document, expressions);
    private readonly ActivityReader activities = new(document, expressions);
    private readonly ZeebeReader zeebe = new(expressions);

    /// <summary>The element, or null for a kind that has no meaning inside a process (choreography).</summary>
    public Element? Read(XElement node, string scopeId)
    {
        var id = node.Id()!;
        Element? element = BpmnNames.Activities.Contains(node.Kind()) ? activities.Read(node, scopeId) : node.Kind() switch
        {
            "startEvent" => new Element.StartEvent(triggers.Read(node), node.Flag("isInterrupting", true))
            {
                Id = id,
                ScopeId = scopeId,
                FormId = node.Extension("formDefinition").Text("formId"),
            },
            "endEvent" => new Element.EndEvent(triggers.Read(node)) { Id = id, ScopeId = scopeId },
            "intermediateCatchEvent" => new Element.CatchEvent(triggers.Read(node)) { Id = id, ScopeId = scopeId },
            "intermediateThrowEvent" => new Element.ThrowEvent(triggers.Read(node)) { Id = id, ScopeId = scopeId },
            "boundaryEvent" => Boundary(node, id, scopeId),
            "exclusiveGateway" => new Element.ExclusiveGateway(DefaultOf(node)) { Id = id, ScopeId = scopeId },
            "parallelGateway" => new Element.ParallelGateway { Id = id, ScopeId = scopeId },
            "inclusiveGateway" => new Element.InclusiveGateway(DefaultOf(node)) { Id = id, ScopeId = scopeId },
            "eventBasedGateway" => EventGateway(node, id, scopeId),
            "complexGateway" => new Element.ComplexGateway(expressions.Optional(id, node.Child("activationCondition")), DefaultOf(node))
            {
                Id = id,
                ScopeId = scopeId,
            },
            _ => null,
        };
        return element is null ? null : WithExtensions(element, node);
    }

    /// <summary>The task of a global task; its id and flows are still to be set.</summary>
    public Element ReadGlobalTask(XElement node, string scopeId) => WithExtensions(activities.Read(node, scopeId), node);

    private Element WithExtensions(Element element, XElement node) => element with
    {
        Name = node.Text("name"),
        Inputs = zeebe.Mappings(node, "input"),
        Outputs = zeebe.Mappings(node, "output"),
        Properties = ZeebeReader.Properties(node),
        Listeners = zeebe.ExecutionListeners(node),
    };

    private Element.BoundaryEvent Boundary(XElement node, string id, string scopeId)
    {
        var attachedTo = document.LocalId(node, node.Text("attachedToRef")) ?? "";
        return new Element.BoundaryEvent(triggers.Read(node), attachedTo, node.Flag("cancelActivity", true)) { Id = id, ScopeId = scopeId };
    }

    private static Element.EventGateway EventGateway(XElement node, string id, string scopeId) =>
        new(node.Flag("instantiate", false), node.Text("eventGatewayType") == "Parallel") { Id = id, ScopeId = scopeId };

    private string? DefaultOf(XElement node) => document.LocalId(node, node.Text("default"));
}
