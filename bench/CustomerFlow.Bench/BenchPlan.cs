namespace CustomerFlow.Bench;

/// <summary>How long and how large: a short look for continuous integration, or a proper measurement.</summary>
internal sealed record BenchPlan(
    int Rounds, TimeSpan Round, TimeSpan MemoryRound, int Callers, int Timers, int OpenTasks, int FinishedCases, int Samples)
{
    private const string OnlyOption = "--only=";

    private static readonly BenchPlan Quick = new(
        2, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(1), 16, 2_000, 10_000, 10_000, 20);

    private static readonly BenchPlan Full = new(
        5, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(3), 16, 5_000, 100_000, 200_000, 60);

    private string[]? Parts { get; init; }

    /// <summary>Reads <c>--quick</c> and <c>--only=timers,host</c>: parts beside the steps, which always run.</summary>
    public static BenchPlan From(string[] args)
    {
        var only = args.FirstOrDefault(arg => arg.StartsWith(OnlyOption, StringComparison.Ordinal));
        return (args.Contains("--quick") ? Quick : Full) with { Parts = only?[OnlyOption.Length..].Split(',') };
    }

    /// <summary>Whether a part is wanted.</summary>
    public bool Includes(string part) => Parts is null || Parts.Contains(part);
}
