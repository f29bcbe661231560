using CustomerFlow.Host.Start;
using CustomerFlow.Workflows.Calendars;

namespace CustomerFlow.Host.Jobs;

/// <summary>The working calendars that are shipped in <c>workflows/calendars</c>.</summary>
internal static class CompanyCalendars
{
    public static CalendarSet Load(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.json")
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText, StringComparer.Ordinal);
        var reading = CalendarReader.Read(files);
        if (reading.Problems.IsEmpty) return reading.Calendars;
        var problem = reading.Problems[0];
        throw new StartRefusedException($"{problem.Path}: {new Text(problem.Sentence.Zh, problem.Sentence.En)}");
    }

    /// <summary>The calendar that counts where nothing else is said.</summary>
    public static WorkingCalendar Company(this CalendarSet calendars) => calendars.Calendars[CalendarSet.Default];
}
