using System.Xml.Linq;

namespace CustomerFlow.Host.Studio.Labels;

/// <summary>The names in a flow that people read. Names of messages, signals and data are technical: they are not among them.</summary>
internal static class FlowLabels
{
    private static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    private static readonly HashSet<string> Named = new(StringComparer.Ordinal)
    {
        "process", "participant", "lane", "sequenceFlow", "messageFlow", "task", "subProcess", "adHocSubProcess", "transaction",
        "callActivity", "dataObjectReference", "dataStoreReference",
    };

    private static readonly string[] NamedEndings = ["Task", "Gateway", "Event"];

    public static IEnumerable<FileLabel> Of(XElement element)
    {
        if (element.Name.Namespace != Model || element.Attribute("id")?.Value is not { Length: > 0 } id) yield break;
        var kind = element.Name.LocalName;
        if (!Named.Contains(kind) && !NamedEndings.Any(ending => kind.EndsWith(ending, StringComparison.Ordinal))) yield break;
        yield return new FileLabel(
            id, id, () => element.Attribute("name")?.Value, name => element.SetAttributeValue("name", name),
            $"customer.now.{id}", $"customer.done.{id}");
    }
}
