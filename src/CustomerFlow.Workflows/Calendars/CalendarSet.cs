using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using CustomerFlow.Workflows.Texts;

namespace CustomerFlow.Workflows.Calendars;

/// <summary>The calendars of a release by name.</summary>
/// <param name="Calendars">Every calendar that can be computed with, by its id.</param>
public sealed record CalendarSet(ImmutableSortedDictionary<string, WorkingCalendar> Calendars)
{
    /// <summary>The id of the company's calendar, which is used where a process names none.</summary>
    public const string Default = "default";

    /// <summary>Looks a calendar up by its id.</summary>
    public bool TryFind(string id, [NotNullWhen(true)] out WorkingCalendar? calendar) => Calendars.TryGetValue(id, out calendar);
}

/// <summary>What came of reading calendar files.</summary>
/// <param name="Calendars">The calendars without problems.</param>
/// <param name="Problems">Everything that is wrong; the path begins with the file's name.</param>
public sealed record CalendarReading(CalendarSet Calendars, ImmutableArray<Problem> Problems);
