using System.Collections.Immutable;
using CustomerFlow.Workflows.Texts;
using NodaTime;

namespace CustomerFlow.Workflows.Calendars;

/// <summary>One calendar file as it stands, before what it is based on is added. A country's file has no week of its own.</summary>
internal sealed record CalendarFile
{
    public required string Id { get; init; }

    public BothLanguages? Name { get; init; }

    public string? BasedOn { get; init; }

    public DateTimeZone? Zone { get; init; }

    public bool AroundTheClock { get; init; }

    public ImmutableDictionary<IsoDayOfWeek, ImmutableArray<WorkingPeriod>>? Week { get; init; }

    public AlternateSaturdays? AlternateSaturdays { get; init; }

    public ImmutableDictionary<LocalDate, SpecialDay> SpecialDays { get; init; } = ImmutableDictionary<LocalDate, SpecialDay>.Empty;

    public ImmutableSortedSet<int> CoveredYears { get; init; } = [];

    public bool HasHours => AroundTheClock || Week is not null;

    public bool HasWorkingTime =>
        AroundTheClock || AlternateSaturdays is { Periods.IsEmpty: false } || (Week?.Values.Any(periods => !periods.IsEmpty) ?? false);

    // What a file says itself goes before what it is based on, date by date.
    public CalendarFile On(CalendarFile country) => this with
    {
        Zone = Zone ?? country.Zone,
        Week = Week ?? country.Week,
        AlternateSaturdays = AlternateSaturdays ?? country.AlternateSaturdays,
        SpecialDays = country.SpecialDays.SetItems(SpecialDays),
        CoveredYears = country.CoveredYears.Union(CoveredYears),
    };
}
