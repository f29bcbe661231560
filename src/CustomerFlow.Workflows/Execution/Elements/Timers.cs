using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Workflows.Execution.Elements;

/// <summary>When timers are due (BPMN 2.0 §10.5.5, ISO 8601, cron).</summary>
internal static class Timers
{
    /// <summary>Evaluates a timer; false after an incident.</summary>
    public static bool TryPlan(Turn turn, ElementInstance element, EventTrigger.Timer timer, out TimerPlan plan)
    {
        plan = default;
        if (!Expressions.TryValue(turn, element, timer.Value, IncidentKind.ExtractValueError, out var value)) return false;
        var schedule = new TimerSchedule(turn.Context.Now, turn.Context.TimeZoneId);
        if (schedule.TryPlan(timer.Kind, value, out plan)) return true;
        var expected = timer.Kind switch
        {
            TimerKind.Date => "a date and time such as 2026-03-01T09:00:00Z",
            TimerKind.Duration => "a duration such as PT15M or P3D",
            _ => "a cycle such as R3/PT1H, or a cron expression",
        };
        turn.Raise(element, IncidentKind.ExtractValueError, $"The timer needs {expected} but has {Expressions.Describe(value)}.");
        return false;
    }

    /// <summary>Schedules the next firing of a cyclic timer that goes on. False when this was the only or the last one.</summary>
    public static bool Repeat(Turn turn, ElementInstance owner, Wait fired, Element element, bool isInterrupting)
    {
        var isCatchEvent = element is Element.CatchEvent && owner.ElementId == element.Id;
        if (fired.Repetitions == 0 || (isInterrupting && !isCatchEvent)) return false;
        var schedule = new TimerSchedule(turn.Context.Now, turn.Context.TimeZoneId);
        if (schedule.After(fired.Name, fired.DueAt) is not { } dueAt) return false;
        var next = fired with
        {
            Key = turn.NextKey(),
            DueAt = dueAt,
            Repetitions = fired.Repetitions < 0 ? fired.Repetitions : fired.Repetitions - 1,
        };
        turn.Add(next);
        turn.Emit(new Effect.TimerScheduled(next.Key, owner.Key, element.Id, dueAt));
        return true;
    }
}
