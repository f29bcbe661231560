using System.Globalization;
using System.Runtime.InteropServices;

namespace CustomerFlow.Bench;

/// <summary>The lines of one run, with the goal beside each.</summary>
internal sealed class Report
{
    private readonly List<(string Name, string Value, string Goal)> lines = [];

    /// <summary>Adds a line and shows that the run goes on.</summary>
    public void Add(string name, FormattableString value, string goal)
    {
        lines.Add((name, value.ToString(CultureInfo.InvariantCulture), goal));
        Console.Error.WriteLine($"  {name}: {lines[^1].Value}");
    }

    /// <summary>Prints a Markdown table with the machine and the day.</summary>
    public void Print()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Measured {TimeProvider.System.GetLocalNow():yyyy-MM-dd}, {Environment.ProcessorCount} cores, {memory} GiB, " +
            $"{RuntimeInformation.OSDescription}, .NET {Environment.Version}."));
        Console.WriteLine();
        Console.WriteLine("| what | measured | goal |");
        Console.WriteLine("|---|---|---|");
        foreach (var (name, value, goal) in lines) Console.WriteLine($"| {name} | {value} | {goal} |");
    }
}
