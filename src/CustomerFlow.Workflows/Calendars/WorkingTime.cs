using System.Collections.Immutable;
using NodaTime;

namespace CustomerFlow.Workflows.Calendars;

/// <summary>
/// Computes with working time. Every function folds the same <see cref="WorkingTimeline"/>, so that what computes a due time
/// also explains it. Null answers mean: outside <see cref="HorizonDays"/> or the years 1900 to 8999, or a question without an answer.
/// </summary>
public static class WorkingTime
{
    /// <summary>How far a computation looks ahead, in days; about ten years.</summary>
    public const int HorizonDays = 3660;

    private static readonly Duration Horizon = Duration.FromDays(HorizonDays);
    private static readonly Interval Years = new(Instant.FromUtc(1900, 1, 1, 0, 0), Instant.FromUtc(9000, 1, 1, 0, 0));

    /// <summary>
    /// Answers the earliest moment at which the given working time has passed since the start, with its explanation. A time that runs
    /// out with the working day is due at the end of that day, not on the next morning; zero is due at the start itself.
    /// </summary>
    /// <returns>Null for a negative time and for one that does not run out within the horizon, as under a pause without end.</returns>
    public static WorkingTimeProof? Add(
        WorkingCalendar calendar, Instant start, Duration working, ImmutableArray<Interval> pauses = default)
    {
        if (working < Duration.Zero || !Years.Contains(start)) return null;

        var pieces = new List<WorkingSpan>();
        var remaining = working;
        foreach (var span in WorkingTimeline.From(calendar, start, pauses))
        {
            if (remaining == Duration.Zero) break;
            if (span.From - start > Horizon) return null;
            var piece = span.Counts && span.Length > remaining ? span with { To = span.From + remaining } : span;
            if (piece.Counts) remaining -= piece.Length;
            pieces.Add(piece);
        }

        return WorkingTimeProof.Of(calendar, start, pieces);
    }

    /// <summary>Answers the working time between two moments, with its explanation.</summary>
    /// <returns>Null when the second moment is before the first or beyond the horizon.</returns>
    public static WorkingTimeProof? Between(
        WorkingCalendar calendar, Instant from, Instant until, ImmutableArray<Interval> pauses = default)
    {
        if (until < from || until - from > Horizon || !Years.Contains(from)) return null;

        var pieces = WorkingTimeline.From(calendar, from, pauses)
            .TakeWhile(span => span.From < until)
            .Select(span => span.To > until ? span with { To = until } : span);
        return WorkingTimeProof.Of(calendar, from, pieces);
    }

    /// <summary>Tells whether work goes on at a moment; the end of a period is no longer part of it.</summary>
    public static bool IsWorking(WorkingCalendar calendar, Instant moment) =>
        Years.Contains(moment) && WorkingTimeline.From(calendar, moment, default).First().Counts;

    /// <summary>Answers the moment itself when work goes on, else the next moment at which work begins.</summary>
    /// <returns>Null when no work begins within the horizon.</returns>
    public static Instant? NextWorkingStart(WorkingCalendar calendar, Instant moment)
    {
        if (!Years.Contains(moment)) return null;
        return WorkingTimeline.From(calendar, moment, default)
            .TakeWhile(span => span.From - moment <= Horizon)
            .FirstOrDefault(span => span.Counts)?.From;
    }

    /// <summary>
    /// Answers the moment that lies a number of working days ahead, with its explanation. The day of the start is not counted: "1 working
    /// day" from any time on Friday is Monday. On the last day it is the same time of day as at the start, moved into that day's working
    /// hours: to the next period when it falls before one or into a break, to the end of the day when it is later. A free day counts as
    /// the end of the working day before it, so that who writes on Saturday is never answered before who wrote on Friday night; a
    /// shift over midnight belongs to the day on which it began. Zero days answer the start itself. Pauses do not move working days.
    /// </summary>
    /// <returns>Null for a negative number and when there are too few working days within the horizon.</returns>
    public static WorkingDaysProof? AddWorkingDays(WorkingCalendar calendar, Instant start, int days)
    {
        if (days < 0 || !Years.Contains(start)) return null;

        var startDay = WorkingDayOf(calendar, start);
        var passed = new List<DayPlan>();
        var remaining = days;
        for (var ahead = 1; remaining > 0; ahead++)
        {
            if (ahead > HorizonDays) return null;
            var plan = calendar.PlanFor(startDay.Date.PlusDays(ahead));
            passed.Add(plan);
            if (plan.IsWorked) remaining--;
        }

        var end = passed.Count == 0 ? start : SameTimeOn(calendar, passed[^1], start, startDay);
        return new(calendar.Id, start, end, [.. passed], calendar.IsBeyondCoverage(start, end));
    }

    private static DayPlan WorkingDayOf(WorkingCalendar calendar, Instant moment)
    {
        var date = moment.InZone(calendar.Zone).Date;
        var dayBefore = calendar.PlanFor(date.PlusDays(-1));
        var shiftGoesOn = dayBefore.Periods.Any(period =>
            period.On(dayBefore.Date, calendar.Zone) is var (from, to) && from <= moment && moment < to);
        return shiftGoesOn ? dayBefore : calendar.PlanFor(date);
    }

    private static Instant SameTimeOn(WorkingCalendar calendar, DayPlan day, Instant start, DayPlan startDay)
    {
        var endOfDay = day.Periods[^1].On(day.Date, calendar.Zone).To;
        if (!startDay.IsWorked) return endOfDay;

        var local = start.InZone(calendar.Zone).LocalDateTime;
        var sameTime = WorkingPeriod.Resolve(local.PlusDays(Period.DaysBetween(startDay.Date, day.Date)), calendar.Zone);
        foreach (var period in day.Periods)
        {
            var (from, to) = period.On(day.Date, calendar.Zone);
            if (sameTime <= to) return Instant.Max(from, sameTime);
        }

        return endOfDay;
    }
}
