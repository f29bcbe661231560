using System.Collections.Immutable;
using NodaTime;

namespace CustomerFlow.Workflows.Calendars;

/// <summary>Time as a calendar sees it: an endless row of spans without gaps, each of which counts or is skipped for one reason.</summary>
internal static class WorkingTimeline
{
    /// <summary>Answers the spans from a moment on, split where a pause begins or ends. The caller stops reading.</summary>
    public static IEnumerable<WorkingSpan> From(WorkingCalendar calendar, Instant start, ImmutableArray<Interval> pauses)
    {
        if (pauses.IsDefaultOrEmpty) return Days(calendar, start);
        var merged = Merged(pauses);
        return Days(calendar, start).SelectMany(span => Split(span, merged));
    }

    // Begins with the day before, whose last shift may run over midnight. A shift belongs to the day on which it begins, so it counts
    // on even when the next day is a holiday. Where shifts of two days overlap, the earlier one counts and the later is shortened.
    private static IEnumerable<WorkingSpan> Days(WorkingCalendar calendar, Instant start)
    {
        var cursor = start;
        for (var date = start.InZone(calendar.Zone).Date.PlusDays(-1); ; date = date.PlusDays(1))
        {
            var plan = calendar.PlanFor(date);
            for (var index = 0; index < plan.Periods.Length; index++)
            {
                var (from, to) = plan.Periods[index].On(date, calendar.Zone);
                if (to <= cursor) continue;
                if (from > cursor) yield return new(cursor, from, index == 0 ? SpanKind.OffHours : SpanKind.Break, null);
                cursor = Instant.Max(cursor, from);
                yield return Counted(plan, cursor, to);
                cursor = to;
            }

            var midnight = calendar.Zone.AtStartOfDay(date.PlusDays(1)).ToInstant();
            if (cursor >= midnight) continue;
            yield return Rest(plan, cursor, midnight);
            cursor = midnight;
        }
    }

    private static WorkingSpan Counted(DayPlan plan, Instant from, Instant to) => plan.Kind is DayKind.MakeUpWorkday
        ? new(from, to, SpanKind.MakeUpWorkday, plan.Name)
        : new(from, to, SpanKind.Working, null);

    private static WorkingSpan Rest(DayPlan plan, Instant from, Instant to) => new(from, to, plan.Kind switch
    {
        DayKind.Weekend => SpanKind.Weekend,
        DayKind.Holiday => SpanKind.Holiday,
        DayKind.CompanyDayOff => SpanKind.CompanyDayOff,
        _ => SpanKind.OffHours,
    }, plan.IsWorked ? null : plan.Name);

    private static IEnumerable<WorkingSpan> Split(WorkingSpan span, ImmutableArray<Interval> pauses)
    {
        var cursor = span.From;
        foreach (var pause in pauses)
        {
            var from = Instant.Max(cursor, pause.HasStart ? pause.Start : Instant.MinValue);
            var to = Instant.Min(span.To, pause.HasEnd ? pause.End : Instant.MaxValue);
            if (from >= to) continue;
            if (from > cursor) yield return span with { From = cursor, To = from };
            yield return new(from, to, SpanKind.Pause, null);
            cursor = to;
        }

        if (cursor < span.To) yield return span with { From = cursor };
    }

    // In order of time and without overlaps, as Split needs them.
    private static ImmutableArray<Interval> Merged(ImmutableArray<Interval> pauses)
    {
        var merged = new List<Interval>();
        foreach (var pause in pauses.OrderBy(pause => pause.HasStart ? pause.Start : Instant.MinValue))
        {
            if (merged.Count > 0 && Touch(merged[^1], pause)) merged[^1] = Union(merged[^1], pause);
            else merged.Add(pause);
        }

        return [.. merged];
    }

    private static bool Touch(Interval earlier, Interval later) => !earlier.HasEnd || !later.HasStart || later.Start <= earlier.End;

    private static Interval Union(Interval earlier, Interval later) => new(
        earlier.HasStart ? earlier.Start : null,
        earlier.HasEnd && later.HasEnd ? Instant.Max(earlier.End, later.End) : null);
}
