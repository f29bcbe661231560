using System.Globalization;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;
using NodaTime;

namespace CustomerFlow.Workflows.Execution;

/// <summary>When a timer is due and how often it comes again.</summary>
/// <param name="DueAt">The first firing.</param>
/// <param name="Repetitions">Firings after that; -1 without end.</param>
/// <param name="Cycle">The ISO 8601 duration between firings or the cron expression; empty for a single firing.</param>
internal readonly record struct TimerPlan(DateTimeOffset DueAt, int Repetitions, string Cycle);

/// <summary>Reads dates, durations and cycles. Days and months are counted in the business's own time zone.</summary>
internal readonly struct TimerSchedule(DateTimeOffset now, string timeZoneId)
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZoneId) ?? DateTimeZone.Utc;

    public bool TryPlan(TimerKind kind, FeelValue value, out TimerPlan plan)
    {
        plan = default;
        var read = value is FeelText text ? Read(kind, text.Value.Trim()) : Single(kind, value);
        if (read is not { } found) return false;
        plan = found;
        return true;
    }

    /// <summary>The firing after one that was due at <paramref name="previous"/>; null when the calendar has none.</summary>
    public DateTimeOffset? After(string cycle, DateTimeOffset previous)
    {
        if (FeelTemporalText.Duration(cycle) is { } interval) return Add(previous, interval);
        return CronSchedule.TryParse(cycle, out var cron) ? cron.After(previous, _zone) : null;
    }

    private TimerPlan? Read(TimerKind kind, string text) => kind switch
    {
        TimerKind.Date => FeelTemporalText.DateTime(text) is { } moment ? Single(kind, moment)
            : FeelTemporalText.Date(text) is { } date ? Single(kind, date) : null,
        TimerKind.Duration => FeelTemporalText.Duration(text) is { } duration ? Single(kind, duration) : null,
        _ => text.StartsWith('R') ? ReadRepetition(text) : ReadCron(text),
    };

    private TimerPlan? Single(TimerKind kind, FeelValue value) => (kind, value) switch
    {
        (TimerKind.Date, FeelDateTime moment) => new TimerPlan(moment.ToInstant(_zone).ToDateTimeOffset(), 0, ""),
        (TimerKind.Date, FeelDate date) => new TimerPlan(_zone.AtStartOfDay(date.Value).ToInstant().ToDateTimeOffset(), 0, ""),
        (TimerKind.Duration, FeelDaysDuration or FeelYearsDuration) when Add(now, value) is { } due => new TimerPlan(due, 0, ""),
        _ => null,
    };

    // R[n]/[start/]duration[/end]
    private TimerPlan? ReadRepetition(string text)
    {
        var parts = text.Split('/');
        var count = -1;
        if (parts[0].Length > 1
            && (!int.TryParse(parts[0].AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out count) || count < -1))
            return null;
        var hasStart = parts.Length > 2 && !parts[1].StartsWith('P');
        var durationText = parts.ElementAtOrDefault(hasStart ? 2 : 1);
        if (count == 0 || durationText is null || FeelTemporalText.Duration(durationText) is not { } interval) return null;
        DateTimeOffset? first = hasStart ? Read(TimerKind.Date, parts[1])?.DueAt : Add(now, interval);
        return first is { } due ? new TimerPlan(due, count < 0 ? -1 : count - 1, durationText) : null;
    }

    private TimerPlan? ReadCron(string text) =>
        CronSchedule.TryParse(text, out var cron) && cron.After(now, _zone) is { } due ? new TimerPlan(due, -1, text) : null;

    private DateTimeOffset? Add(DateTimeOffset from, FeelValue duration)
    {
        try
        {
            return duration switch
            {
                FeelDaysDuration days => Instant.FromDateTimeOffset(from).Plus(days.Value).ToDateTimeOffset(),
                FeelYearsDuration years => Instant.FromDateTimeOffset(from).InZone(_zone).LocalDateTime
                    .PlusMonths(checked((int)years.Months)).InZoneLeniently(_zone).ToInstant().ToDateTimeOffset(),
                _ => null,
            };
        }
        catch (Exception beyond) when (beyond is OverflowException or ArgumentOutOfRangeException or InvalidOperationException)
        {
            // A time beyond the calendar is no time: the caller reports the value.
            return null;
        }
    }
}
