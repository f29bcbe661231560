using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace CustomerFlow.Workflows.Calendars;

/// <summary>The small notations inside a calendar file: weekdays, dates and periods.</summary>
internal static class CalendarWords
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private static readonly Dictionary<string, IsoDayOfWeek> Weekdays = new(StringComparer.Ordinal)
    {
        ["monday"] = IsoDayOfWeek.Monday,
        ["tuesday"] = IsoDayOfWeek.Tuesday,
        ["wednesday"] = IsoDayOfWeek.Wednesday,
        ["thursday"] = IsoDayOfWeek.Thursday,
        ["friday"] = IsoDayOfWeek.Friday,
        ["saturday"] = IsoDayOfWeek.Saturday,
        ["sunday"] = IsoDayOfWeek.Sunday,
    };

    public static IsoDayOfWeek? Weekday(string word) => Weekdays.TryGetValue(word, out var day) ? day : null;

    public static string Name(IsoDayOfWeek day) => Weekdays.First(entry => entry.Value == day).Key;

    public static LocalDate? Date(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        var parsed = LocalDatePattern.Iso.Parse(value.GetString()!);
        return parsed.Success && parsed.Value.Year is >= 1900 and < 9000 ? parsed.Value : null;
    }

    // "24:00" is how people write an end at midnight; as a beginning it would be the next day.
    public static WorkingPeriod? Period(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString()!.Split('-') is not [var first, var last]) return null;
        var from = Clock.Parse(first);
        var to = Clock.Parse(last == "24:00" ? "00:00" : last);
        if (!from.Success || !to.Success) return null;
        var period = new WorkingPeriod(from.Value, to.Value);
        return period.From == period.To && period != WorkingPeriod.WholeDay ? null : period;
    }
}
