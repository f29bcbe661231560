using System.Collections.Immutable;
using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>One run of the checks over one file: what the rules read and where they report.</summary>
internal sealed class CheckRun(BpmnReading reading, CheckContext context, string resource)
{
    private readonly ProblemLog log = new(resource);

    public BpmnReading Reading { get; } = reading;

    public CheckContext Context { get; } = context;

    public BpmnModel Model { get; } = new(reading.Document);

    /// <summary>Reports a violation; in a process that only describes, nothing has to run, so it is a warning there.</summary>
    public void Error(XElement at, string rule, string zh, string en)
    {
        if (BpmnModel.OnlyDescribes(at))
        {
            Warning(at, rule, zh, en);
        }
        else
        {
            log.Error(Where(at), rule, zh, en);
        }
    }

    /// <summary>Reports what BPMN forbids and Camunda 8 runs: in a file drawn for it, only a warning.</summary>
    public void ErrorOutsideCamunda8(XElement at, string rule, string zh, string en)
    {
        if (Model.IsForCamunda8)
        {
            Warning(at, rule, zh, en);
        }
        else
        {
            Error(at, rule, zh, en);
        }
    }

    public void Warning(XElement at, string rule, string zh, string en) => log.Warning(Where(at), rule, zh, en);

    public void Error(Element at, string rule, string zh, string en) => log.Error(at.Id, rule, zh, en);

    public void Warning(Element at, string rule, string zh, string en) => log.Warning(at.Id, rule, zh, en);

    public ImmutableArray<Problem> Problems() => log.All();

    /// <summary>How a sentence calls an element: the text on the diagram, or its id.</summary>
    public static string Label(XElement? element) =>
        element is null ? "?" : OnOneLine(element.Text("name") ?? element.Id() ?? element.Name.LocalName);

    public static string Label(Element element) => OnOneLine(element.Name ?? element.Id);

    private static string OnOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The nearest id: an element without one is shown at what holds it.</summary>
    private static string? Where(XElement at) =>
        at.AncestorsAndSelf().Select(element => element.Id()).FirstOrDefault(id => id is not null);
}
