namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>Data inputs, outputs and their sets (BPMN 2.0 §10.4). The engine keeps variables; the drawing must still be right.</summary>
internal static class DataRules
{
    public static void Inputs_and_outputs_are_in_a_set(CheckRun run)
    {
        (string, string, string)[] kinds = [("dataInput", "inputSet", "dataInputRefs"), ("dataOutput", "outputSet", "dataOutputRefs")];
        foreach (var (item, set, member) in kinds)
        {
            foreach (var data in run.Model.All(item))
            {
                if (!data.Parent!.Children(set).SelectMany(group => run.Model.ReferChildren(group, member)).Contains(data))
                {
                    run.Error(data, "data-not-in-set",
                        $"{item}“{CheckRun.Label(data)}”没有列入任何 {set}。",
                        $"The {item} “{CheckRun.Label(data)}” is not listed in any {set}.");
                }
            }
        }
    }

    public static void Special_members_are_members(CheckRun run)
    {
        CheckSubset(run, "inputSet", "dataInputRefs", ["optionalInputRefs", "whileExecutingInputRefs"]);
        CheckSubset(run, "outputSet", "dataOutputRefs", ["optionalOutputRefs", "whileExecutingOutputRefs"]);
    }

    private static void CheckSubset(CheckRun run, string set, string member, string[] specials)
    {
        foreach (var group in run.Model.All(set))
        {
            var members = run.Model.ReferChildren(group, member).ToHashSet();
            var marked = specials.SelectMany(special => run.Model.ReferChildren(group, special));
            foreach (var outside in marked.Where(data => !members.Contains(data)))
            {
                run.Error(group, "data-set-member",
                    $"“{CheckRun.Label(outside)}”在 {set} 中标为可选或执行期间使用，但没有列为其成员（{member}）。",
                    $"“{CheckRun.Label(outside)}” is optional or used while executing in the {set}, but not one of its members "
                    + $"({member}).");
            }
        }
    }

    public static void Sets_refer_to_each_other(CheckRun run)
    {
        CheckMutual(run, "inputSet", "outputSetRefs", "inputSetRefs");
        CheckMutual(run, "outputSet", "inputSetRefs", "outputSetRefs");
    }

    private static void CheckMutual(CheckRun run, string set, string there, string back)
    {
        foreach (var group in run.Model.All(set))
        {
            var others = run.Model.ReferChildren(group, there);
            foreach (var other in others.Where(other => !run.Model.ReferChildren(other, back).Contains(group)))
            {
                run.Error(group, "data-sets-not-mutual",
                    $"{set}“{CheckRun.Label(group)}”引用了“{CheckRun.Label(other)}”，但对方没有引用它。",
                    $"The {set} “{CheckRun.Label(group)}” refers to “{CheckRun.Label(other)}”, which does not refer back.");
            }
        }
    }

    public static void Collections_agree_with_their_item(CheckRun run)
    {
        foreach (var data in run.Model.All(["dataInput", "dataOutput", "dataObject"]))
        {
            if (run.Model.Refer(data, "itemSubjectRef") is { } item && data.Flag("isCollection", false) != item.Flag("isCollection", false))
            {
                run.Error(data, "data-collection",
                    $"{data.Kind()}“{CheckRun.Label(data)}”与它的数据定义“{CheckRun.Label(item)}”在“是否为集合”上不一致。",
                    $"The {data.Kind()} “{CheckRun.Label(data)}” and its item “{CheckRun.Label(item)}” disagree about being a collection.");
            }
        }
    }

    public static void Sub_processes_have_no_io_specification(CheckRun run)
    {
        foreach (var sub in run.Model.All(BpmnNames.SubProcesses).Where(sub => sub.Child("ioSpecification") is not null))
        {
            run.Error(sub, "sub-process-with-io",
                $"子流程“{CheckRun.Label(sub)}”不能有自己的数据输入输出（ioSpecification）。",
                $"The sub-process “{CheckRun.Label(sub)}” cannot have data inputs or outputs of its own (ioSpecification).");
        }
    }

    /// <summary>BPMN 2.0 §10.4.1: a reference with a state is written <c>Name [State]</c>, so that its state can be seen.</summary>
    public static void References_with_a_state_show_it(CheckRun run)
    {
        foreach (var reference in run.Model.All("dataObjectReference"))
        {
            if (reference.Child("dataState").Text("name") is { } state && reference.Text("name") is { } name
                && run.Model.Refer(reference, "dataObjectRef").Text("name") is { } data && name != $"{data} [{state}]")
            {
                run.ErrorOutsideCamunda8(reference, "data-reference-name",
                    $"数据对象引用“{name}”应命名为“{data} [{state}]”，以便看出它的状态。",
                    $"The data object reference “{name}” should be called “{data} [{state}]”, so that its state can be seen.");
            }
        }
    }

    public static void Data_associations_respect_direction(CheckRun run)
    {
        foreach (var association in run.Model.All("dataOutputAssociation"))
        {
            foreach (var target in run.Model.ReferChildren(association, "targetRef").Where(target => target.Is("dataInput")))
            {
                run.Error(association, "data-association-direction",
                    $"数据输出不能写入数据输入“{CheckRun.Label(target)}”。",
                    $"A data output cannot be written into the data input “{CheckRun.Label(target)}”.");
            }
        }

        foreach (var association in run.Model.All("dataInputAssociation"))
        {
            foreach (var source in run.Model.ReferChildren(association, "sourceRef").Where(source => source.Is("dataOutput")))
            {
                run.Error(association, "data-association-direction",
                    $"数据输入不能读取数据输出“{CheckRun.Label(source)}”。",
                    $"A data input cannot be read from the data output “{CheckRun.Label(source)}”.");
            }
        }
    }

    public static void Data_associations_fit_or_transform(CheckRun run)
    {
        foreach (var association in run.Model.All(["dataInputAssociation", "dataOutputAssociation"]))
        {
            if (association.Child("transformation") is not null || association.Child("assignment") is not null)
            {
                continue;
            }

            var sources = run.Model.ReferChildren(association, "sourceRef").ToArray();
            var target = run.Model.ReferChildren(association, "targetRef").FirstOrDefault();
            if (sources.Length > 1)
            {
                run.Error(association, "data-association-sources",
                    $"数据关联“{CheckRun.Label(association)}”有 {sources.Length} 个来源，必须说明如何转换（transformation）。",
                    $"The data association “{CheckRun.Label(association)}” has {sources.Length} sources and must say how to "
                    + "transform them.");
            }
            else if (sources.Length == 1 && target is not null && !DataItems.MayBeEqual(run, sources[0], target))
            {
                run.Error(association, "data-association-types",
                    $"数据关联“{CheckRun.Label(association)}”两端的数据类型不同，需要转换（transformation）。",
                    $"The ends of the data association “{CheckRun.Label(association)}” have different types; it needs a transformation.");
            }
        }
    }
}
