using CustomerFlow.Workflows.Calendars;

namespace CustomerFlow.Host.People;

/// <summary>What the form about a team holds, as it was typed.</summary>
internal sealed class TeamFields
{
    /// <summary>The name in processes; it cannot change afterwards, because workflows name it.</summary>
    public string? Slug { get; set; }

    public string? NameZh { get; set; }

    public string? NameEn { get; set; }

    public string CalendarId { get; set; } = CalendarSet.Default;

    /// <summary>How many open cases one member should have at most.</summary>
    public int? Capacity { get; set; } = 30;

    /// <summary>Keys of people.</summary>
    public List<long> Members { get; set; } = [];

    public long? Lead { get; set; }

    public int Revision { get; set; }
}
