using CustomerFlow.Host.Start;

namespace CustomerFlow.Host.Jobs;

/// <summary>A job as it is shipped.</summary>
internal sealed record Schedule(string Id, ScheduleTime Time, bool Enabled, Text Name, Text Purpose);

/// <summary>Reads <c>workflows/schedules.json</c>; a file that cannot be used stops the start with a sentence.</summary>
internal static class ScheduleFile
{
    public const string Name = "schedules.json";

    public static IReadOnlyList<Schedule> Load(string folder) => Read(ShippedFile.Load(folder, Name));

    public static IReadOnlyList<Schedule> Read(string json) =>
        [.. ShippedFile.Read<Entry>(Name, json, entry => entry.Id).Select(Schedule)];

    private static Schedule Schedule(Entry entry)
    {
        if (ScheduleTime.Parse(entry.Cron) is not { } time)
            throw ShippedFile.Wrong(Name, $"{entry.Id}: {entry.Cron}");
        return new Schedule(entry.Id, time, entry.Enabled, entry.Name.Text, entry.Purpose.Text);
    }

    private sealed record Entry(string Id, string Cron, bool Enabled, ShippedText Name, ShippedText Purpose);
}
