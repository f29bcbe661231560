using System.Collections.Immutable;
using CustomerFlow.Workflows.Calendars;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Interval = NodaTime.Interval;

namespace CustomerFlow.Workflows.Tests.Calendars;

/// <summary>A random calendar, a start around its special days, a working time and pauses.</summary>
public sealed record CalendarSample(WorkingCalendar Calendar, Instant Start, Duration Working, ImmutableArray<Interval> Pauses)
{
    public override string ToString() => $"{Calendar.Zone} {Start} +{Working}; pauses {string.Join(", ", Pauses)}; "
        + string.Join(", ", Calendar.Week.OrderBy(day => day.Key).Select(day => $"{day.Key} {string.Join(' ', day.Value)}"))
        + "; " + string.Join(", ", Calendar.SpecialDays.Select(day => $"{day.Key:uuuu-MM-dd} {day.Value.GetType().Name}"));
}

/// <summary>Generates calendars whose periods never begin or end within the hour in which clocks change.</summary>
public static class CalendarSamples
{
    private static readonly LocalDate FirstDay = new(2026, 3, 9);

    private static readonly ImmutableArray<WorkingPeriod>[] Days =
    [
        [],
        [new(new(9, 0), new(12, 0)), new(new(13, 0), new(18, 0))],
        [new(new(6, 0), new(14, 30))],
        [new(new(22, 0), new(6, 0))],
        [new(new(4, 15), new(5, 45)), new(new(12, 0), new(12, 5)), new(new(23, 59), new(0, 0))],
        [WorkingPeriod.WholeDay],
    ];

    public static Arbitrary<CalendarSample> Sample() => (
        from zone in Gen.Elements("Asia/Shanghai", "Europe/Berlin", "America/New_York")
        from week in Gen.Elements(Days).ArrayOf(7)
        from special in (from day in Gen.Choose(0, 40) from kind in Gen.Choose(0, 2) select (day, kind)).ListOf(6)
        from startMinutes in Gen.Choose(0, 30 * 1440)
        from working in Gen.Choose(0, 3000)
        from pauses in (from at in Gen.Choose(-2000, 20000) from length in Gen.Choose(1, 3000) select (at, length)).ListOf(2)
        let start = FirstDay.AtStartOfDayInZone(DateTimeZoneProviders.Tzdb[zone]).ToInstant() + Duration.FromMinutes(startMinutes)
        select new CalendarSample(
            Calendar(zone, week, special),
            start,
            Duration.FromMinutes(working),
            [.. pauses.Select(pause => Pause(start, pause.at, pause.length))])).ToArbitrary();

    // Monday is always worked, so that every time runs out.
    private static WorkingCalendar Calendar(
        string zone, ImmutableArray<WorkingPeriod>[] week, IEnumerable<(int Day, int Kind)> special) => new()
        {
            Id = "sample",
            Name = new("样本", "sample"),
            Zone = DateTimeZoneProviders.Tzdb[zone],
            Week = week.Select((periods, index) => (day: (IsoDayOfWeek)(index + 1), periods: index == 0 ? Days[1] : periods))
                .ToImmutableDictionary(day => day.day, day => day.periods),
            AlternateSaturdays = new(new(2026, 3, 14), [new(new(8, 0), new(12, 0))]),
            SpecialDays = special.DistinctBy(day => day.Day)
                .ToImmutableDictionary(day => FirstDay.PlusDays(day.Day), day => Special(day.Kind)),
        };

    private static SpecialDay Special(int kind) => kind switch
    {
        0 => new SpecialDay.Holiday(new("假日", "holiday")),
        1 => new SpecialDay.CompanyDayOff(new("休息", "day off")),
        _ => new SpecialDay.MakeUpWorkday(new("调休", "make-up"), IsoDayOfWeek.Monday, []),
    };

    private static Interval Pause(Instant start, int at, int length) =>
        new(start + Duration.FromMinutes(at), start + Duration.FromMinutes(at + length));
}
