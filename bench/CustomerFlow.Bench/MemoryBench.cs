using System.Diagnostics;
using System.Text;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Bench;

/// <summary>The engine alone: start → 4 tasks → end on one core, no database.</summary>
internal static class MemoryBench
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public static void Run(BenchPlan plan, Report report)
    {
        var reading = BpmnReader.Read("memory.bpmn", Encoding.UTF8.GetBytes(Processes.Tasks("memory", 4, reminders: false)));
        var release = new ReleaseContent(1, reading.Processes, []);
        var rounds = Enumerable.Range(0, plan.Rounds + 1).Select(_ => Round(release, plan.MemoryRound)).Skip(1);
        report.Add("start → 4 tasks → end, in memory, one core", $"{Measure.Median(rounds):N0} instances/s", "≥ 50 000");
    }

    private static double Round(ReleaseContent release, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var done = 0;
        while (watch.Elapsed < duration)
        {
            for (var i = 0; i < 100; i++) RunOne(release);
            done += 100;
        }

        return done / watch.Elapsed.TotalSeconds;
    }

    private static void RunOne(ReleaseContent release)
    {
        var context = new AdvanceContext(Now, "Asia/Shanghai", 2, Limits.Default, FeelFunctions.Empty);
        var state = InstanceState.New(1, "memory");
        ProcessEvent next = new ProcessEvent.Started(null, FeelContext.Empty, null);
        while (true)
        {
            var advanced = (StepResult.Advanced)ProcessEngine.Advance(release, state, next, context);
            state = advanced.State;
            if (state.IsEnded) return;
            var task = advanced.Effects.OfType<Effect.TaskOpened>().Single();
            next = new ProcessEvent.UserTaskCompleted(task.TaskKey, FeelContext.Empty, "bench");
            context = context with { FirstKey = advanced.NextKey };
        }
    }
}
