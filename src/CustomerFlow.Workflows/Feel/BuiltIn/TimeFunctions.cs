using System.Collections.Immutable;
using NodaTime;
using NodaTime.Calendars;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Functions on dates and times (DMN §10.3.4.6 and §10.3.4.7).</summary>
internal static class TimeFunctions
{
    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    public static ImmutableArray<BuiltInFunction> All { get; } =
    [
        new("now", "", call => Now(call.Run)),
        new("today", "", call => new FeelDate(Now(call.Run).Value.Date)),
        new("day of year", "date", call => Day(call) is { } date ? FeelValue.Of(date.DayOfYear) : null),
        new("day of week", "date", call => Day(call) is { } date ? FeelValue.Of(Days[(int)date.DayOfWeek - 1]) : null),
        new("month of year", "date", call => Day(call) is { } date ? FeelValue.Of(Months[date.Month - 1]) : null),
        new("week of year", "date", call => Day(call) is { } date ? FeelValue.Of(WeekYearRules.Iso.GetWeekOfWeekYear(date)) : null),
        new("last day of month", "date", call => call.Single(0) is FeelDate or FeelDateTime && Day(call) is { } date
            ? FeelValue.Of(date.With(DateAdjusters.EndOfMonth))
            : null),
        new("years and months duration", "from, to", YearsAndMonths),
    ];

    private static FeelDateTime Now(FeelRun run)
    {
        var now = Instant.FromDateTimeOffset(run.Environment.Now).InZone(run.Zone);
        return new FeelDateTime(now.LocalDateTime, FeelZone.Of(run.Zone));
    }

    private static LocalDate? Day(BuiltInCall call) => call.Single(0) switch
    {
        FeelDate date => date.Value,
        FeelDateTime moment => moment.Value.Date,
        _ => null,
    };

    private static FeelYearsDuration? YearsAndMonths(BuiltInCall call)
    {
        if (Moment(call.Single(0)) is not { } from || Moment(call.Single(1)) is not { } to) return null;
        var months = ((to.Year - from.Year) * 12) + to.Value.Month - from.Value.Month;
        var (early, late) = (Rest(from.Value), Rest(to.Value));
        // A month that is not complete does not count, in either direction.
        if (months > 0 && late < early) months--;
        if (months < 0 && late > early) months++;
        return new FeelYearsDuration(months);
    }

    private static FeelDateTime? Moment(FeelValue value) => value switch
    {
        FeelDateTime moment => moment,
        FeelDate date => new FeelDateTime(date.Value.AtMidnight(), FeelZone.None, date.Cycles),
        _ => null,
    };

    private static long Rest(LocalDateTime value) => (value.Day * NodaConstants.NanosecondsPerDay) + value.NanosecondOfDay;
}
