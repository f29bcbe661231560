using System.Diagnostics;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Workflows.Feel;
using Microsoft.Extensions.Logging;

namespace CustomerFlow.Data.Workflows.Loops;

/// <summary>Runs background handlers, and inline steps that got a row because they threw or because an incident was resolved.</summary>
public sealed class JobLoop : WorkLoop
{
    private const int JobsAtOnce = 10;
    private readonly Dictionary<string, JobHandler> handlers;
    private readonly WorkerJobs jobs;
    private readonly ProcessTurns turns;
    private readonly TurnTools tools;
    private readonly ILogger<JobLoop> logger;

    internal JobLoop(
        IEnumerable<JobHandler> handlers, WorkerJobs jobs, ProcessTurns turns, TurnTools tools, ILogger<JobLoop> logger)
        : base(logger, 1)
    {
        this.handlers = handlers.ToDictionary(handler => handler.Type, StringComparer.Ordinal);
        this.jobs = jobs;
        this.turns = turns;
        this.tools = tools;
        this.logger = logger;
    }

    /// <inheritdoc/>
    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var worked = false;
        foreach (var type in tools.Steps.Types.Concat(handlers.Keys))
        {
            var taken = await jobs.ActivateAsync(
                type, tools.Options.NodeName, tools.Options.HandlerLease, JobsAtOnce, cancellationToken);
            foreach (var job in taken)
            {
                await DoAsync(job, cancellationToken);
                worked = true;
            }
        }

        return worked;
    }

    /// <inheritdoc/>
    protected internal override Task SleepAsync(CancellationToken cancellationToken) =>
        tools.Wake.WaitAsync(WakeUp.Jobs, tools.Options.LoopSleepMax, cancellationToken);

    private async Task DoAsync(JobRow job, CancellationToken cancellationToken)
    {
        try
        {
            if (handlers.TryGetValue(job.Type, out var handler)) await HandleAsync(handler, job, cancellationToken);
            else await RunStepAsync(job, cancellationToken);
            KillPoint.Hit("job-done");
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.HandlerFailed(logger, job.Key, job.Type, exception);
            var failure = new JobFailure($"The step failed: {exception.GetType().Name}.", null, Backoff(job));
            await jobs.FailAsync(job.Key, job.Epoch, failure, FeelContext.Empty, cancellationToken);
        }
    }

    private async Task HandleAsync(JobHandler handler, JobRow job, CancellationToken cancellationToken)
    {
        var answer = await handler.HandleAsync(job, cancellationToken);
        _ = answer switch
        {
            JobAnswer.Completed completed => await jobs.CompleteAsync(job.Key, job.Epoch, completed.Result, cancellationToken),
            JobAnswer.ErrorThrown thrown =>
                await jobs.ThrowErrorAsync(job.Key, job.Epoch, thrown.Code, thrown.Message, FeelContext.Empty, cancellationToken),
            JobAnswer.Failed failed => await jobs.FailAsync(
                job.Key, job.Epoch, new JobFailure(failed.Message, null, failed.Backoff), FeelContext.Empty, cancellationToken),
            _ => throw new UnreachableException(),
        };
    }

    private Task<bool> RunStepAsync(JobRow job, CancellationToken cancellationToken)
    {
        var step = tools.Steps.Find(job.Type) ?? throw new UnreachableException("Only known types are taken.");
        var request = new TurnRequest(TurnActor.Engine, Guid.CreateVersion7()) { StepsMayThrow = true };
        return turns.RunAsync(TurnTarget.Job(job.Key), request, turn =>
        {
            if (turn.Job is not { State: JobState.Open } row || row.Epoch != job.Epoch) return Task.FromResult(false);
            turn.RunStep(step, row);
            return Task.FromResult(true);
        }, cancellationToken);
    }

    private TimeSpan Backoff(JobRow job) => tools.Options.RetryDelay * Math.Pow(2, Math.Clamp(4 - job.Retries, 0, 8));
}
