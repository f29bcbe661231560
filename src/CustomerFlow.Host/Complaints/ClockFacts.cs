using System.Collections.Immutable;
using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Workflows.Calendars;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CustomerFlow.Host.Complaints;

/// <summary>A target of the case that still counts, as the database knows it.</summary>
/// <param name="Name">Such as <c>resolution</c>.</param>
/// <param name="Calendar">The calendar that counts.</param>
/// <param name="DueAt">By when, as things stood when it was last moved.</param>
/// <param name="Left">Working time left since the pause; null while it runs.</param>
internal sealed record RunningClock(string Name, string Calendar, DateTimeOffset DueAt, TimeSpan? Left)
{
    public bool IsPaused => Left is not null;
}

/// <summary>Reads clocks and counts with them: the same pure rules for every step that starts, pauses, resumes or stops one.</summary>
internal static class ClockFacts
{
    public const string FirstResponse = "first-response";
    public const string Resolution = "resolution";

    public const string WaitingForCustomer = "waiting-for-customer";

    public static async Task<ImmutableArray<RunningClock>> ReadAsync(
        CustomerFlowDb db, long instanceKey, CancellationToken cancellationToken)
    {
        var rows = await db.Set<CaseClockRow>().AsNoTracking().Where(row => row.InstanceKey == instanceKey && row.StoppedAt == null)
            .OrderBy(row => row.Name).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new RunningClock(
            row.Name, row.Calendar, row.DueAt,
            row is { PausedAt: not null, LeftSeconds: { } left } ? TimeSpan.FromSeconds(left) : null))];
    }

    /// <summary>The effect that pauses a running clock; nothing for one that stands or is over.</summary>
    public static IEnumerable<StepEffect> Pause(
        ImmutableArray<RunningClock> clocks, string name, CalendarSet calendars, DateTimeOffset now)
    {
        foreach (var clock in clocks.Where(clock => clock.Name == name && !clock.IsPaused))
            yield return new StepEffect.PauseClock(name, Left(clock, calendars, now), WaitingForCustomer);
    }

    /// <summary>The effects that let a paused clock go on, with the moment at which its target now ends.</summary>
    public static DateTimeOffset? DueAfterResume(RunningClock clock, CalendarSet calendars, DateTimeOffset now) =>
        clock.Left is { } left && calendars.TryFind(clock.Calendar, out var calendar)
            ? WorkingTime.Add(calendar, Instant.FromDateTimeOffset(now), Duration.FromTimeSpan(left))?.End.ToDateTimeOffset()
            : null;

    public static IEnumerable<StepEffect> Stop(ImmutableArray<RunningClock> clocks, string name) =>
        clocks.Where(clock => clock.Name == name).Select(_ => new StepEffect.StopClock(name));

    /// <summary>The strip of counted and skipped time behind a due time (N7), as a value of the process.</summary>
    public static FeelContext Explain(WorkingTimeProof proof, DateTimeOffset dueAt, decimal hours) => FeelContext.Empty
        .With("calendar", FeelValue.Of(proof.CalendarId))
        .With("hours", FeelValue.Of(hours))
        .With("start", FeelValue.Of(proof.Start.ToDateTimeOffset()))
        .With("due", FeelValue.Of(dueAt))
        .With("beyondCoverage", FeelValue.Of(proof.BeyondCoverage))
        .With("spans", FeelValue.Of(proof.Spans.Select(span => FeelContext.Empty
            .With("from", FeelValue.Of(span.From.ToDateTimeOffset()))
            .With("to", FeelValue.Of(span.To.ToDateTimeOffset()))
            .With("kind", FeelValue.Of(span.Kind.ToString()))
            .With("counts", FeelValue.Of(span.Counts)))));

    // What is overdue has nothing left: it is due again the moment the customer has answered.
    private static TimeSpan Left(RunningClock clock, CalendarSet calendars, DateTimeOffset now)
    {
        if (now >= clock.DueAt || !calendars.TryFind(clock.Calendar, out var calendar)) return TimeSpan.Zero;
        var between = WorkingTime.Between(calendar, Instant.FromDateTimeOffset(now), Instant.FromDateTimeOffset(clock.DueAt));
        return between?.Counted.ToTimeSpan() ?? TimeSpan.Zero;
    }
}
