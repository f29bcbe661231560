using System.Text.Json;
using CustomerFlow.Data;
using CustomerFlow.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Jobs;

/// <summary>One run as the pages show it.</summary>
internal sealed record JobRunLine(
    DateTimeOffset Occurrence, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string State, string? Result, string? Error,
    string Node, string? StartedBy)
{
    public TimeSpan? Duration => FinishedAt - StartedAt;

    public IReadOnlyList<JobFigure> Figures => Result is null
        ? []
        : [.. (JsonSerializer.Deserialize<Dictionary<string, int>>(Result) ?? [])
            .Select(figure => new JobFigure(figure.Key, figure.Value))];
}

internal sealed class JobQueries(CustomerFlowDb db)
{
    /// <summary>The last run of each job.</summary>
    public async Task<IReadOnlyDictionary<string, JobRunLine>> LastAsync(CancellationToken cancellationToken)
    {
        var last = await db.JobRuns.AsNoTracking().GroupBy(run => run.JobId)
            .Select(runs => runs.OrderByDescending(run => run.Occurrence).First()).ToListAsync(cancellationToken);
        return last.ToDictionary(run => run.JobId, Line, StringComparer.Ordinal);
    }

    public async Task<IReadOnlyDictionary<string, int>> CountsAsync(CancellationToken cancellationToken) =>
        await db.JobRuns.GroupBy(run => run.JobId).Select(runs => new { runs.Key, Count = runs.Count() })
            .ToDictionaryAsync(runs => runs.Key, runs => runs.Count, cancellationToken);

    public async Task<PageOf<JobRunLine>> HistoryAsync(string id, ListPlace? after, int size, CancellationToken cancellationToken)
    {
        var runs = db.JobRuns.AsNoTracking().Where(run => run.JobId == id);
        if (after is { At: { } before }) runs = runs.Where(run => run.Occurrence < before);
        var rows = await runs.OrderByDescending(run => run.Occurrence).Take(size + 1).ToListAsync(cancellationToken);
        return Paging.Cut([.. rows.Select(Line)], size, run => new ListPlace(run.Occurrence, 0).ToString());
    }

    private static JobRunLine Line(JobRun run) => new(
        run.Occurrence, run.StartedAt, run.FinishedAt, run.State, run.Result, run.Error, run.Node, run.StartedBy);
}
