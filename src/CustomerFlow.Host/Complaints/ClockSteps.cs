using System.Collections.Immutable;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Calendars;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;

namespace CustomerFlow.Host.Complaints;

/// <summary><c>cf:pause-clock</c>: the target stands while waiting for the customer.</summary>
internal sealed class PauseClockStep(CalendarSet calendars) : ClockStep("cf:pause-clock")
{
    protected override StepOutcome Decide(ImmutableArray<RunningClock> clocks, string name, DateTimeOffset now) => StepOutcome.With(
    [
        .. ClockFacts.Pause(clocks, name, calendars, now),
        new StepEffect.ChangeCase(new CaseChange { Status = CaseStatus.WaitingForCustomer }),
    ]);
}

/// <summary><c>cf:resume-clock</c>: the target goes on where it stood, and its end moves back accordingly.</summary>
internal sealed class ResumeClockStep(CalendarSet calendars) : ClockStep("cf:resume-clock")
{
    protected override StepOutcome Decide(ImmutableArray<RunningClock> clocks, string name, DateTimeOffset now)
    {
        if (clocks.FirstOrDefault(clock => clock.Name == name && clock.IsPaused) is not { } paused) return StepOutcome.With();
        if (ClockFacts.DueAfterResume(paused, calendars, now) is not { } dueAt)
            return new StepOutcome.Failed($"The working calendar \"{paused.Calendar}\" is gone or has no working time left.");
        var change = new CaseChange
        {
            Status = CaseStatus.Investigating, DueAt = name == ClockFacts.Resolution ? dueAt : null,
        };
        ImmutableArray<StepEffect> effects = [new StepEffect.ResumeClock(name, dueAt), new StepEffect.ChangeCase(change)];
        return name == ClockFacts.Resolution
            ? new StepOutcome.Completed(FeelContext.Empty.With("resolutionDue", FeelValue.Of(dueAt)), effects)
            : new StepOutcome.Completed(FeelContext.Empty, effects);
    }
}

/// <summary><c>cf:stop-clock</c>: the target was reached, or counts no more.</summary>
internal sealed class StopClockStep() : ClockStep("cf:stop-clock")
{
    protected override StepOutcome Decide(ImmutableArray<RunningClock> clocks, string name, DateTimeOffset now) =>
        StepOutcome.With([.. ClockFacts.Stop(clocks, name)]);
}

/// <summary>A step about the one clock that its header <c>clock</c> names.</summary>
internal abstract class ClockStep(string type) : InlineStep<ImmutableArray<RunningClock>>(type)
{
    private const string ClockHeader = "clock";

    public sealed override Task<ImmutableArray<RunningClock>> ReadAsync(
        StepReader reader, StepInput input, CancellationToken cancellationToken) =>
        ClockFacts.ReadAsync(reader.Db, input.InstanceKey, cancellationToken);

    public sealed override StepOutcome Decide(ImmutableArray<RunningClock> record, StepInput input, DateTimeOffset now) =>
        input.Header(ClockHeader) is { } name
            ? Decide(record, name, now)
            : new StepOutcome.Failed("The header \"clock\" is missing.");

    protected abstract StepOutcome Decide(ImmutableArray<RunningClock> clocks, string name, DateTimeOffset now);
}
