using System.Collections.Immutable;
using CustomerFlow.Data.Complaints;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Calendars;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;
using NodaTime;

namespace CustomerFlow.Host.Complaints;

/// <summary>
/// <c>cf:reopen-case</c>: the history stays, the old clock ends and one of its own begins. Links to the earlier decision decide
/// nothing any more.
/// </summary>
internal sealed class ReopenCaseStep(CalendarSet calendars) : InlineStep<ClosableCase>("cf:reopen-case")
{
    private readonly CloseCaseStep closing = new();

    public override Task<ClosableCase> ReadAsync(StepReader reader, StepInput input, CancellationToken cancellationToken) =>
        closing.ReadAsync(reader, input, cancellationToken);

    public override StepOutcome Decide(ClosableCase record, StepInput input, DateTimeOffset now)
    {
        var name = input.Header("clock") ?? ClockFacts.Resolution;
        var calendarId = input.Variables.Text("calendar") ?? CalendarSet.Default;
        if (!calendars.TryFind(calendarId, out var calendar))
            return new StepOutcome.Failed($"There is no working calendar \"{calendarId}\".");
        if (Target.Of(calendar, Instant.FromDateTimeOffset(now), input.Variables.Number("resolutionHours")) is not { } target)
            return new StepOutcome.Failed("resolutionHours must be working hours within the calendar's horizon.");

        var effects = ImmutableArray.CreateBuilder<StepEffect>();
        effects.AddRange(ClockFacts.Stop(record.Clocks, name));
        effects.Add(new StepEffect.OpenClock(name, calendarId, target.Length, target.DueAt));
        effects.Add(new StepEffect.ChangeCase(new CaseChange { Status = CaseStatus.Reopened, DueAt = target.DueAt, IsClosed = false }));
        if (record.HasComplaint)
        {
            effects.Add(new StepEffect.ChangeRow(
                typeof(Complaint), input.InstanceKey, ImmutableDictionary<string, object?>.Empty.Add(nameof(Complaint.Outcome), null)));
        }

        effects.AddRange(CaseLinks.Revoke(record.OpenDecisionLinks, now));
        return new StepOutcome.Completed(FeelContext.Empty.With("resolutionDue", FeelValue.Of(target.DueAt)), effects.ToImmutable());
    }
}
