using System.Collections.Concurrent;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Loops;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Workflows.Runtime;

namespace CustomerFlow.Data.Tests.Workflows;

/// <summary>Two nodes whose loops run at once on one database.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private const int Timers = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly CountingStep firstStep = new();
    private readonly CountingStep secondStep = new();
    private TestEngine first = null!;
    private TestEngine second = null!;

    public async Task InitializeAsync()
    {
        first = await TestEngine.CreateAsync(firstStep);
        second = await first.OtherNodeAsync(secondStep);
        // Small batches, so that both nodes find some work before the other has done it all.
        foreach (var node in (TestEngine[])[first, second]) node.Get<WorkflowOptions>().BatchInstancesMax = 5;
        await first.DeployAsync(Bpmn.Process("timed", Bpmn.TimerThenStep("PT1H")));
    }

    public async Task DisposeAsync()
    {
        await second.DisposeAsync();
        await first.DisposeAsync();
    }

    [Fact]
    public async Task Two_hundred_timers_that_come_due_at_once_fire_exactly_once_each()
    {
        for (var i = 0; i < Timers; i++) await first.StartAsync("timed");
        await first.Clock.PinAsync(TestEngine.Start.AddHours(2), TestEngine.None);
        await second.Clock.RefreshAsync(TestEngine.None);

        await Task.WhenAll(StartAsync(first), StartAsync(second));
        await UntilAllHaveEndedAsync();
        await Task.WhenAll(StopAsync(first), StopAsync(second));

        Assert.Equal(Timers, await first.ScalarAsync<long>("select count(*) from customerflow.instance where status = 2 and revision = 2"));
        Assert.Equal(Timers, await first.ScalarAsync<long>(
            "select count(*) from customerflow.element_event where element_id = 'step' and kind = 2"));
        Assert.Equal(0, await first.ScalarAsync<long>("select count(*) from customerflow.timer"));
        Assert.Equal(0, await first.ScalarAsync<long>("select count(*) from customerflow.incident"));
        Assert.Empty(await first.Get<Reconcile>().RunAsync(TestEngine.None));
        Assert.Equal(Timers, firstStep.Seen.Keys.Union(secondStep.Seen.Keys).Count());
        Assert.NotEmpty(firstStep.Seen);
        Assert.NotEmpty(secondStep.Seen);
    }

    private static Task StartAsync(TestEngine node) => node.Get<TimerLoop>().StartAsync(TestEngine.None);

    private static Task StopAsync(TestEngine node) => node.Get<TimerLoop>().StopAsync(TestEngine.None);

    private async Task UntilAllHaveEndedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(Pause);
        while (await first.ScalarAsync<long>("select count(*) from customerflow.instance where status = 1") > 0)
            await pause.WaitForNextTickAsync(patience.Token);
    }

    /// <summary>Remembers which instances its node brought this far.</summary>
    private sealed class CountingStep() : InlineStep<int>("cf:reached")
    {
        public ConcurrentDictionary<long, bool> Seen { get; } = new();

        public override Task<int> ReadAsync(StepReader reader, StepInput input, CancellationToken cancellationToken) => Task.FromResult(0);

        public override StepOutcome Decide(int record, StepInput input, DateTimeOffset now)
        {
            Seen.TryAdd(input.InstanceKey, true);
            return StepOutcome.With();
        }
    }
}
