using System.Diagnostics;

namespace CustomerFlow.Bench;

/// <summary>Counts what callers get done, and orders samples.</summary>
internal static class Measure
{
    /// <summary>Operations per second of some callers that work side by side for a while.</summary>
    /// <param name="callers">How many.</param>
    /// <param name="duration">How long.</param>
    /// <param name="work">One operation of caller n; false when there is nothing left to do.</param>
    public static async Task<double> PerSecondAsync(int callers, TimeSpan duration, Func<int, Task<bool>> work)
    {
        var done = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
        {
            await Task.Yield();
            while (watch.Elapsed < duration && await work(caller)) Interlocked.Increment(ref done);
        }));
        return done / watch.Elapsed.TotalSeconds;
    }

    /// <summary>The middle one.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The value that 95 of 100 do not exceed.</summary>
    public static double Percentile95(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Ceiling(sorted.Length * 0.95) - 1];
    }
}
