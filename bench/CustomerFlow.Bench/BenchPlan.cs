namespace CustomerFlow.Bench;

/// <summary>How long and how large: a short look for continuous integration, or a proper measurement.</summary>
internal sealed record BenchPlan(
    int Rounds, TimeSpan Round, TimeSpan MemoryRound, int Callers, int Timers, int OpenTasks, int FinishedCases, int Samples)
{
    private static readonly BenchPlan Quick = new(
        2, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(1), 16, 1_000, 10_000, 10_000, 20);

    private static readonly BenchPlan Full = new(
        5, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(3), 16, 5_000, 100_000, 200_000, 60);

    /// <summary>Reads <c>--quick</c>.</summary>
    public static BenchPlan From(string[] args) => args.Contains("--quick") ? Quick : Full;
}
