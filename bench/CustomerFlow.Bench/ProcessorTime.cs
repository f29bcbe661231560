using System.Diagnostics;
using System.Globalization;

namespace CustomerFlow.Bench;

/// <summary>
/// Processor time of this process (engine and driver) and of PostgreSQL. Beside other programs on the same machine it says more than
/// operations per second do.
/// </summary>
/// <param name="Own">This process.</param>
/// <param name="Database">All processes of the server; zero where it is on another machine.</param>
internal sealed record ProcessorTime(TimeSpan Own, TimeSpan Database)
{
    private const double TicksPerSecond = 100;

    /// <summary>Used so far.</summary>
    public static async Task<ProcessorTime> ReadAsync(BenchServer server)
    {
        using var own = Process.GetCurrentProcess();
        var backend = await server.ScalarAsync<int>("select pg_backend_pid()");
        return new ProcessorTime(own.TotalProcessorTime, DatabaseTime(backend));
    }

    /// <summary>Microseconds of both for each of some operations.</summary>
    public (double Own, double Database) Since(ProcessorTime before, int operations) =>
        ((Own - before.Own).TotalMicroseconds / operations, (Database - before.Database).TotalMicroseconds / operations);

    private static TimeSpan DatabaseTime(int backend)
    {
        if (Stat(backend) is not { } first) return TimeSpan.Zero;
        var ticks = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? Stat(id) : null)
            .Where(stat => stat?.Parent == first.Parent).Sum(stat => stat!.Ticks);
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    // The name in parentheses may hold spaces; behind it the parent is the 2nd field, user and system time the 12th and 13th.
    private static ProcessStat? Stat(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new ProcessStat(Number(fields[1]), Number(fields[11]) + Number(fields[12]));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private sealed record ProcessStat(long Parent, long Ticks);
}
