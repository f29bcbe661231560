using System.Collections.Frozen;
using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>The XML names of BPMN 2.0 and of the Camunda 8 (zeebe) extensions.</summary>
internal static class BpmnNames
{
    public static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";
    public static readonly XNamespace Modeler = "http://camunda.org/schema/modeler/1.0";
    public static readonly XNamespace SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    public static readonly FrozenSet<string> Tasks = Set(
        "task", "userTask", "serviceTask", "sendTask", "receiveTask", "scriptTask", "businessRuleTask", "manualTask");

    public static readonly FrozenSet<string> SubProcesses = Set("subProcess", "transaction", "adHocSubProcess");

    public static readonly FrozenSet<string> Activities = Set([.. Tasks, .. SubProcesses, "callActivity"]);

    public static readonly FrozenSet<string> Gateways = Set(
        "exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway", "complexGateway");

    public static readonly FrozenSet<string> CatchEvents = Set("startEvent", "intermediateCatchEvent", "boundaryEvent");

    public static readonly FrozenSet<string> ThrowEvents = Set("endEvent", "intermediateThrowEvent", "implicitThrowEvent");

    public static readonly FrozenSet<string> Events = Set([.. CatchEvents, .. ThrowEvents, "event"]);

    public static readonly FrozenSet<string> ChoreographyActivities = Set("choreographyTask", "subChoreography", "callChoreography");

    public static readonly FrozenSet<string> FlowNodes = Set([.. Activities, .. Gateways, .. Events, .. ChoreographyActivities]);

    public static readonly FrozenSet<string> GlobalTasks = Set(
        "globalTask", "globalUserTask", "globalScriptTask", "globalManualTask", "globalBusinessRuleTask");

    public static readonly FrozenSet<string> EventDefinitions = Set(
        "messageEventDefinition", "timerEventDefinition", "errorEventDefinition", "signalEventDefinition",
        "escalationEventDefinition", "conditionalEventDefinition", "compensateEventDefinition", "cancelEventDefinition",
        "terminateEventDefinition", "linkEventDefinition");

    /// <summary>The local name when the element belongs to BPMN itself, else the empty text.</summary>
    public static string Kind(this XElement element) => element.Name.Namespace == Bpmn ? element.Name.LocalName : "";

    public static bool Is(this XElement element, string localName) =>
        element.Name.LocalName == localName && element.Name.Namespace == Bpmn;

    public static XElement? Child(this XElement element, string localName) => element.Element(Bpmn + localName);

    public static IEnumerable<XElement> Children(this XElement element, string localName) => element.Elements(Bpmn + localName);

    /// <summary>A zeebe extension of the element, looked up in its <c>extensionElements</c>.</summary>
    public static XElement? Extension(this XElement element, string localName) =>
        element.Child("extensionElements")?.Element(Zeebe + localName);

    /// <summary>The attribute's text without surrounding blanks; null when absent or empty.</summary>
    public static string? Text(this XElement? element, string attribute)
    {
        var value = element?.Attribute(attribute)?.Value.Trim();
        return string.IsNullOrEmpty(value) ? null : value;
    }

    public static string? Id(this XElement element) => element.Text("id");

    public static bool Flag(this XElement element, string attribute, bool otherwise) => element.Text(attribute) switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => otherwise,
    };

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
