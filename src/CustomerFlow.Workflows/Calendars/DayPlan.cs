using System.Collections.Immutable;
using CustomerFlow.Workflows.Texts;
using NodaTime;

namespace CustomerFlow.Workflows.Calendars;

/// <summary>What a date is in a calendar.</summary>
public enum DayKind
{
    /// <summary>Worked by the rules of the week.</summary>
    Workday,

    /// <summary>Free by the rules of the week.</summary>
    Weekend,

    /// <summary>Free by law.</summary>
    Holiday,

    /// <summary>Worked although the week says free (调休).</summary>
    MakeUpWorkday,

    /// <summary>Free because the company or the team says so.</summary>
    CompanyDayOff,
}

/// <summary>The working periods of one date and the reason for them.</summary>
/// <param name="Date">The local date on which the periods begin.</param>
/// <param name="Kind">Why the day is worked or free.</param>
/// <param name="Name">Name of a special day; null when the rules of the week decide.</param>
/// <param name="Periods">In order of time; empty on a free day.</param>
public sealed record DayPlan(LocalDate Date, DayKind Kind, BothLanguages? Name, ImmutableArray<WorkingPeriod> Periods)
{
    /// <summary>Tells whether any work begins on this date.</summary>
    public bool IsWorked => !Periods.IsEmpty;
}
