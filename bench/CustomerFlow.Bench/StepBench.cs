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
        steps.LooksCount();
        List<double> rawRates = [], stepRates = [], ratios = [], commits = [], wal = [];
        for (var round = 0; round < plan.Rounds; round++)
        {
            await steps.RefillAsync();
            rawRates.Add(await Measure.PerSecondAsync(plan.Callers, plan.Round, raw.OnceAsync));
            var before = await CountersAsync(server);
            stepRates.Add(await Measure.PerSecondAsync(plan.Callers, plan.Round, steps.OnceAsync));
            var after = await CountersAsync(server);
            ratios.Add(stepRates[^1] / rawRates[^1]);
            var done = steps.TakeCount();
            // The driver's own look for the next task is a transaction of its own.
            commits.Add((after.Commits - before.Commits - steps.LooksCount()) / (double)done);
            wal.Add((double)(after.Wal - before.Wal) / done / 1000);
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

    private static async Task<(long Commits, decimal Wal)> CountersAsync(BenchServer server)
    {
        // The statistics of a busy connection are reported with a delay; a forced flush makes the difference exact.
        await server.ExecuteAsync("select pg_stat_force_next_flush()");
        return (await server.ScalarAsync<long>("select xact_commit from pg_stat_database where datname = current_database()"),
            await server.ScalarAsync<decimal>("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')"));
    }

    /// <summary>Open tasks that callers complete one after the other.</summary>
    internal sealed class Steps(BenchServer server, int instances)
    {
        private readonly ConcurrentQueue<long> open = new();
        private int completed;
        private int looks;

        public async Task RefillAsync()
        {
            while (open.Count < instances)
            {
                var key = await server.StartAsync(ProcessId);
                open.Enqueue(key);
            }
        }

        public int TakeCount() => Interlocked.Exchange(ref completed, 0);

        public int LooksCount() => Interlocked.Exchange(ref looks, 0);

        public async Task<bool> OnceAsync(int caller)
        {
            if (!open.TryDequeue(out var instance)) return false;
            await using var find = server.DataSource.CreateCommand(
                "select key from customerflow.user_task where instance_key = $1 and state = 1");
            find.Parameters.AddWithValue(instance);
            Interlocked.Increment(ref looks);
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
