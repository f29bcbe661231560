using System.Collections.Immutable;
using CustomerFlow.Workflows.Texts;
using NodaTime;

namespace CustomerFlow.Workflows.Calendars;

/// <summary>
/// When a company or a team works: a pure value that answers the plan of any date. <see cref="WorkingTime"/> computes with it.
/// </summary>
public sealed record WorkingCalendar
{
    /// <summary>Name that processes use for the calendar: its file name without extension.</summary>
    public required string Id { get; init; }

    /// <summary>Name that people read.</summary>
    public required BothLanguages Name { get; init; }

    /// <summary>The zone in which the periods and dates are meant.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>Working periods per weekday, in order of time; a weekday that is missing is free.</summary>
    public ImmutableDictionary<IsoDayOfWeek, ImmutableArray<WorkingPeriod>> Week { get; init; } =
        ImmutableDictionary<IsoDayOfWeek, ImmutableArray<WorkingPeriod>>.Empty;

    /// <summary>The Saturdays that are worked every second week (大小周); null when there are none.</summary>
    public AlternateSaturdays? AlternateSaturdays { get; init; }

    /// <summary>Holidays, make-up workdays and company days off; they go before the rules of the week.</summary>
    public ImmutableDictionary<LocalDate, SpecialDay> SpecialDays { get; init; } = ImmutableDictionary<LocalDate, SpecialDay>.Empty;

    /// <summary>The years whose official holidays are known. In other years only the rules of the week hold.</summary>
    public ImmutableSortedSet<int> CoveredYears { get; init; } = [];

    /// <summary>True for a service that never closes; holidays and the week are then of no importance.</summary>
    public bool AroundTheClock { get; init; }

    /// <summary>Answers when work begins and ends on a date, and why.</summary>
    public DayPlan PlanFor(LocalDate date)
    {
        if (AroundTheClock) return new(date, DayKind.Workday, null, [WorkingPeriod.WholeDay]);

        return SpecialDays.GetValueOrDefault(date) switch
        {
            SpecialDay.Holiday holiday => new(date, DayKind.Holiday, holiday.Name, []),
            SpecialDay.CompanyDayOff dayOff => new(date, DayKind.CompanyDayOff, dayOff.Name, []),
            SpecialDay.MakeUpWorkday makeUp => new(date, DayKind.MakeUpWorkday, makeUp.Name, PeriodsOf(makeUp)),
            _ => PlanByWeek(date),
        };
    }

    /// <summary>Answers the years between two dates, both included, whose holidays nobody has entered yet.</summary>
    public ImmutableArray<int> MissingYears(LocalDate from, LocalDate until) => AroundTheClock || until < from
        ? []
        : [.. Enumerable.Range(from.Year, until.Year - from.Year + 1).Where(year => !CoveredYears.Contains(year))];

    internal bool IsBeyondCoverage(Instant from, Instant until) =>
        !MissingYears(from.InZone(Zone).Date, until.InZone(Zone).Date).IsEmpty;

    private DayPlan PlanByWeek(LocalDate date)
    {
        var periods = Week.GetValueOrDefault(date.DayOfWeek, []);
        if (periods.IsEmpty && AlternateSaturdays is { } saturdays && saturdays.Falls(date)) periods = saturdays.Periods;
        return new(date, periods.IsEmpty ? DayKind.Weekend : DayKind.Workday, null, periods);
    }

    // A team that is free on the named weekday works a make-up day like its first working day of the week.
    private ImmutableArray<WorkingPeriod> PeriodsOf(SpecialDay.MakeUpWorkday makeUp)
    {
        if (!makeUp.OwnPeriods.IsEmpty) return makeUp.OwnPeriods;
        if (Week.TryGetValue(makeUp.Like, out var periods) && !periods.IsEmpty) return periods;
        return Week.Where(day => !day.Value.IsEmpty).OrderBy(day => day.Key).Select(day => day.Value).FirstOrDefault([]);
    }
}

/// <summary>Saturdays that are worked in one week and free in the next (大小周).</summary>
/// <param name="Anchor">A Saturday that is worked; every second one from it, in both directions, is too.</param>
/// <param name="Periods">The hours of a worked Saturday, in order of time.</param>
public sealed record AlternateSaturdays(LocalDate Anchor, ImmutableArray<WorkingPeriod> Periods)
{
    /// <summary>Tells whether a date is one of the worked Saturdays.</summary>
    public bool Falls(LocalDate date) => Period.DaysBetween(Anchor, date) % 14 == 0;
}
