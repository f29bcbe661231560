using NodaTime;

namespace CustomerFlow.Workflows.Calendars;

/// <summary>
/// A stretch of working time that begins on its day; one that does not end after it begins runs over midnight
/// (<c>22:00-06:00</c>), and <c>00:00-00:00</c> is the whole day.
/// </summary>
/// <param name="From">Local time of the first working moment.</param>
/// <param name="To">Local time at which work has ended.</param>
public readonly record struct WorkingPeriod(LocalTime From, LocalTime To)
{
    /// <summary>The whole day, from midnight to midnight.</summary>
    public static readonly WorkingPeriod WholeDay = new(LocalTime.Midnight, LocalTime.Midnight);

    /// <summary>Tells whether the period ends on the following day.</summary>
    public bool EndsNextDay => To <= From;

    /// <summary>The first moment, in minutes from the midnight that begins the day.</summary>
    internal int FromMinutes => From.Hour * 60 + From.Minute;

    /// <summary>The end, in minutes from the midnight that begins the day; up to 2880 when it runs over midnight.</summary>
    internal int ToMinutes => To.Hour * 60 + To.Minute + (EndsNextDay ? 1440 : 0);

    /// <summary>
    /// Answers the period on a day as elapsed time, so a night on which the clocks change is an hour shorter or longer. A local time
    /// that the clocks skip stands for the moment of the change; of a local time that comes twice the first one counts.
    /// </summary>
    internal (Instant From, Instant To) On(LocalDate date, DateTimeZone zone) =>
        (Resolve(date + From, zone), Resolve((EndsNextDay ? date.PlusDays(1) : date) + To, zone));

    internal static Instant Resolve(LocalDateTime local, DateTimeZone zone)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.LateInterval.Start : mapping.First().ToInstant();
    }
}
