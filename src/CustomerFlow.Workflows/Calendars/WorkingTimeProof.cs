using System.Collections.Immutable;
using NodaTime;

namespace CustomerFlow.Workflows.Calendars;

/// <summary>
/// A span of working time together with its explanation: the strip of counted and skipped pieces from start to end, without gaps.
/// Start, end and sum are read off the strip, so they cannot disagree with it.
/// </summary>
/// <param name="CalendarId">The calendar that was computed with.</param>
/// <param name="Start">The moment from which was counted.</param>
/// <param name="Spans">The strip in order of time; neighbours of the same kind and name are one piece.</param>
/// <param name="BeyondCoverage">True when a date lies in a year without holidays entered: only the week counts there.</param>
public sealed record WorkingTimeProof(string CalendarId, Instant Start, ImmutableArray<WorkingSpan> Spans, bool BeyondCoverage)
{
    /// <summary>The moment at which the strip ends: the due time.</summary>
    public Instant End => Spans.IsEmpty ? Start : Spans[^1].To;

    /// <summary>The working time on the strip.</summary>
    public Duration Counted => Spans.Where(span => span.Counts).Aggregate(Duration.Zero, (sum, span) => sum + span.Length);

    internal static WorkingTimeProof Of(WorkingCalendar calendar, Instant start, IEnumerable<WorkingSpan> pieces)
    {
        var spans = new List<WorkingSpan>();
        foreach (var piece in pieces)
        {
            if (spans is [.., var last] && last.Kind == piece.Kind && last.Name == piece.Name) spans[^1] = last with { To = piece.To };
            else spans.Add(piece);
        }

        var end = spans.Count == 0 ? start : spans[^1].To;
        return new(calendar.Id, start, [.. spans], calendar.IsBeyondCoverage(start, end));
    }
}

/// <summary>A number of working days together with its explanation: every date on the way, counted or not and why.</summary>
/// <param name="CalendarId">The calendar that was computed with.</param>
/// <param name="Start">The moment from which was counted.</param>
/// <param name="End">The moment on the last counted day: the due time.</param>
/// <param name="Days">The dates after the day of the start, in order; a date counts when it is worked.</param>
/// <param name="BeyondCoverage">True when a date lies in a year without holidays entered: only the week counts there.</param>
public sealed record WorkingDaysProof(string CalendarId, Instant Start, Instant End, ImmutableArray<DayPlan> Days, bool BeyondCoverage)
{
    /// <summary>How many working days the strip holds.</summary>
    public int Counted => Days.Count(day => day.IsWorked);
}
