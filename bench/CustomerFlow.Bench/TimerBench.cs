using System.Diagnostics;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Loops;
using Microsoft.Extensions.Hosting;

namespace CustomerFlow.Bench;

/// <summary>Timers: how fast many due ones are done, and how late one is on an idle node.</summary>
internal static class TimerBench
{
    private const string DrainedId = "drained";
    private const string PunctualId = "punctual";
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(300);

    public static async Task RunAsync(BenchServer server, BenchPlan plan, Report report)
    {
        await server.DeployAsync(DrainedId, Processes.Timer(DrainedId, "PT1H"));
        await server.DeployAsync(PunctualId, Processes.Timer(PunctualId, $"PT{Delay.TotalSeconds:0.0}S"));
        await DrainAsync(server, plan, report);
        await PunctualityAsync(server, plan, report);
    }

    private static async Task DrainAsync(BenchServer server, BenchPlan plan, Report report)
    {
        List<double> rates = [], own = [], database = [];
        for (var round = 0; round < Math.Min(plan.Rounds, 3); round++)
        {
            var left = plan.Timers;
            await Measure.PerSecondAsync(plan.Callers, TimeSpan.FromMinutes(5), async _ =>
            {
                if (Interlocked.Decrement(ref left) < 0) return false;
                await server.StartAsync(DrainedId);
                return true;
            });
            await server.ExecuteAsync("update customerflow.timer set due_at = now() - interval '1 minute' where element_id = 'later'");
            await server.Get<BusinessClock>().RefreshAsync(default);
            var cpuBefore = await ProcessorTime.ReadAsync(server);
            var watch = Stopwatch.StartNew();
            // As many batches side by side as on a node.
            await Task.WhenAll(Enumerable.Range(0, server.Get<WorkflowOptions>().BatchesAtATime).Select(_ => DrainAsync(server.Get<TimerLoop>())));
            rates.Add(plan.Timers / watch.Elapsed.TotalSeconds);
            var cpu = (await ProcessorTime.ReadAsync(server)).Since(cpuBefore, plan.Timers);
            own.Add(cpu.Own);
            database.Add(cpu.Database);
            var overdue = await server.ScalarAsync<long>("select count(*) from customerflow.timer where element_id = 'later'");
            if (overdue != 0) throw new InvalidOperationException($"{overdue} timers were left.");
        }

        report.Add("due timers drained, batched", $"{Measure.Median(rates):N0} timers/s", "");
        report.Add(
            "processor time per timer: engine and driver, PostgreSQL",
            $"{Measure.Median(own):N0} µs, {Measure.Median(database):N0} µs", "");
        report.Add("… / raw baseline (one commit each)", $"{Measure.Median(rates) / StepBench.RawPerSecond:0.00}", "≥ 3");
    }

    private static async Task DrainAsync(TimerLoop loop)
    {
        while (await loop.RunOnceAsync(default))
        {
        }
    }

    private static async Task PunctualityAsync(BenchServer server, BenchPlan plan, Report report)
    {
        IHostedService[] loops = [server.Get<TimerLoop>(), server.Get<EventLoop>()];
        foreach (var loop in loops) await loop.StartAsync(default);
        List<double> lateness = [];
        for (var sample = 0; sample < plan.Samples; sample++)
        {
            var instance = await server.StartAsync(PunctualId);
            var due = await server.ScalarAsync<DateTime>($"select due_at from customerflow.timer where instance_key = {instance}");
            while (await server.ScalarAsync<long>($"select count(*) from customerflow.user_task where instance_key = {instance}") == 0)
                await Task.Delay(1);
            lateness.Add((await server.ScalarAsync<DateTime>("select clock_timestamp()") - due).TotalMilliseconds);
        }

        foreach (var loop in loops) await loop.StopAsync(default);
        report.Add("timer due → step committed, idle node, p95", $"{Measure.Percentile95(lateness):0} ms", "≤ 50 ms");
    }
}
