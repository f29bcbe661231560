using System.Globalization;
using NodaTime;

namespace CustomerFlow.Workflows.Execution;

/// <summary>
/// A cron expression as Spring writes it: second, minute, hour, day of month, month, weekday (0 and 7 = Sunday, 1 = Monday); with
/// ranges, steps, lists, names, <c>L</c>, <c>LW</c>, <c>15W</c>, <c>5L</c>, <c>2#1</c> and macros such as <c>@daily</c>.
/// </summary>
internal sealed class CronSchedule
{
    private const int YearsAhead = 12;
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly ulong _seconds;
    private readonly ulong _minutes;
    private readonly ulong _hours;
    private readonly ulong _months;
    private readonly Func<LocalDate, bool> _fitsDayOfMonth;
    private readonly Func<LocalDate, bool> _fitsWeekday;

    private CronSchedule(
        ulong seconds, ulong minutes, ulong hours, ulong months, Func<LocalDate, bool> fitsDayOfMonth, Func<LocalDate, bool> fitsWeekday)
    {
        (_seconds, _minutes, _hours, _months) = (seconds, minutes, hours, months);
        (_fitsDayOfMonth, _fitsWeekday) = (fitsDayOfMonth, fitsWeekday);
    }

    public static bool TryParse(string text, out CronSchedule cron)
    {
        cron = null!;
        var fields = Expand(text.Trim()).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 6) return false;
        if (!TryField(fields[0], 0, 59, [], out var seconds) || !TryField(fields[1], 0, 59, [], out var minutes)
            || !TryField(fields[2], 0, 23, [], out var hours) || !TryField(fields[4], 1, 12, Months, out var months)) return false;
        if (DayOfMonth(fields[3].ToUpperInvariant()) is not { } dayOfMonth || Weekday(fields[5].ToUpperInvariant()) is not { } weekday)
            return false;
        cron = new CronSchedule(seconds, minutes, hours, months, dayOfMonth, weekday);
        return true;
    }

    /// <summary>The first time after <paramref name="previous"/>, in the zone's own clock; null when there is none in years.</summary>
    public DateTimeOffset? After(DateTimeOffset previous, DateTimeZone zone)
    {
        var from = Instant.FromDateTimeOffset(previous);
        var local = from.InZone(zone).LocalDateTime;
        for (var date = local.Date; date.Year <= local.Year + YearsAhead; date = date.PlusDays(1))
        {
            if (!Has(_months, date.Month) || !_fitsDayOfMonth(date) || !_fitsWeekday(date)) continue;
            foreach (var time in TimesOf(date == local.Date ? local.TimeOfDay : LocalTime.Midnight))
            {
                var found = date.At(time).InZoneLeniently(zone).ToInstant();
                if (found > from) return found.ToDateTimeOffset();
            }
        }

        return null;
    }

    private IEnumerable<LocalTime> TimesOf(LocalTime from)
    {
        for (var hour = from.Hour; hour < 24; hour++)
        {
            if (!Has(_hours, hour)) continue;
            for (var minute = hour == from.Hour ? from.Minute : 0; minute < 60; minute++)
            {
                if (!Has(_minutes, minute)) continue;
                for (var second = 0; second < 60; second++)
                {
                    if (Has(_seconds, second)) yield return new LocalTime(hour, minute, second);
                }
            }
        }
    }

    private static bool Has(ulong set, int number) => (set >> number & 1) != 0;

    private static string Expand(string text) => text switch
    {
        "@yearly" or "@annually" => "0 0 0 1 1 *",
        "@monthly" => "0 0 0 1 * *",
        "@weekly" => "0 0 0 * * 0",
        "@daily" or "@midnight" => "0 0 0 * * *",
        "@hourly" => "0 0 * * * *",
        _ => text,
    };

    private static Func<LocalDate, bool>? DayOfMonth(string field)
    {
        if (field is "L") return date => date.Day == LastDay(date);
        if (field is "LW") return date => date.Day == NearestWorkday(date, LastDay(date));
        if (field.StartsWith("L-", StringComparison.Ordinal) && TryNumber(field[2..], 1, 30, [], out var before))
            return date => date.Day == LastDay(date) - before;
        if (field.EndsWith('W') && TryNumber(field[..^1], 1, 31, [], out var near))
            return date => near <= LastDay(date) && date.Day == NearestWorkday(date, near);
        return TryField(field, 1, 31, [], out var days) ? date => Has(days, date.Day) : null;
    }

    private static Func<LocalDate, bool>? Weekday(string field)
    {
        if (field.EndsWith('L') && TryNumber(field[..^1], 0, 7, Weekdays, out var last))
            return date => WeekdayOf(date) == last % 7 && date.Day > LastDay(date) - 7;
        if (field.IndexOf('#', StringComparison.Ordinal) is var hash and > 0
            && TryNumber(field[..hash], 0, 7, Weekdays, out var weekday) && TryNumber(field[(hash + 1)..], 1, 5, [], out var nth))
            return date => WeekdayOf(date) == weekday % 7 && (date.Day - 1) / 7 == nth - 1;
        if (!TryField(field, 0, 7, Weekdays, out var days)) return null;
        // Sunday has two numbers.
        if (Has(days, 7)) days |= 1;
        return date => Has(days, WeekdayOf(date));
    }

    private static int WeekdayOf(LocalDate date) => (int)date.DayOfWeek % 7;

    private static int LastDay(LocalDate date) => date.Calendar.GetDaysInMonth(date.Year, date.Month);

    // Saturday moves to Friday and Sunday to Monday, but never into another month.
    private static int NearestWorkday(LocalDate month, int day)
    {
        var date = new LocalDate(month.Year, month.Month, day);
        return date.DayOfWeek switch
        {
            IsoDayOfWeek.Saturday => day > 1 ? day - 1 : day + 2,
            IsoDayOfWeek.Sunday => day < LastDay(month) ? day + 1 : day - 2,
            _ => day,
        };
    }

    private static bool TryField(string field, int least, int most, string[] names, out ulong set)
    {
        set = 0;
        foreach (var part in field.ToUpperInvariant().Split(','))
        {
            var slash = part.IndexOf('/', StringComparison.Ordinal);
            var range = slash < 0 ? part : part[..slash];
            var step = 1;
            if (slash >= 0 && !TryNumber(part[(slash + 1)..], 1, most, [], out step)) return false;
            if (!TryRange(range, least, most, names, openEnd: slash >= 0, out var from, out var to)) return false;
            for (var number = from; number <= to; number += step) set |= 1UL << number;
        }

        return set != 0;
    }

    private static bool TryRange(string range, int least, int most, string[] names, bool openEnd, out int from, out int to)
    {
        (from, to) = (least, most);
        if (range is "*" or "?") return true;
        var dash = range.IndexOf('-', StringComparison.Ordinal);
        if (dash > 0)
            return TryNumber(range[..dash], least, most, names, out from)
                && TryNumber(range[(dash + 1)..], least, most, names, out to) && from <= to;
        if (!TryNumber(range, least, most, names, out from)) return false;
        if (!openEnd) to = from;
        return true;
    }

    private static bool TryNumber(string text, int least, int most, string[] names, out int number)
    {
        var place = Array.IndexOf(names, text);
        // Month names count from 1, weekday names from Sunday = 0.
        if (place >= 0) number = names == Months ? place + 1 : place;
        else if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)) return false;
        return number >= least && number <= most;
    }
}
