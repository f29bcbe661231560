using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Calendars;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CustomerFlow.Host.Complaints;

/// <summary>
/// <c>cf:start-clocks</c>: first response and resolution, in working time from the moment at which the customer spoke up. The counted
/// hours are kept with the case, so that the due time can be explained later.
/// </summary>
internal sealed class StartClocksStep(CalendarSet calendars) : InlineStep<CaseReceipt>("cf:start-clocks")
{
    public override async Task<CaseReceipt> ReadAsync(StepReader reader, StepInput input, CancellationToken cancellationToken) => new(
        await reader.Db.Set<CaseRow>().Where(row => row.InstanceKey == input.InstanceKey).Select(row => (DateTimeOffset?)row.ReceivedAt)
            .SingleOrDefaultAsync(cancellationToken));

    public override StepOutcome Decide(CaseReceipt record, StepInput input, DateTimeOffset now)
    {
        var calendarId = input.Variables.Text("calendar") ?? CalendarSet.Default;
        if (record.ReceivedAt is not { } receivedAt) return new StepOutcome.Failed("The instance has no case whose clocks could start.");
        if (!calendars.TryFind(calendarId, out var calendar))
            return new StepOutcome.Failed($"There is no working calendar \"{calendarId}\".");
        var start = Instant.FromDateTimeOffset(receivedAt);
        var first = Target.Of(calendar, start, input.Variables.Number("firstResponseHours"));
        var resolution = Target.Of(calendar, start, input.Variables.Number("resolutionHours"));
        if (first is null || resolution is null)
            return new StepOutcome.Failed("firstResponseHours and resolutionHours must be working hours within the calendar's horizon.");

        var result = FeelContext.Empty
            .With("firstResponseDue", FeelValue.Of(first.DueAt))
            .With("resolutionDue", FeelValue.Of(resolution.DueAt))
            .With("targets", FeelContext.Empty.With(ClockFacts.FirstResponse, first.Explanation)
            .With(ClockFacts.Resolution, resolution.Explanation));
        return new StepOutcome.Completed(result,
        [
            new StepEffect.OpenClock(ClockFacts.FirstResponse, calendarId, first.Length, first.DueAt),
            new StepEffect.OpenClock(ClockFacts.Resolution, calendarId, resolution.Length, resolution.DueAt),
            new StepEffect.ChangeCase(new CaseChange { DueAt = resolution.DueAt }),
        ]);
    }
}

/// <summary>When the customer spoke up; null when the instance has no case.</summary>
internal sealed record CaseReceipt(DateTimeOffset? ReceivedAt);

/// <summary>A target in working hours with the moment at which it ends and the reason.</summary>
internal sealed record Target(TimeSpan Length, DateTimeOffset DueAt, FeelContext Explanation)
{
    /// <summary>Null when the hours are missing, negative or beyond the horizon of the calendar.</summary>
    public static Target? Of(WorkingCalendar calendar, Instant start, decimal? hours)
    {
        if (hours is not (>= 0 and <= WorkingTime.HorizonDays * 24m) || hours is not { } length) return null;
        var working = TimeSpan.FromHours((double)length);
        if (WorkingTime.Add(calendar, start, Duration.FromTimeSpan(working)) is not { } proof) return null;
        var dueAt = proof.End.ToDateTimeOffset();
        return new Target(working, dueAt, ClockFacts.Explain(proof, dueAt, length));
    }
}
