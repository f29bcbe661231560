using System.Text.Json;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Jobs;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Jobs;

/// <summary>Runs occurrences of jobs: each exactly once, whichever node or hand started it first.</summary>
internal sealed class JobRuns(
    IEnumerable<JobFunction> functions, DbPool pool, BusinessClock clock, TimeProvider time, WorkflowOptions options,
    IServiceScopeFactory scopes, ILogger<JobRuns> logger)
{
    private readonly Dictionary<string, JobFunction> _functions = functions.ToDictionary(function => function.Id, StringComparer.Ordinal);

    /// <summary>The ids that something can be done for.</summary>
    public IReadOnlyCollection<string> Known => _functions.Keys;

    /// <summary>False: this occurrence ran already, or runs on another node.</summary>
    public async Task<bool> RunAsync(string id, DateTimeOffset occurrence, string? startedBy, CancellationToken cancellationToken)
    {
        var (at, now, node) = (occurrence.ToUniversalTime(), time.GetUtcNow(), options.NodeName);
        await using (var db = pool.Open(AccessScope.System("jobs")))
        {
            var added = await db.Database.ExecuteSqlAsync(
                $"""
                insert into customerflow.job_run (job_id, occurrence, started_at, state, node, started_by)
                values ({id}, {at}, {now}, 'running', {node}, {startedBy}) on conflict do nothing
                """,
                cancellationToken);
            if (added == 0) return false;
        }

        await DoAsync(id, at, cancellationToken);
        return true;
    }

    /// <summary>Finishes what a node left behind when it died in the middle.</summary>
    public async Task ResumeAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(AccessScope.System("jobs"));
        var left = await db.JobRuns.AsNoTracking().Where(run => run.JobId == id && run.State == "running" && run.Node != options.NodeName)
            .OrderBy(run => run.Occurrence).Select(run => run.Occurrence).ToListAsync(cancellationToken);
        foreach (var occurrence in left) await DoAsync(id, occurrence, cancellationToken);
    }

    private async Task DoAsync(string id, DateTimeOffset occurrence, CancellationToken cancellationToken)
    {
        try
        {
            if (!_functions.TryGetValue(id, out var function))
                throw new InvalidOperationException($"Nothing is registered for the job '{id}'.");
            await using var scope = scopes.CreateAsyncScope();
            var figures = await function.RunAsync(scope.ServiceProvider, clock.Now, cancellationToken);
            await FinishAsync(id, occurrence, run =>
            {
                run.State = "succeeded";
                run.Result = JsonSerializer.Serialize(figures.ToDictionary(figure => figure.Name, figure => figure.Value));
            }, cancellationToken);
        }
#pragma warning disable CA1031 // A job that fails is a line in its history; the next occurrence comes all the same.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.JobFailed(logger, id, failure);
            // The type only: messages of exceptions may hold personal data. The log has the rest.
            await FinishAsync(id, occurrence, run => (run.State, run.Error) = ("failed", failure.GetType().Name), cancellationToken);
        }
    }

    private async Task FinishAsync(string id, DateTimeOffset occurrence, Action<JobRun> write, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(AccessScope.System("jobs"));
        var run = await db.JobRuns.AsTracking()
            .SingleAsync(row => row.JobId == id && row.Occurrence == occurrence, cancellationToken);
        run.FinishedAt = time.GetUtcNow();
        run.Node = options.NodeName;
        write(run);
        await db.SaveChangesAsync(cancellationToken);
    }
}
