using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>What a process refers to outside its file: forms, decisions, other processes, texts in two languages.</summary>
internal static class ReleaseRules
{
    private static readonly string[] Languages = ["zh", "en"];

    public static void Forms_exist(CheckRun run)
    {
        if (run.Context.HasForm is not { } exists)
        {
            return;
        }

        foreach (var task in ExecutionRules.Elements<Element.UserTask>(run))
        {
            if (task.Definition.FormId is { } form && !exists(form))
            {
                run.Error(task, "form-unknown",
                    $"人工任务“{CheckRun.Label(task)}”使用的表单“{form}”不在本次发布中。",
                    $"The form “{form}” of the user task “{CheckRun.Label(task)}” is not part of the release.");
            }
        }
    }

    public static void Decisions_exist(CheckRun run)
    {
        if (run.Context.HasDecision is not { } exists)
        {
            return;
        }

        foreach (var task in ExecutionRules.Elements<Element.DecisionTask>(run))
        {
            if (task.DecisionId is FeelAttribute.Static { Text: { Length: > 0 } decision } && !exists(decision))
            {
                run.Error(task, "decision-unknown",
                    $"业务规则任务“{CheckRun.Label(task)}”使用的决策“{decision}”不存在。",
                    $"The decision “{decision}” of the business rule task “{CheckRun.Label(task)}” does not exist.");
            }
        }
    }

    public static void Called_processes_exist(CheckRun run)
    {
        if (run.Context.HasProcess is not { } exists)
        {
            return;
        }

        foreach (var call in ExecutionRules.Elements<Element.CallActivity>(run))
        {
            if (call.Called.ProcessId is FeelAttribute.Static { Text: { Length: > 0 } process } && !exists(process)
                && !run.Reading.Processes.Any(own => own.Id == process))
            {
                run.Error(call, "called-process-unknown",
                    $"调用活动“{CheckRun.Label(call)}”调用的流程“{process}”不存在。",
                    $"The process “{process}” that “{CheckRun.Label(call)}” calls does not exist.");
            }
        }
    }

    public static void Texts_exist_in_both_languages(CheckRun run)
    {
        if (run.Context.Texts is not { } texts)
        {
            return;
        }

        foreach (var language in Languages)
        {
            var (zh, en) = language == "zh" ? ("中文", "Chinese") : ("英文", "English");
            foreach (var task in ExecutionRules.Elements<Element.UserTask>(run))
            {
                if (!texts.TryGetValue(language, out var known) || !known.Contains(task.Id))
                {
                    run.Warning(task, "text-missing",
                        $"人工任务“{CheckRun.Label(task)}”没有{zh}名称（texts.{language}.json 中的“{task.Id}”）。",
                        $"The user task “{CheckRun.Label(task)}” has no name in {en} (“{task.Id}” in texts.{language}.json).");
                }
            }
        }
    }
}
