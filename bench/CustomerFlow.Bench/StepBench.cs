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
        var steps = new Steps(server, plan);
        await steps.RefillAsync();
        await Measure.PerSecondAsync(plan.Callers, plan.Round / 2, raw.OnceAsync);
        await Measure.PerSecondAsync(plan.Callers, plan.Round / 2, steps.OnceAsync);
        steps.TakeCount();
        List<double> rawRates = [], rawOwn = [], rawDatabase = [];
        List<double> stepRates = [], ratios = [], commits = [], wal = [], own = [], database = [];
        for (var round = 0; round < plan.Rounds; round++)
        {
            await steps.RefillAsync();
            var cpuBefore = await ProcessorTime.ReadAsync(server);
            rawRates.Add(await Measure.PerSecondAsync(plan.Callers, plan.Round, raw.OnceAsync));
            var rawCpu = (await ProcessorTime.ReadAsync(server)).Since(cpuBefore, (int)(rawRates[^1] * plan.Round.TotalSeconds));
            rawOwn.Add(rawCpu.Own);
            rawDatabase.Add(rawCpu.Database);
            cpuBefore = await ProcessorTime.ReadAsync(server);
            var (walBefore, before) = (await WalAsync(server), await TransactionsAsync(server));
            stepRates.Add(await Measure.PerSecondAsync(plan.Callers, plan.Round, steps.OnceAsync));
            ratios.Add(stepRates[^1] / rawRates[^1]);
            var done = steps.TakeCount();
            var cpu = (await ProcessorTime.ReadAsync(server)).Since(cpuBefore, done);
            own.Add(cpu.Own);
            database.Add(cpu.Database);
            wal.Add((double)(await WalAsync(server) - walBefore) / done / 1000);
            commits.Add((await TransactionsAsync(server) - before) / (double)done);
        }

        RawPerSecond = Measure.Median(rawRates);
        report.Add("raw baseline", $"{RawPerSecond:N0} units/s", "");
        report.Add(
            "processor time per raw unit: driver, PostgreSQL", $"{Measure.Median(rawOwn):N0} µs, {Measure.Median(rawDatabase):N0} µs", "");
        report.Add("complete a task through the engine, 16 at a time", $"{Measure.Median(stepRates):N0} steps/s", "");
        report.Add("… / raw baseline", $"{Measure.Median(ratios):0.00}", "≥ 0.6");
        report.Add(
            "processor time per step: engine and driver, PostgreSQL", $"{Measure.Median(own):N0} µs, {Measure.Median(database):N0} µs", "");
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

    /// <summary>Open tasks that callers complete, each in instances of its own, one task of each instance in a round.</summary>
    /// <remarks>Found between the rounds: a look for the next task of an instance would be measured with the step.</remarks>
    internal sealed class Steps(BenchServer server, BenchPlan plan)
    {
        // More than a round needs on two cores; a faster machine looks for more in the middle of it.
        private const int TasksPerSecond = 150;

        private readonly Caller[] all = [.. Enumerable.Range(0, plan.Callers).Select(_ => new Caller())];
        private readonly int instancesPerCaller = (int)(plan.Round.TotalSeconds * TasksPerSecond);
        private int completed;

        public Task RefillAsync() => Task.WhenAll(all.Select(LookAsync));

        public int TakeCount() => Interlocked.Exchange(ref completed, 0);

        public async Task<bool> OnceAsync(int number)
        {
            var caller = all[number];
            if (caller.Tasks.Count == 0) await LookAsync(caller);
            var task = caller.Tasks.Dequeue();
            var outcome = await server.Get<UserTasks>().CompleteAsync(task, FeelContext.Empty, BenchServer.Actor, null, default);
            if (outcome is not TaskOutcome.Done) throw new InvalidOperationException($"A step was not done: {outcome}");
            Interlocked.Increment(ref completed);
            return true;
        }

        private async Task LookAsync(Caller caller)
        {
            await FindAsync(caller);
            if (caller.Instances.Count == instancesPerCaller) return;
            while (caller.Instances.Count < instancesPerCaller) caller.Instances.Add(await server.StartAsync(ProcessId));
            await FindAsync(caller);
        }

        // Those that have no open task any more have ended.
        private async Task FindAsync(Caller caller)
        {
            await using var find = server.DataSource.CreateCommand(
                "select key, instance_key from customerflow.user_task where instance_key = any($1) and state = 1");
            find.Parameters.AddWithValue(caller.Instances.ToArray());
            caller.Instances.Clear();
            caller.Tasks.Clear();
            await using var reader = await find.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                caller.Tasks.Enqueue(reader.GetInt64(0));
                caller.Instances.Add(reader.GetInt64(1));
            }
        }

        private sealed class Caller
        {
            public Queue<long> Tasks { get; } = new();

            public List<long> Instances { get; } = [];
        }
    }
}
