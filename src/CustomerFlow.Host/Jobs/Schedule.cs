using System.Text.Json;
using System.Text.Json.Serialization;
using CustomerFlow.Host.Start;

namespace CustomerFlow.Host.Jobs;

/// <summary>A job as it is shipped.</summary>
internal sealed record Schedule(string Id, ScheduleTime Time, bool Enabled, Text Name, Text Purpose);

/// <summary>Reads <c>workflows/schedules.json</c>; a file that cannot be used stops the start with a sentence.</summary>
internal static class ScheduleFile
{
    public const string Name = "schedules.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    public static IReadOnlyList<Schedule> Load(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) throw new StartRefusedException(JobTexts.FileMissing.With(path));
        return Read(File.ReadAllText(path));
    }

    public static IReadOnlyList<Schedule> Read(string json)
    {
        List<Entry> entries;
        try
        {
            entries = JsonSerializer.Deserialize<List<Entry>>(json, Options) ?? [];
        }
        catch (JsonException problem)
        {
            throw new StartRefusedException(JobTexts.FileWrong.With(Name, problem.Message));
        }

        if (entries.GroupBy(entry => entry.Id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new StartRefusedException(JobTexts.FileWrong.With(Name, twice.Key));
        return [.. entries.Select(Schedule)];
    }

    private static Schedule Schedule(Entry entry)
    {
        if (ScheduleTime.Parse(entry.Cron) is not { } time)
            throw new StartRefusedException(JobTexts.FileWrong.With(Name, $"{entry.Id}: {entry.Cron}"));
        return new Schedule(
            entry.Id, time, entry.Enabled, new(entry.Name.Zh, entry.Name.En), new(entry.Purpose.Zh, entry.Purpose.En));
    }

    private sealed record Entry(string Id, string Cron, bool Enabled, Both Name, Both Purpose);

    private sealed record Both(string Zh, string En);
}
