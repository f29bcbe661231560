using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>Data that must fit an operation, a message or a loop (BPMN 2.0 §10.3.3, §10.3.8, §10.5.1).</summary>
internal static class DataUseRules
{
    public static void Service_tasks_fit_their_operation(CheckRun run)
    {
        foreach (var task in run.Model.All("serviceTask"))
        {
            if (run.Model.Refer(task, "operationRef") is not { } operation)
            {
                continue;
            }

            var io = task.Child("ioSpecification");
            CheckSet(run, task, io, "inputSet", "dataInputRefs", run.Model.ReferChildren(operation, "inMessageRef").FirstOrDefault());
            CheckSet(run, task, io, "outputSet", "dataOutputRefs", run.Model.ReferChildren(operation, "outMessageRef").FirstOrDefault());
        }
    }

    private static void CheckSet(CheckRun run, XElement task, XElement? io, string set, string member, XElement? message)
    {
        if (message is null)
        {
            return;
        }

        var data = io?.Children(set).SelectMany(group => run.Model.ReferChildren(group, member)).Distinct().ToArray() ?? [];
        if (data.Length != 1 || io!.Children(set).Count() != 1)
        {
            run.Error(task, "operation-data-missing",
                $"服务任务“{CheckRun.Label(task)}”调用的操作使用消息“{CheckRun.Label(message)}”，需要恰好一个 {set} 和一项数据。",
                $"The operation of the service task “{CheckRun.Label(task)}” uses the message “{CheckRun.Label(message)}”; "
                + $"it needs exactly one {set} with one item.");
        }
        else
        {
            CheckFits(run, task, data[0], message);
        }
    }

    public static void Send_and_receive_tasks_fit_their_message(CheckRun run)
    {
        CheckMessageTasks(run, "sendTask", "dataInput", "inputSet");
        CheckMessageTasks(run, "receiveTask", "dataOutput", "outputSet");
    }

    private static void CheckMessageTasks(CheckRun run, string kind, string item, string set)
    {
        foreach (var task in run.Model.All(kind))
        {
            if (task.Child("ioSpecification") is not { } io || run.Model.Refer(task, "messageRef") is not { } message)
            {
                continue;
            }

            var data = io.Children(item).ToArray();
            if (io.Children(set).Count() > 1 || data.Length > 1)
            {
                run.Error(task, "message-task-data",
                    $"“{CheckRun.Label(task)}”最多只能有一个 {set} 和一个 {item}。",
                    $"“{CheckRun.Label(task)}” can have at most one {set} and one {item}.");
            }
            else if (data.Length == 1)
            {
                CheckFits(run, task, data[0], message);
            }
        }
    }

    private static void CheckFits(CheckRun run, XElement holder, XElement data, XElement message)
    {
        if (DataItems.ItemOf(run, message) is { } wanted
            && !(DataItems.ItemOf(run, data) is { } given && DataItems.AreEqual(wanted, given)))
        {
            run.Error(holder, "message-data-type",
                $"“{CheckRun.Label(holder)}”的数据“{CheckRun.Label(data)}”与消息“{CheckRun.Label(message)}”的类型不同。",
                $"The data “{CheckRun.Label(data)}” of “{CheckRun.Label(holder)}” is not of the type of the message "
                + $"“{CheckRun.Label(message)}”.");
        }
    }

    public static void Bindings_fit_their_operation(CheckRun run)
    {
        foreach (var binding in run.Model.All("ioBinding"))
        {
            if (run.Model.Refer(binding, "operationRef") is not { } operation)
            {
                continue;
            }

            foreach (var (attribute, child) in new[] { ("inputDataRef", "inMessageRef"), ("outputDataRef", "outMessageRef") })
            {
                if (run.Model.Refer(binding, attribute) is { } data
                    && run.Model.ReferChildren(operation, child).FirstOrDefault() is { } message
                    && data.Kind() is "dataInput" or "dataOutput")
                {
                    CheckFits(run, binding.Parent!, data, message);
                }
            }
        }
    }

    public static void Loop_items_are_one_of_the_collection(CheckRun run)
    {
        foreach (var loop in run.Model.All("multiInstanceLoopCharacteristics"))
        {
            foreach (var (reference, item) in new[] { ("loopDataInputRef", "inputDataItem"), ("loopDataOutputRef", "outputDataItem") })
            {
                if (DataItems.ItemOf(run, run.Model.ReferChildren(loop, reference).FirstOrDefault()) is { } collection
                    && loop.Child(item) is { } single && run.Model.Refer(single, "itemSubjectRef") is { } one
                    && (one.Flag("isCollection", false) || one.Text("structureRef") != collection.Text("structureRef")))
                {
                    run.Error(loop, "loop-item-type",
                        $"多实例“{CheckRun.Label(loop.Parent)}”的 {item} 与集合中单个元素的类型不一致。",
                        $"The {item} of the multi-instance “{CheckRun.Label(loop.Parent)}” is not of the type of one item of its "
                        + "collection.");
                }
            }
        }
    }

    /// <summary>An event that carries data and has several triggers needs data for each trigger that brings any.</summary>
    public static void Events_have_data_for_each_trigger(CheckRun run)
    {
        foreach (var node in run.Model.All(BpmnNames.Events))
        {
            var data = node.Elements().Where(child => child.Kind() is "dataInput" or "dataOutput").ToArray();
            if (data.Length == 0)
            {
                continue;
            }

            var given = data.Select(item => DataItems.ItemOf(run, item)).OfType<XElement>().ToHashSet();
            foreach (var needed in run.Model.EventDefinitions(node).Select(definition => CarriedItem(run, definition)).OfType<XElement>())
            {
                if (!given.Contains(needed))
                {
                    run.Error(node, "event-data-missing",
                        $"事件“{CheckRun.Label(node)}”的触发器带有数据“{CheckRun.Label(needed)}”，但事件没有相应的数据输入或输出。",
                        $"A trigger of the event “{CheckRun.Label(node)}” carries the data “{CheckRun.Label(needed)}”, "
                        + "for which the event has no data input or output.");
                }
            }
        }
    }

    private static XElement? CarriedItem(CheckRun run, XElement definition) => definition.Kind() switch
    {
        "messageEventDefinition" => DataItems.ItemOf(run, run.Model.Refer(definition, "messageRef")),
        "signalEventDefinition" => DataItems.ItemOf(run, run.Model.Refer(definition, "signalRef")),
        "errorEventDefinition" => DataItems.ItemOf(run, run.Model.Refer(definition, "errorRef")),
        "escalationEventDefinition" => DataItems.ItemOf(run, run.Model.Refer(definition, "escalationRef")),
        _ => null,
    };
}
