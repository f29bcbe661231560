using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Loops;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;

namespace CustomerFlow.Data.Tests.Workflows;

/// <summary>The loops as the host runs them, on the running clock.</summary>
public sealed class RunningLoopsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly SignalStep step = new();
    private TestEngine engine = null!;

    public async Task InitializeAsync()
    {
        engine = await TestEngine.CreateAsync(step);
        await engine.Clock.ResetAsync(TestEngine.None);
        await engine.DeployAsync(Bpmn.Process("timed", Bpmn.TimerThenStep("PT0.3S")), Bpmn.Process("signaled", Bpmn.SignalThenStep));
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Fact]
    public async Task A_timer_that_comes_due_while_the_loop_sleeps_fires()
    {
        await engine.Get<TimerLoop>().StartAsync(TestEngine.None);

        var key = await engine.StartAsync("timed");

        Assert.Equal(key, await step.Reached.Task.WaitAsync(Patience));
        await engine.Get<TimerLoop>().StopAsync(TestEngine.None);
    }

    [Fact]
    public async Task A_timer_that_comes_due_between_the_look_and_the_sleep_is_looked_at_again_at_once()
    {
        await engine.Clock.PinAsync(TestEngine.Start, TestEngine.None);
        await engine.StartAsync("timed");
        engine.Get<WorkflowOptions>().LoopSleepMax = Timeout.InfiniteTimeSpan;
        // The start has set it; a sleep that ended by it would prove nothing.
        await engine.Get<WakeSignals>().WaitAsync(WakeUp.Timers, TimeSpan.Zero, TestEngine.None);
        var loop = engine.Get<TimerLoop>();

        Assert.False(await loop.RunOnceAsync(TestEngine.None));
        await engine.Clock.PinAsync(TestEngine.Start.AddSeconds(1), TestEngine.None);

        await loop.SleepAsync(TestEngine.None).WaitAsync(Patience);
        Assert.True(await loop.RunOnceAsync(TestEngine.None));
    }

    [Fact]
    public async Task One_signal_wakes_everybody_who_waits_for_jobs_and_nobody_afterwards()
    {
        var signals = engine.Get<WakeSignals>();
        Task[] waiting = [signals.NextJobs, signals.NextJobs];

        signals.Set(WakeUp.Jobs);

        await Task.WhenAll(waiting).WaitAsync(Patience);
        Assert.False(signals.NextJobs.IsCompleted);
        signals.Set(WakeUp.Timers | WakeUp.Mail);
        Assert.False(signals.NextJobs.IsCompleted);
    }

    [Fact]
    public async Task A_signal_reaches_everyone_who_waits()
    {
        await engine.Get<EventLoop>().StartAsync(TestEngine.None);
        var key = await engine.StartAsync("signaled");

        await engine.Messages.BroadcastAsync("all-clear", FeelContext.Empty, TestEngine.None);

        Assert.Equal(key, await step.Reached.Task.WaitAsync(Patience));
        await engine.Get<EventLoop>().StopAsync(TestEngine.None);
    }

    [Fact]
    public async Task Housekeeping_keeps_partitions_ahead_of_the_keys()
    {
        await engine.ExecuteAsync("select setval('customerflow.key', 45000000)");

        await engine.Get<Housekeeping>().RunOnceAsync(TestEngine.None);

        Assert.NotNull(await engine.ScalarAsync<string>("select to_regclass('customerflow.element_event_4')::text"));
        var key = await engine.StartAsync("signaled");
        Assert.InRange(key, 45_000_000, long.MaxValue);
    }

    private sealed class SignalStep() : InlineStep<int>("cf:reached")
    {
        public TaskCompletionSource<long> Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task<int> ReadAsync(StepReader reader, StepInput input, CancellationToken cancellationToken) => Task.FromResult(0);

        public override StepOutcome Decide(int record, StepInput input, DateTimeOffset now)
        {
            Reached.TrySetResult(input.InstanceKey);
            return StepOutcome.With();
        }
    }
}
