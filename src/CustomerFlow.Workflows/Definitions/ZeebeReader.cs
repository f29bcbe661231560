using System.Collections.Immutable;
using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>Reads the zeebe extensions that elements of several kinds share.</summary>
internal sealed class ZeebeReader(ExpressionReader expressions)
{
    private const string RetriesByDefault = "3";

    /// <summary>The task definition with its headers, or null when the element has none.</summary>
    public JobDefinition? Job(XElement node) =>
        node.Extension("taskDefinition") is { } definition ? Job(node, definition) : null;

    /// <summary>What stands for a job whose definition is missing.</summary>
    public JobDefinition JobWithoutType() =>
        new(expressions.Attribute(null, ""), expressions.Attribute(null, RetriesByDefault), ImmutableDictionary<string, string>.Empty);

    public ImmutableArray<VariableMapping> Mappings(XElement node, string direction) =>
        node.Extension("ioMapping") is not { } mapping
            ? []
            :
            [
                .. mapping.Elements(BpmnNames.Zeebe + direction).Select(item => new VariableMapping(
                    expressions.Attribute(node.Id(), item.Text("source") ?? ""), item.Text("target") ?? "")),
            ];

    public static ImmutableDictionary<string, string> Properties(XElement node) => Pairs(node.Extension("properties"), "property", "name");

    public ImmutableArray<ExecutionListener> ExecutionListeners(XElement node) =>
        node.Extension("executionListeners") is not { } listeners
            ? []
            :
            [
                .. listeners.Elements(BpmnNames.Zeebe + "executionListener")
                    .Select(listener => new ExecutionListener(listener.Text("eventType") == "start", Job(node, listener))),
            ];

    public UserTaskDefinition UserTask(XElement node)
    {
        var assignment = node.Extension("assignmentDefinition");
        var schedule = node.Extension("taskSchedule");
        var form = node.Extension("formDefinition");
        return new UserTaskDefinition(
            Optional(node, assignment, "assignee"),
            Optional(node, assignment, "candidateGroups"),
            Optional(node, assignment, "candidateUsers"),
            Optional(node, schedule, "dueDate"),
            Optional(node, schedule, "followUpDate"),
            Optional(node, node.Extension("priorityDefinition"), "priority"),
            form.Text("formId"),
            Optional(node, form, "externalReference") ?? Optional(node, form, "formKey"),
            Headers(node),
            TaskListeners(node));
    }

    public static ResourceBinding Binding(XElement reference) => reference.Text("bindingType") switch
    {
        "deployment" => ResourceBinding.Deployment,
        "versionTag" => ResourceBinding.VersionTag,
        _ => ResourceBinding.Latest,
    };

    /// <summary>Comma-separated names.</summary>
    public static ImmutableArray<string> List(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private JobDefinition Job(XElement node, XElement definition) => new(
        expressions.Attribute(node.Id(), definition.Text("type") ?? ""),
        expressions.Attribute(node.Id(), definition.Text("retries") ?? RetriesByDefault),
        Headers(node));

    private Feel.FeelAttribute? Optional(XElement node, XElement? extension, string attribute) =>
        extension.Text(attribute) is { } raw ? expressions.Attribute(node.Id(), raw) : null;

    private ImmutableArray<TaskListener> TaskListeners(XElement node) =>
        node.Extension("taskListeners") is not { } listeners
            ? []
            :
            [
                .. listeners.Elements(BpmnNames.Zeebe + "taskListener")
                    .Select(listener => new TaskListener(TaskEvent(listener.Text("eventType")), Job(node, listener))),
            ];

    /// <summary>Early modelers wrote these events in another form.</summary>
    private static string TaskEvent(string? eventType) => eventType switch
    {
        "create" => "creating",
        "assignment" => "assigning",
        "update" => "updating",
        "complete" => "completing",
        "cancel" => "canceling",
        _ => eventType ?? "",
    };

    private static ImmutableDictionary<string, string> Headers(XElement node) => Pairs(node.Extension("taskHeaders"), "header", "key");

    private static ImmutableDictionary<string, string> Pairs(XElement? list, string item, string key)
    {
        var pairs = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var element in list?.Elements(BpmnNames.Zeebe + item) ?? [])
        {
            if (element.Text(key) is { } name)
            {
                pairs[name] = element.Attribute("value")?.Value ?? "";
            }
        }

        return pairs.ToImmutable();
    }
}
