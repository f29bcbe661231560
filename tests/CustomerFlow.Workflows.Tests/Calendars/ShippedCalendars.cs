using CustomerFlow.Workflows.Calendars;
using NodaTime;
using NodaTime.Text;

namespace CustomerFlow.Workflows.Tests.Calendars;

/// <summary>The calendars in <c>workflows/calendars</c>, and short ways to write moments in Shanghai.</summary>
internal static class ShippedCalendars
{
    public static readonly CalendarReading Reading = CalendarReader.Read(Files());

    public static WorkingCalendar Company => Reading.Calendars.Calendars["default"];

    public static WorkingCalendar Service => Reading.Calendars.Calendars["service-team"];

    public static WorkingCalendar AroundTheClock => Reading.Calendars.Calendars["around-the-clock"];

    public static Instant At(string local) => At(local, "Asia/Shanghai");

    public static Instant At(string local, string zone) => LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm")
        .Parse(local).Value.InZoneStrictly(DateTimeZoneProviders.Tzdb[zone]).ToInstant();

    public static string Local(Instant moment, string zone = "Asia/Shanghai") =>
        moment.InZone(DateTimeZoneProviders.Tzdb[zone]).ToString("uuuu-MM-dd HH:mm", null);

    // "Mon 17:00-18:00 Working" per piece: what a person would read off the strip.
    public static string Strip(WorkingTimeProof proof) => string.Join("; ", proof.Spans.Select(span =>
        $"{Local(span.From)[5..]} {span.Kind}{(span.Name is null ? "" : $" {span.Name.En}")} {span.Length.TotalHours:0.##}h"));

    private static Dictionary<string, string> Files()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CustomerFlow.sln"))) folder = Path.GetDirectoryName(folder)!;
        return Directory.GetFiles(Path.Combine(folder, "workflows", "calendars"), "*.json")
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);
    }
}
