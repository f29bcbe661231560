using CustomerFlow.Data.Workflows.Loops;

namespace CustomerFlow.Host.Imports;

/// <summary>Looks for imports to check and run, for as long as the host lives.</summary>
internal sealed class ImportLoop(ImportWork work, TimeProvider time, ILogger<ImportLoop> logger) : WorkLoop(logger, atATime: 1)
{
    public override Task<bool> RunOnceAsync(CancellationToken cancellationToken) => work.RunOnceAsync(cancellationToken);

    protected override Task SleepAsync(CancellationToken cancellationToken) =>
        Task.Delay(ImportLimits.LoopPause, time, cancellationToken);
}
