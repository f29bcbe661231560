using CustomerFlow.Workflows.Feel;
using NodaTime;

namespace CustomerFlow.Workflows.Calendars;

/// <summary>
/// Working time in FEEL. The calendar is named by its id and may be left out for the company's own; without a zone, a date and time is
/// meant in the calendar's zone. The answer is null where the arguments do not fit or there is no such calendar.
/// <list type="bullet">
/// <item><c>working time after(date and time, duration, calendar)</c> → date and time: <see cref="WorkingTime.Add"/></item>
/// <item><c>working days after(date and time, number, calendar)</c> → date and time: <see cref="WorkingTime.AddWorkingDays"/></item>
/// <item><c>working time between(date and time, date and time, calendar)</c> → duration, negative when the second is earlier</item>
/// <item><c>is working time(date and time, calendar)</c> → boolean</item>
/// </list>
/// </summary>
public static class WorkingTimeFunctions
{
    /// <summary>Answers the moment at which a working time has passed, in the calendar's zone.</summary>
    public static ZonedDateTime? WorkingTimeAfter(WorkingCalendar calendar, Instant start, Duration working) =>
        WorkingTime.Add(calendar, start, working)?.End.InZone(calendar.Zone);

    /// <summary>Answers the moment a number of working days ahead, in the calendar's zone.</summary>
    public static ZonedDateTime? WorkingDaysAfter(WorkingCalendar calendar, Instant start, int days) =>
        WorkingTime.AddWorkingDays(calendar, start, days)?.End.InZone(calendar.Zone);

    /// <summary>Answers the working time from one moment to another; negative when the second is earlier.</summary>
    public static Duration? WorkingTimeBetween(WorkingCalendar calendar, Instant from, Instant until) => until < from
        ? -WorkingTime.Between(calendar, until, from)?.Counted
        : WorkingTime.Between(calendar, from, until)?.Counted;

    /// <summary>Adds the functions to those that an expression can call.</summary>
    /// <param name="functions">The functions so far.</param>
    /// <param name="calendars">The calendars that expressions may name.</param>
    public static FeelFunctions WithWorkingTime(this FeelFunctions functions, CalendarSet calendars) => functions
        .With("working time after", ["start", "duration", "calendar?"], (given, _) => In(calendars, given[2], calendar =>
            Moment(given[0], calendar) is { } start && given[1] is FeelDaysDuration working
                ? Of(WorkingTimeAfter(calendar, start, working.Value))
                : FeelValue.Null))
        .With("working days after", ["start", "days", "calendar?"], (given, _) => In(calendars, given[2], calendar =>
            Moment(given[0], calendar) is { } start && Whole(given[1]) is { } days
                ? Of(WorkingDaysAfter(calendar, start, days))
                : FeelValue.Null))
        .With("working time between", ["from", "until", "calendar?"], (given, _) => In(calendars, given[2], calendar =>
            Moment(given[0], calendar) is { } from && Moment(given[1], calendar) is { } until
            && WorkingTimeBetween(calendar, from, until) is { } between
                ? FeelValue.Of(between)
                : FeelValue.Null))
        .With("is working time", ["moment", "calendar?"], (given, _) => In(calendars, given[1], calendar =>
            Moment(given[0], calendar) is { } moment
                ? FeelValue.Of(WorkingTime.IsWorking(calendar, moment))
                : FeelValue.Null));

    private static FeelValue In(CalendarSet calendars, FeelValue id, Func<WorkingCalendar, FeelValue> compute) =>
        Calendar(calendars, id) is { } calendar ? compute(calendar) : FeelValue.Null;

    private static WorkingCalendar? Calendar(CalendarSet calendars, FeelValue id) => id switch
    {
        FeelNull => calendars.Calendars.GetValueOrDefault(CalendarSet.Default),
        FeelText text => calendars.Calendars.GetValueOrDefault(text.Value),
        _ => null,
    };

    // At the very ends of the time scale an offset leads out of it; no calendar reaches there.
    private static Instant? Moment(FeelValue value, WorkingCalendar calendar) =>
        value is FeelDateTime { Cycles: 0, Value.Year: >= 1 and <= 9998 } moment ? moment.ToInstant(calendar.Zone) : null;

    private static int? Whole(FeelValue value) =>
        value is FeelNumberValue number && number.Value.TryToInt64(out var whole) && whole is >= 0 and <= WorkingTime.HorizonDays
            ? (int)whole
            : null;

    // With the offset and not the zone's name: that is how other systems write a moment.
    private static FeelValue Of(ZonedDateTime? moment) => moment is { } known ? FeelValue.Of(known.ToDateTimeOffset()) : FeelValue.Null;
}
