using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>What the trigger of an event must say so that it can fire.</summary>
internal static class TriggerRules
{
    public static void Timers_have_one_valid_value(CheckRun run)
    {
        foreach (var timer in run.Model.All("timerEventDefinition"))
        {
            var values = timer.Elements().Where(value => value.Kind() is "timeDate" or "timeDuration" or "timeCycle").ToArray();
            if (values.Length != 1)
            {
                run.Error(timer, "timer-value-count",
                    $"“{Owner(timer)}”的定时器必须恰好填写一项：日期、时长或周期；现在填了 {values.Length} 项。",
                    $"The timer of “{Owner(timer)}” needs exactly one of date, duration or cycle; it has {values.Length}.");
            }

            foreach (var value in values)
            {
                CheckValue(run, timer, value, value.Value.Trim());
            }
        }
    }

    private static void CheckValue(CheckRun run, XElement timer, XElement value, string text)
    {
        var (valid, zh, en) = value.Kind() switch
        {
            "timeDate" => (
                TimerText.IsDate(text), "日期时间，例如 2026-10-01T09:00:00+08:00", "a date and time such as 2026-10-01T09:00:00+08:00"),
            "timeDuration" => (TimerText.IsDuration(text), "时长，例如 P3D 或 PT4H", "a duration such as P3D or PT4H"),
            _ => (TimerText.IsCycle(text), "周期，例如 R3/PT1H 或 0 0 9 * * MON-FRI", "a cycle such as R3/PT1H or 0 0 9 * * MON-FRI"),
        };
        if (!valid && text.Length > 0 && !text.StartsWith('='))
        {
            run.Error(value, "timer-value-invalid",
                $"“{Owner(timer)}”的定时值“{text}”不是有效的{zh}。",
                $"The timer value “{text}” of “{Owner(timer)}” is not {en}.");
        }
    }

    public static void Message_events_name_a_message(CheckRun run)
    {
        foreach (var holder in run.Model.All(["messageEventDefinition", "receiveTask"]))
        {
            var message = run.Model.Refer(holder, "messageRef");
            if (holder.Text("messageRef") is null && !IsThrownByWorker(holder))
            {
                run.Error(holder, "message-missing",
                    $"“{Owner(holder)}”没有指定消息。",
                    $"“{Owner(holder)}” does not say which message it is about.");
            }
            else if (message is not null && message.Text("name") is null)
            {
                run.Error(holder, "message-without-name",
                    $"“{Owner(holder)}”所用的消息“{CheckRun.Label(message)}”没有名称，无法匹配。",
                    $"The message “{CheckRun.Label(message)}” of “{Owner(holder)}” has no name, so nothing can be matched with it.");
            }
        }
    }

    /// <summary>A worker knows by itself what it sends; an operation, though, always says by which message it is called.</summary>
    private static bool IsThrownByWorker(XElement holder) =>
        holder.Parent!.Extension("taskDefinition") is not null && BpmnNames.ThrowEvents.Contains(holder.Parent!.Kind())
        && holder.Child("operationRef") is null;

    public static void Waiting_for_a_message_needs_a_key(CheckRun run)
    {
        foreach (var holder in run.Model.All(["messageEventDefinition", "receiveTask"]))
        {
            if (WaitsInsideAnInstance(holder) && run.Model.Refer(holder, "messageRef") is { } message
                && message.Extension("subscription").Text("correlationKey") is null)
            {
                run.Error(holder, "message-without-key",
                    $"“{Owner(holder)}”等待消息“{CheckRun.Label(message)}”，但没有填写关联键（correlationKey），无法判断消息属于哪个流程实例。",
                    $"“{Owner(holder)}” waits for the message “{CheckRun.Label(message)}”, which has no correlation key, "
                    + "so nobody can tell which case a message belongs to.");
            }
        }
    }

    /// <summary>A start event of a process is found by name alone; everything else that waits needs a key.</summary>
    private static bool WaitsInsideAnInstance(XElement holder)
    {
        if (holder.Is("receiveTask"))
        {
            return !holder.Flag("instantiate", false);
        }

        return holder.Parent!.Kind() switch
        {
            "intermediateCatchEvent" or "boundaryEvent" => true,
            "startEvent" => BpmnModel.ScopeOf(holder.Parent!)?.Is("process") != true,
            _ => false,
        };
    }

    public static void Signals_have_a_name(CheckRun run)
    {
        foreach (var definition in run.Model.All("signalEventDefinition"))
        {
            var signal = run.Model.Refer(definition, "signalRef");
            if (definition.Text("signalRef") is null || (signal is not null && signal.Text("name") is null))
            {
                run.Error(definition, "signal-missing",
                    $"“{Owner(definition)}”没有指定信号，或信号没有名称。",
                    $"“{Owner(definition)}” does not say which signal it is about, or the signal has no name.");
            }
        }
    }

    public static void Thrown_errors_and_escalations_have_a_code(CheckRun run)
    {
        foreach (var definition in run.Model.All(["errorEventDefinition", "escalationEventDefinition"]))
        {
            var (reference, code) = definition.Is("errorEventDefinition") ? ("errorRef", "errorCode") : ("escalationRef", "escalationCode");
            if (BpmnNames.ThrowEvents.Contains(definition.Parent!.Kind()) && run.Model.Refer(definition, reference).Text(code) is null)
            {
                run.Error(definition, "code-missing",
                    $"“{Owner(definition)}”抛出错误或升级，但没有指定代码，外层无法识别。",
                    $"“{Owner(definition)}” throws an error or escalation without a code, so nothing around it can tell which.");
            }
        }
    }

    public static void Conditional_events_have_a_condition(CheckRun run)
    {
        foreach (var definition in run.Model.All("conditionalEventDefinition").Where(definition => definition.Child("condition") is null))
        {
            run.Error(definition, "conditional-without-condition",
                $"条件事件“{Owner(definition)}”没有条件。",
                $"The conditional event “{Owner(definition)}” has no condition.");
        }
    }

    public static void Messages_start_a_process_once(CheckRun run)
    {
        var starts = run.Model.All("startEvent").Where(start => BpmnModel.ScopeOf(start)?.Is("process") == true);
        var named = from start in starts
                    from definition in run.Model.EventDefinitions(start)
                    let name = run.Model.Refer(definition, "messageRef").Text("name")
                    where name is not null
                    select (start, name, process: BpmnModel.ProcessOf(start));
        foreach (var twice in named.GroupBy(found => (found.name, found.process)).Where(group => group.Count() > 1))
        {
            run.Error(twice.Last().start, "message-start-duplicate",
                $"同一流程有多个开始事件等待消息“{twice.Key.name}”，一条消息会启动多个实例。",
                $"Several start events of one process wait for the message “{twice.Key.name}”; one message would start several cases.");
        }
    }

    public static void A_process_has_one_plain_start(CheckRun run)
    {
        foreach (var scope in run.Model.All(["process", "subProcess", "transaction"]).Where(scope => !BpmnModel.IsEventSubProcess(scope)))
        {
            var plain = scope.Children("startEvent").Where(start => run.Model.EventDefinitions(start).Count == 0).ToArray();
            if (plain.Length > 1)
            {
                run.Warning(plain[1], "plain-start-duplicate",
                    $"“{CheckRun.Label(scope)}”有 {plain.Length} 个普通开始事件；启动时它们会同时开始。",
                    $"“{CheckRun.Label(scope)}” has {plain.Length} start events without trigger; all of them begin at once.");
            }
        }
    }

    private static string Owner(XElement definition) => CheckRun.Label(BpmnNames.FlowNodes.Contains(definition.Kind())
        ? definition
        : definition.Ancestors().FirstOrDefault(ancestor => BpmnNames.FlowNodes.Contains(ancestor.Kind())) ?? definition);
}
