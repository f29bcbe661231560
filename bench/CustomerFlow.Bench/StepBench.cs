using System.Collections.Concurrent;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Bench;

/// <summary>Completing tasks through the engine, everything written, against what PostgreSQL itself allows.</summary>
internal static class StepBench
{
    private const string ProcessId = "steps";
    private const int TasksPerInstance = 40;

    public static async Task RunAsync(BenchServer server, BenchPlan plan, Report report)
    {
        await server.DeployAsync(ProcessId, Processes.Tasks(ProcessId, TasksPerInstance, reminders: true));
        var raw = new RawBaseline(server);
        await raw.PrepareAsync();
        var steps = new Steps(server, plan.Callers * 4);
        await steps.RefillAsync();
        await Measure.PerSecondAsync(plan.Callers, plan.Round / 2, raw.OnceAsync);
        await Measure.PerSecondAsync(plan.Callers, plan.Round / 2, steps.OnceAsync);
        steps.TakeCount();
        List<double> rawRates = [], stepRates = [], ratios = [], commits = [], wal = [];
        for (var round = 0; round < plan.Rounds; round++)
        {
            await steps.RefillAsync();
            rawRates.Add(await Measure.PerSecondAsync(plan.Callers, plan.Round, raw.OnceAsync));
            var (walBefore, before) = (await WalAsync(server), await TransactionsAsync(server));
            stepRates.Add(await Measure.PerSecondAsync(plan.Callers, plan.Round, steps.OnceAsync));
            ratios.Add(stepRates[^1] / rawRates[^1]);
            var done = steps.TakeCount();
            wal.Add((double)(await WalAsync(server) - walBefore) / done / 1000);
            commits.Add((await TransactionsAsync(server) - before) / (double)done);
        }


        RawPerSecond = Measure.Median(rawRates);
        report.Add("raw baseline", $"{RawPerSecond:N0} units/s", "");
        report.Add("complete a task through the engine, 16 at a time", $"{Measure.Median(stepRates):N0} steps/s", "");
        report.Add("… / raw baseline", $"{Measure.Median(ratios):0.00}", "≥ 0.6");
        report.Add("commits per step", $"{Measure.Median(commits):0.00}", "1");
        report.Add("WAL per step, audit included", $"{Measure.Median(wal):0.0} kB", "≤ 3.5 kB");
    }

    /// <summary>Units per second of the raw baseline in this run.</summary>
    public static double RawPerSecond { get; private set; }

    private static Task<decimal> WalAsync(BenchServer server) =>
        server.ScalarAsync<decimal>("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')");

    // Only a transaction that writes takes a number; the driver's own look for the next task takes none.
    private static Task<long> TransactionsAsync(BenchServer server) =>
        server.ScalarAsync<long>("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");

    /// <summary>Open tasks that callers complete one after the other.</summary>
    internal sealed class Steps(BenchServer server, int instances)
    {
        private readonly ConcurrentQueue<long> open = new();
        private int completed;

        public async Task RefillAsync()
        {
            while (open.Count < instances)
            {
                var key = await server.StartAsync(ProcessId);
                open.Enqueue(key);
            }
        }

        public int TakeCount() => Interlocked.Exchange(ref completed, 0);

        public async Task<bool> OnceAsync(int caller)
        {
            if (!open.TryDequeue(out var instance)) return false;
            await using var find = server.DataSource.CreateCommand(
                "select key from customerflow.user_task where instance_key = $1 and state = 1");
            find.Parameters.AddWithValue(instance);
            if (await find.ExecuteScalarAsync() is not long task)
            {
                open.Enqueue(await server.StartAsync(ProcessId));
                return true;
            }

            await server.Get<UserTasks>().CompleteAsync(task, FeelContext.Empty, BenchServer.Actor, null, default);
            Interlocked.Increment(ref completed);
            open.Enqueue(instance);
            return true;
        }
    }
}
