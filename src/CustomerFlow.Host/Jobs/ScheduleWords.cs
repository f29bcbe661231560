using System.Globalization;

namespace CustomerFlow.Host.Jobs;

/// <summary>Says a time table in words; one that is no daily, weekly or monthly time is shown as it is written.</summary>
internal static class ScheduleWords
{
    public static string Say(ScheduleTime time)
    {
        if (ScheduleForm.From(time) is not { Rhythm: not Rhythm.Own } form) return time.Cron;
        var clock = form.Time.ToString("HH:mm", CultureInfo.InvariantCulture);
        return form.Rhythm switch
        {
            Rhythm.Daily => JobTexts.SaysDaily.With(clock),
            Rhythm.Weekdays => JobTexts.SaysWeekdays.With(clock),
            Rhythm.Weekly => JobTexts.SaysWeekly.With(JobTexts.Weekday(form.Weekday), clock),
            _ => JobTexts.SaysMonthly.With(form.Day, clock),
        };
    }
}

/// <summary>How often a job runs, as people choose it.</summary>
internal enum Rhythm
{
    Daily,
    Weekdays,
    Weekly,
    Monthly,
    Own,
}

/// <summary>A time table as the fields of a form; Monday is 1.</summary>
internal sealed record ScheduleForm(Rhythm Rhythm, TimeOnly Time, int Weekday, int Day, string Cron)
{
    private static readonly string[] Names = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

    public static ScheduleForm From(ScheduleTime time)
    {
        var fields = time.Cron.Split(' ');
        var own = new ScheduleForm(Rhythm.Own, new TimeOnly(8, 0), 1, 1, time.Cron);
        if (fields is not ["0", var minuteText, var hourText, var day, "*", var weekday] || !Number(minuteText, 59, out var minute)
            || !Number(hourText, 23, out var hour)) return own;
        var form = own with { Time = new TimeOnly(hour, minute) };
        if (weekday is "*" or "?")
        {
            if (day is "*" or "?") return form with { Rhythm = Rhythm.Daily };
            return Number(day, 31, out var dayNumber) ? form with { Rhythm = Rhythm.Monthly, Day = dayNumber } : own;
        }

        if (weekday is "1-5" or "MON-FRI") return form with { Rhythm = Rhythm.Weekdays };
        if (Array.IndexOf(Names, weekday.ToUpperInvariant()) is var named and >= 0)
            return form with { Rhythm = Rhythm.Weekly, Weekday = named == 0 ? 7 : named };
        return Number(weekday, 7, out var number) ? form with { Rhythm = Rhythm.Weekly, Weekday = number == 0 ? 7 : number } : own;
    }

    /// <summary>The expression that the fields mean; null when an own one cannot be used.</summary>
    public ScheduleTime? ToTime() => ScheduleTime.Parse(Rhythm switch
    {
        Rhythm.Daily => Line("*", "*"),
        Rhythm.Weekdays => Line("*", "1-5"),
        Rhythm.Weekly => Line("*", Weekday.ToString(CultureInfo.InvariantCulture)),
        Rhythm.Monthly => Line(Day.ToString(CultureInfo.InvariantCulture), "*"),
        _ => Cron,
    });

    private string Line(string day, string weekday) =>
        string.Create(CultureInfo.InvariantCulture, $"0 {Time.Minute} {Time.Hour} {day} * {weekday}");

    private static bool Number(string text, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;
}
