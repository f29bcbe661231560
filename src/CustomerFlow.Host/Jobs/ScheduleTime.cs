using System.Globalization;
using CustomerFlow.Workflows.Execution;
using NodaTime;

namespace CustomerFlow.Host.Jobs;

/// <summary>
/// When a job runs: a cron expression as Spring writes it (Monday is 1), which this product uses everywhere, and the same for Quartz,
/// which counts weekdays from Sunday and wants a question mark in one of the two fields for days.
/// </summary>
internal sealed record ScheduleTime
{
    private const int DayOfMonthField = 3;
    private const int WeekdayField = 5;
    private static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly CronSchedule _schedule;

    private ScheduleTime(string cron, string quartz, CronSchedule schedule) => (Cron, Quartz, _schedule) = (cron, quartz, schedule);

    public string Cron { get; }

    /// <summary>The expression for Quartz; weekdays are names, so that nobody can count them differently.</summary>
    public string Quartz { get; }

    public bool Equals(ScheduleTime? other) => other?.Cron == Cron;

    public override int GetHashCode() => Cron.GetHashCode(StringComparison.Ordinal);

    /// <summary>
    /// Null for what is no expression, and for one that limits days of the month and weekdays both: Quartz cannot say that.
    /// </summary>
    public static ScheduleTime? Parse(string? cron)
    {
        var text = string.Join(' ', (cron ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (!CronSchedule.TryParse(text, out var schedule)) return null;
        if (text.StartsWith('@')) return new ScheduleTime(text, text, schedule);
        var fields = text.ToUpperInvariant().Split(' ');
        var anyDay = fields[DayOfMonthField] is "*" or "?";
        var anyWeekday = fields[WeekdayField] is "*" or "?";
        if (!anyDay && !anyWeekday) return null;
        fields[WeekdayField] = anyWeekday ? "?" : NamedWeekdays(fields[WeekdayField]);
        if (!anyWeekday) fields[DayOfMonthField] = "?";
        else if (anyDay) fields[DayOfMonthField] = "*";
        return new ScheduleTime(text, string.Join(' ', fields), schedule);
    }

    public DateTimeOffset? After(DateTimeOffset moment, DateTimeZone zone) => _schedule.After(moment, zone);

    public IReadOnlyList<DateTimeOffset> Next(DateTimeOffset moment, DateTimeZone zone, int count)
    {
        var times = new List<DateTimeOffset>(count);
        while (times.Count < count && After(times.Count == 0 ? moment : times[^1], zone) is { } next) times.Add(next);
        return times;
    }

    private static string NamedWeekdays(string field) => string.Join(',', field.Split(',').SelectMany(NamedPart));

    // "5L" and "2#1" keep their ending; ranges and steps are written out, because Sunday is both ends of a week.
    private static IEnumerable<string> NamedPart(string part)
    {
        if (part.EndsWith('L')) return [Name(part[..^1]) + "L"];
        if (part.IndexOf('#', StringComparison.Ordinal) is var hash and > 0) return [Name(part[..hash]) + part[hash..]];
        var slash = part.Split('/');
        var (from, to) = Range(slash[0], openEnd: slash.Length > 1);
        var step = slash.Length > 1 ? int.Parse(slash[1], CultureInfo.InvariantCulture) : 1;
        return Enumerable.Range(from, to - from + 1).Where(day => (day - from) % step == 0).Select(day => Weekdays[day % 7]).Distinct();
    }

    private static (int From, int To) Range(string range, bool openEnd)
    {
        if (range is "*" or "?") return (0, 7);
        var ends = range.Split('-');
        return (Number(ends[0]), ends.Length > 1 ? Number(ends[1]) : openEnd ? 7 : Number(ends[0]));
    }

    private static string Name(string day) => Weekdays[Number(day) % 7];

    private static int Number(string day) =>
        Array.IndexOf(Weekdays, day) is var place and >= 0 ? place : int.Parse(day, CultureInfo.InvariantCulture);
}
