using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>Says what a file asks for and nothing here reads, so that no setting is silently without effect.</summary>
internal static class ExtensionRules
{
    private static readonly FrozenSet<string> Jobs = BpmnNames.ThrowEvents.Concat(
        ["serviceTask", "sendTask", "scriptTask", "businessRuleTask", "globalScriptTask", "globalBusinessRuleTask", "adHocSubProcess"])
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Nodes = BpmnNames.FlowNodes.Concat(BpmnNames.GlobalTasks).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Listening = Nodes.Append("process").ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> UserTasks = Set("userTask", "globalUserTask");

    /// <summary>What is read: the extension, where it may stand, and its attributes.</summary>
    private static readonly FrozenDictionary<string, (FrozenSet<string>? Places, FrozenSet<string> Attributes)> Read =
        new Dictionary<string, (FrozenSet<string>? Places, FrozenSet<string> Attributes)>
        {
            ["taskDefinition"] = (Jobs, Set("type", "retries")),
            ["taskHeaders"] = (Nodes, Set()),
            ["ioMapping"] = (Nodes, Set()),
            ["executionListeners"] = (Listening, Set()),
            ["taskListeners"] = (UserTasks, Set()),
            ["userTask"] = (UserTasks, Set()),
            ["formDefinition"] = (UserTasks, Set("formId", "formKey", "externalReference", "bindingType")),
            ["assignmentDefinition"] = (UserTasks, Set("assignee", "candidateGroups", "candidateUsers")),
            ["taskSchedule"] = (UserTasks, Set("dueDate", "followUpDate")),
            ["priorityDefinition"] = (UserTasks, Set("priority")),
            ["script"] = (Set("scriptTask", "globalScriptTask"), Set("expression", "resultVariable")),
            ["calledDecision"] = (
                Set("businessRuleTask", "globalBusinessRuleTask"), Set("decisionId", "resultVariable", "bindingType", "versionTag")),
            ["calledElement"] = (Set("callActivity"), Set(
                "processId", "bindingType", "versionTag", "propagateAllChildVariables", "propagateAllParentVariables")),
            ["loopCharacteristics"] = (
                Set("multiInstanceLoopCharacteristics"), Set("inputCollection", "inputElement", "outputCollection", "outputElement")),
            ["adHoc"] = (Set("adHocSubProcess"), Set("activeElementsCollection", "outputCollection", "outputElement")),
            ["subscription"] = (Set("message"), Set("correlationKey")),
            ["conditionalFilter"] = (Set("conditionalEventDefinition"), Set("variableNames", "variableEvents")),
            ["versionTag"] = (Set("process"), Set("value")),
            // For tools and steps, which choose the names; and a form that has a rule of its own.
            ["properties"] = (null, Set()),
            ["userTaskForm"] = (Set("process"), Set("id")),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FrozenSet<string>> ReadInside = new Dictionary<string, FrozenSet<string>>
    {
        ["header"] = Set("key", "value"),
        ["input"] = Set("source", "target"),
        ["output"] = Set("source", "target"),
        ["property"] = Set("name", "value"),
        ["executionListener"] = Set("eventType", "type", "retries"),
        ["taskListener"] = Set("eventType", "type", "retries"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly ImmutableArray<string> Performers = ["performer", "humanPerformer", "potentialOwner", "resourceRole"];

    /// <summary>What else may stand in a process or sub-process; kinds that only other elements hold are not flow nodes there.</summary>
    private static readonly FrozenSet<string> InScopes = BpmnNames.FlowNodes.Except(["event", "implicitThrowEvent"]).Concat(Performers)
        .Concat(
        [
            "documentation", "extensionElements", "auditing", "monitoring", "property", "laneSet", "sequenceFlow", "dataObject",
            "dataObjectReference", "dataStoreReference", "association", "group", "textAnnotation", "artifact", "correlationSubscription",
            "supports", "incoming", "outgoing", "ioSpecification", "ioBinding", "dataInputAssociation", "dataOutputAssociation",
            "multiInstanceLoopCharacteristics", "standardLoopCharacteristics", "completionCondition", "supportedInterfaceRef", "category",
        ]).ToFrozenSet(StringComparer.Ordinal);

    public static void Elements_are_known(CheckRun run)
    {
        var scopes = run.Model.All(BpmnNames.SubProcesses.Append("process"));
        foreach (var node in scopes.SelectMany(scope => scope.Elements()).Where(node => node.Name.Namespace == BpmnNames.Bpmn))
        {
            if (InScopes.Contains(node.Kind())) continue;
            run.Error(node, "element-unknown",
                $"“{CheckRun.Label(node)}”（{node.Kind()}）不能放在流程中，也不会执行。",
                $"“{CheckRun.Label(node)}” ({node.Kind()}) cannot stand in a process and would never run.");
        }
    }

    public static void Extensions_are_read(CheckRun run)
    {
        var extensions = run.Model.Document.Definitions.Descendants(BpmnNames.Bpmn + "extensionElements")
            .SelectMany(holder => holder.Elements()).Where(extension => extension.Name.Namespace == BpmnNames.Zeebe);
        foreach (var extension in extensions)
        {
            var holder = extension.Parent!.Parent!;
            if (!Read.TryGetValue(extension.Name.LocalName, out var read) || read.Places?.Contains(holder.Kind()) == false)
            {
                run.Warning(extension, "extension-ignored",
                    $"“{CheckRun.Label(holder)}”上的扩展“{extension.Name.LocalName}”在这里不起作用。",
                    $"The extension “{extension.Name.LocalName}” of “{CheckRun.Label(holder)}” has no effect there.");
                continue;
            }

            ReportAttributes(run, extension, holder, read.Attributes);
            foreach (var part in extension.Elements().Where(part => part.Name.Namespace == BpmnNames.Zeebe))
                ReportAttributes(run, part, holder, ReadInside.GetValueOrDefault(part.Name.LocalName, FrozenSet<string>.Empty));
        }
    }

    public static void Standard_settings_are_read(CheckRun run)
    {
        foreach (var loop in run.Model.All("multiInstanceLoopCharacteristics").Where(loop => loop.Child("loopDataInputRef") is not null))
        {
            if (loop.Child("loopCardinality") is not null || loop.Extension("loopCharacteristics") is not null) continue;
            run.Warning(loop, "multi-instance-collection-ignored",
                $"多实例“{CheckRun.Label(loop.Parent)}”的集合写在 loopDataInputRef 里，不会被读取；请填写输入集合。",
                $"The collection of the multi-instance “{CheckRun.Label(loop.Parent)}” stands in loopDataInputRef, which is not read; "
                + "fill in the input collection.");
        }

        foreach (var role in run.Model.All(Performers).Where(role => BpmnNames.Tasks.Contains(role.Parent!.Kind())))
        {
            run.Warning(role, "performer-ignored",
                $"“{CheckRun.Label(role.Parent)}”上的执行人（{role.Kind()}）不起作用；请填写负责人或候选组。",
                $"The {role.Kind()} of “{CheckRun.Label(role.Parent)}” has no effect; fill in the assignee or candidate groups.");
        }

        foreach (var association in run.Model.All(["dataInputAssociation", "dataOutputAssociation"]))
        {
            if (association.Child("assignment") is null && association.Child("transformation") is null) continue;
            run.Warning(association, "data-association-ignored",
                $"“{CheckRun.Label(association.Parent)}”的数据关联不会移动数据；请使用变量映射。",
                $"The data association of “{CheckRun.Label(association.Parent)}” moves no data; use a variable mapping.");
        }
    }

    private static void ReportAttributes(CheckRun run, XElement extension, XElement holder, FrozenSet<string> read)
    {
        foreach (var attribute in extension.Attributes().Where(attribute => attribute.Name.Namespace == XNamespace.None))
        {
            if (read.Contains(attribute.Name.LocalName)) continue;
            run.Warning(extension, "extension-attribute-ignored",
                $"“{CheckRun.Label(holder)}”的“{extension.Name.LocalName}”中，属性“{attribute.Name.LocalName}”不起作用。",
                $"The attribute “{attribute.Name.LocalName}” of “{extension.Name.LocalName}” on “{CheckRun.Label(holder)}” has no effect.");
        }
    }

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
