using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Runtime;

/// <summary>When a process with a timer start event begins by itself.</summary>
public static class StartTimers
{
    /// <summary>The first start of a version that is published now; null when the timer has none (a date that cannot be read).</summary>
    public static StartTimer? First(EventTrigger.Timer timer, FeelEnvironment environment)
    {
        var value = timer.Value switch
        {
            FeelAttribute.Static text => new FeelText(text.Text),
            FeelAttribute.Expression expression => expression.Value.Evaluate(FeelScope.Empty, environment).Value,
            _ => FeelValue.Null,
        };
        return new TimerSchedule(environment.Now, environment.TimeZoneId).TryPlan(timer.Kind, value, out var plan)
            ? new StartTimer(plan.DueAt, plan.Repetitions < 0 ? null : plan.Repetitions, plan.Cycle)
            : null;
    }

    /// <summary>The start after one that was due; null when that was the last.</summary>
    public static StartTimer? Next(StartTimer current, FeelEnvironment environment)
    {
        if (current.RunsLeft == 0 || current.Cycle.Length == 0) return null;
        var dueAt = new TimerSchedule(environment.Now, environment.TimeZoneId).After(current.Cycle, current.DueAt);
        return dueAt is { } due ? new StartTimer(due, current.RunsLeft - 1, current.Cycle) : null;
    }
}

/// <summary>A start by timer.</summary>
/// <param name="DueAt">Business time.</param>
/// <param name="RunsLeft">Starts after that; null without end.</param>
/// <param name="Cycle">ISO 8601 duration or cron expression between starts; empty for a single one.</param>
public sealed record StartTimer(DateTimeOffset DueAt, int? RunsLeft, string Cycle);
