using CustomerFlow.Data.Workflows.Turns;
using Microsoft.Extensions.Logging;

namespace CustomerFlow.Data.Workflows.Loops;

/// <summary>Gives instances what came for them from others: calls and returns, messages, signals, starts.</summary>
public sealed class EventLoop : WorkLoop
{
    private readonly BatchTurns batches;
    private readonly TurnTools tools;

    internal EventLoop(BatchTurns batches, TurnTools tools, ILogger<EventLoop> logger)
        : base(logger, tools.Options.BatchesAtATime)
    {
        this.batches = batches;
        this.tools = tools;
    }

    /// <inheritdoc/>
    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken) =>
        await batches.RunAsync(WorkSource.Events, cancellationToken) > 0;

    /// <inheritdoc/>
    protected internal override Task SleepAsync(CancellationToken cancellationToken) =>
        tools.Wake.WaitAsync(WakeUp.Events, tools.Options.LoopSleepMax, cancellationToken);
}
