using System.Collections.Frozen;
using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>References by id: what they name must exist and be of the right kind.</summary>
internal static class ReferenceRules
{
    private static readonly string[] DataItems =
        ["dataInput", "dataOutput", "dataObject", "dataObjectReference", "dataStore", "dataStoreReference", "property"];

    private static readonly string[] Callable = ["process", .. BpmnNames.GlobalTasks];
    private static readonly string[] Collaborations = ["collaboration", "choreography", "globalConversation", "globalChoreographyTask"];

    /// <summary>Holder and attribute to the kinds that it may name.</summary>
    private static readonly FrozenDictionary<(string Holder, string Attribute), string[]> Attributes =
        new Dictionary<(string Holder, string Attribute), string[]>
        {
            [("message", "itemRef")] = ["itemDefinition"],
            [("signal", "structureRef")] = ["itemDefinition"],
            [("error", "structureRef")] = ["itemDefinition"],
            [("escalation", "structureRef")] = ["itemDefinition"],
            [("dataInput", "itemSubjectRef")] = ["itemDefinition"],
            [("dataOutput", "itemSubjectRef")] = ["itemDefinition"],
            [("dataObject", "itemSubjectRef")] = ["itemDefinition"],
            [("dataObjectReference", "itemSubjectRef")] = ["itemDefinition"],
            [("dataStore", "itemSubjectRef")] = ["itemDefinition"],
            [("property", "itemSubjectRef")] = ["itemDefinition"],
            [("messageEventDefinition", "messageRef")] = ["message"],
            [("receiveTask", "messageRef")] = ["message"],
            [("sendTask", "messageRef")] = ["message"],
            [("messageFlow", "messageRef")] = ["message"],
            [("correlationPropertyRetrievalExpression", "messageRef")] = ["message"],
            [("correlationSubscription", "correlationKeyRef")] = ["correlationKey"],
            [("correlationPropertyBinding", "correlationPropertyRef")] = ["correlationProperty"],
            [("signalEventDefinition", "signalRef")] = ["signal"],
            [("errorEventDefinition", "errorRef")] = ["error"],
            [("escalationEventDefinition", "escalationRef")] = ["escalation"],
            [("dataObjectReference", "dataObjectRef")] = ["dataObject"],
            [("dataStoreReference", "dataStoreRef")] = ["dataStore"],
            [("participant", "processRef")] = ["process"],
            [("process", "definitionalCollaborationRef")] = Collaborations,
            [("serviceTask", "operationRef")] = ["operation"],
            [("sendTask", "operationRef")] = ["operation"],
            [("receiveTask", "operationRef")] = ["operation"],
            [("ioBinding", "operationRef")] = ["operation"],
            [("ioBinding", "inputDataRef")] = ["dataInput", "inputSet"],
            [("ioBinding", "outputDataRef")] = ["dataOutput", "outputSet"],
            [("group", "categoryValueRef")] = ["categoryValue"],
            [("multiInstanceLoopCharacteristics", "oneBehaviorEventRef")] = [.. BpmnNames.EventDefinitions],
            [("multiInstanceLoopCharacteristics", "noneBehaviorEventRef")] = [.. BpmnNames.EventDefinitions],
            [("choreographyTask", "initiatingParticipantRef")] = ["participant"],
        }.ToFrozenDictionary();

    /// <summary>Child element, with its holder where the name alone is not enough, to the kinds that its text may name.</summary>
    private static readonly FrozenDictionary<string, string[]> Children = new Dictionary<string, string[]>
    {
        ["eventDefinitionRef"] = [.. BpmnNames.EventDefinitions],
        ["operation/inMessageRef"] = ["message"],
        ["operation/outMessageRef"] = ["message"],
        ["operation/errorRef"] = ["error"],
        ["messageEventDefinition/operationRef"] = ["operation"],
        ["interfaceRef"] = ["interface"],
        ["supportedInterfaceRef"] = ["interface"],
        ["dataInputRefs"] = ["dataInput"],
        ["optionalInputRefs"] = ["dataInput"],
        ["whileExecutingInputRefs"] = ["dataInput"],
        ["dataOutputRefs"] = ["dataOutput"],
        ["optionalOutputRefs"] = ["dataOutput"],
        ["whileExecutingOutputRefs"] = ["dataOutput"],
        ["inputSetRefs"] = ["inputSet"],
        ["outputSetRefs"] = ["outputSet"],
        ["loopDataInputRef"] = DataItems,
        ["loopDataOutputRef"] = DataItems,
        ["correlationPropertyRef"] = ["correlationProperty"],
        // Some modelers list the data that lies in a lane as well.
        ["flowNodeRef"] = [.. BpmnNames.FlowNodes, .. DataItems],
        ["linkEventDefinition/source"] = ["linkEventDefinition"],
        ["linkEventDefinition/target"] = ["linkEventDefinition"],
        ["participantRef"] = ["participant"],
        ["messageFlowRef"] = ["messageFlow"],
        ["choreographyRef"] = ["choreography", "globalChoreographyTask"],
        ["resourceRef"] = ["resource"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void Attributes_refer_to_the_right_kind(CheckRun run)
    {
        foreach (var ((holder, attribute), kinds) in Attributes)
        {
            foreach (var element in run.Model.All(holder))
            {
                Check(run, element, element.Text(attribute), kinds);
            }
        }
    }

    public static void Child_elements_refer_to_the_right_kind(CheckRun run)
    {
        foreach (var (path, kinds) in Children)
        {
            var parts = path.Split('/');
            foreach (var element in run.Model.All(parts[^1]).Where(element => parts.Length == 1 || element.Parent!.Is(parts[0])))
            {
                Check(run, element, element.Value.Trim(), kinds);
            }
        }
    }

    public static void Data_associations_connect_data(CheckRun run)
    {
        foreach (var association in run.Model.All(["dataInputAssociation", "dataOutputAssociation"]))
        {
            foreach (var end in association.Elements().Where(end => end.Kind() is "sourceRef" or "targetRef"))
            {
                Check(run, end, end.Value.Trim(), DataItems);
            }
        }
    }

    public static void Called_elements_are_callable(CheckRun run)
    {
        foreach (var call in run.Model.All("callActivity"))
        {
            // What is not in this file may be a process of the release or an older one: the release rules look there.
            if (run.Model.Refer(call, "calledElement") is { } called && !Callable.Contains(called.Kind()))
            {
                run.Error(call, "reference-wrong-kind",
                    $"调用活动“{CheckRun.Label(call)}”引用的“{CheckRun.Label(called)}”不是流程，也不是全局任务。",
                    $"The call activity “{CheckRun.Label(call)}” refers to “{CheckRun.Label(called)}”, "
                    + "which is neither a process nor a global task.");
            }
        }
    }

    public static void Associations_connect_elements(CheckRun run)
    {
        foreach (var association in run.Model.All("association"))
        {
            foreach (var attribute in new[] { "sourceRef", "targetRef" })
            {
                var reference = association.Text(attribute);
                if (!PointsElsewhere(run, association, reference) && run.Model.Document.Resolve(association, reference) is null)
                {
                    run.Error(association, "reference-unknown",
                        $"关联线“{CheckRun.Label(association)}”的一端“{reference}”不存在。",
                        $"The association “{CheckRun.Label(association)}” has the end “{reference}”, which does not exist.");
                }
            }
        }
    }

    private static void Check(CheckRun run, XElement holder, string? reference, string[] kinds)
    {
        if (string.IsNullOrEmpty(reference) || PointsElsewhere(run, holder, reference))
        {
            return;
        }

        if (run.Model.Document.Resolve(holder, reference) is not { } target)
        {
            run.Error(holder, "reference-unknown",
                $"“{Owner(holder)}”引用的“{reference}”不存在。",
                $"“{Owner(holder)}” refers to “{reference}”, which does not exist.");
        }
        else if (!kinds.Contains(target.Kind()))
        {
            run.Error(holder, "reference-wrong-kind",
                $"“{Owner(holder)}”引用的“{reference}”是 {target.Kind()}，这里只能引用 {string.Join("、", kinds)}。",
                $"“{Owner(holder)}” refers to “{reference}”, which is a {target.Kind()}; here it must be one of: "
                + $"{string.Join(", ", kinds)}.");
        }
    }

    /// <summary>A reference has neither name nor id: the sentence calls what holds it.</summary>
    private static string Owner(XElement holder) =>
        CheckRun.Label(holder.AncestorsAndSelf().FirstOrDefault(element => element.Text("name") is not null || element.Id() is not null));

    /// <summary>A qualified name in another file's namespace: that file is not here to be looked into.</summary>
    private static bool PointsElsewhere(CheckRun run, XElement holder, string? reference) =>
        reference is not null && run.Model.Document.LocalId(holder, reference) is null;
}
