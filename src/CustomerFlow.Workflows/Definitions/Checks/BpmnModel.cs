using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>A BPMN file as the rules look at it: its elements by kind, their flows, their scopes.</summary>
internal sealed class BpmnModel
{
    private const string Camunda8 = "Camunda Cloud";

    private readonly ILookup<string, XElement> byKind;
    private readonly ILookup<XElement, XElement> outgoing;
    private readonly ILookup<XElement, XElement> incoming;

    public BpmnModel(BpmnDocument document)
    {
        Document = document;
        byKind = document.Definitions.Descendants().Where(element => element.Kind().Length > 0).ToLookup(element => element.Kind());
        var flows = byKind["sequenceFlow"].ToArray();
        outgoing = Ends(flows, "sourceRef");
        incoming = Ends(flows, "targetRef");
    }

    public BpmnDocument Document { get; }

    /// <summary>Whether the file says that it was drawn for Camunda 8 (its modelers write so, under the platform's old name).</summary>
    public bool IsForCamunda8 => Document.Definitions.Attribute(BpmnNames.Modeler + "executionPlatform")?.Value == Camunda8;

    public IEnumerable<XElement> All(string kind) => byKind[kind];

    public IEnumerable<XElement> All(IEnumerable<string> kinds) => kinds.SelectMany(kind => byKind[kind]);

    public IEnumerable<XElement> Outgoing(XElement node) => outgoing[node];

    public IEnumerable<XElement> Incoming(XElement node) => incoming[node];

    public XElement? Refer(XElement holder, string attribute) => Document.Resolve(holder, holder.Text(attribute));

    /// <summary>The elements that the children of that name refer to by their text; unknown ones are left out.</summary>
    public IEnumerable<XElement> ReferChildren(XElement holder, string child) =>
        holder.Children(child).Select(item => Document.Resolve(item, item.Value.Trim())).OfType<XElement>();

    public IReadOnlyList<XElement> EventDefinitions(XElement node) => [.. TriggerReader.DefinitionsOf(Document, node)];

    /// <summary>The scope that directly holds a flow node: a process or a sub-process.</summary>
    public static XElement? ScopeOf(XElement element) => element.Ancestors().FirstOrDefault(IsScope);

    public static XElement? ProcessOf(XElement element) => element.AncestorsAndSelf(BpmnNames.Bpmn + "process").FirstOrDefault();

    public static bool IsScope(XElement element) =>
        element.Is("process") || BpmnNames.SubProcesses.Contains(element.Kind())
        || element.Kind() is "choreography" or "subChoreography";

    public static bool IsEventSubProcess(XElement? element) => element?.Is("subProcess") == true && element.Flag("triggeredByEvent", false);

    public static bool IsExecutable(XElement process) => process.Flag("isExecutable", false);

    /// <summary>Whether the element lies in a process that only describes and never runs.</summary>
    public static bool OnlyDescribes(XElement element) => ProcessOf(element) is { } process && !IsExecutable(process);

    private ILookup<XElement, XElement> Ends(XElement[] flows, string attribute) => flows
        .Select(flow => (flow, end: Refer(flow, attribute)))
        .Where(pair => pair.end is not null)
        .ToLookup(pair => pair.end!, pair => pair.flow);
}
