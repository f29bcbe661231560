using System.Collections.Immutable;
using CustomerFlow.Workflows.Texts;
using NodaTime;

namespace CustomerFlow.Workflows.Calendars;

/// <summary>A date on which the rules of the week do not hold.</summary>
public abstract record SpecialDay
{
    private SpecialDay(BothLanguages name) => Name = name;

    /// <summary>What people call the day.</summary>
    public BothLanguages Name { get; }

    /// <summary>A public holiday: nobody works.</summary>
    public sealed record Holiday(BothLanguages Title) : SpecialDay(Title);

    /// <summary>A day off that the company or the team gives.</summary>
    public sealed record CompanyDayOff(BothLanguages Title) : SpecialDay(Title);

    /// <summary>A weekend day that is worked in exchange for a long holiday (调休).</summary>
    /// <param name="Title">What people call the day.</param>
    /// <param name="Like">The weekday whose hours are worked when the day has no periods of its own.</param>
    /// <param name="OwnPeriods">Hours of this day only; empty when it is worked like a weekday.</param>
    public sealed record MakeUpWorkday(BothLanguages Title, IsoDayOfWeek Like, ImmutableArray<WorkingPeriod> OwnPeriods)
        : SpecialDay(Title);
}
