using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>Reads a global task: a reusable task that call activities run as if it were a process of one step (BPMN 2.0 §10.3.6).</summary>
internal static class GlobalTaskReader
{
    public static ProcessDefinition Read(BpmnDocument document, ExpressionReader expressions, XElement node, string id)
    {
        // Ids hold no blank, so the made-up ones cannot meet one of the file.
        var (startId, taskId, endId) = ($"{id} start", $"{id} task", $"{id} end");
        var begin = new SequenceFlow($"{id} begin", null, startId, taskId, null);
        var finish = new SequenceFlow($"{id} finish", null, taskId, endId, null);
        var task = new ElementReader(document, expressions).ReadGlobalTask(node, id);
        return new ProcessDefinition(id, node.Text("name"), node.Extension("versionTag").Text("value"),
        [
            new Element.StartEvent(new EventTrigger.None(), true) { Id = startId, ScopeId = id, Outgoing = [begin] },
            task with { Id = taskId, Incoming = [begin], Outgoing = [finish] },
            new Element.EndEvent(new EventTrigger.None()) { Id = endId, ScopeId = id, Incoming = [finish] },
        ]);
    }
}
