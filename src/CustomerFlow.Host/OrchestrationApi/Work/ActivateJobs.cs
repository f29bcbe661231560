using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.OrchestrationApi.Search;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace CustomerFlow.Host.OrchestrationApi.Work;

/// <summary>Gives jobs to a worker; when there are none, the answer waits for some (long polling).</summary>
internal static class ActivateJobs
{
    private const int JobsMax = 1000;
    private const int NameCharactersMax = 200;
    private const long LeaseMillisecondsMax = 24 * 60 * 60 * 1000;
    private const long WaitMillisecondsMax = 60_000;
    private const string ProvidedTenants = "PROVIDED";

    /// <summary>How long an answer waits when the caller says 0 or nothing.</summary>
    private static readonly TimeSpan WaitUnlessTold = TimeSpan.FromSeconds(10);

    /// <summary>A signal ends the wait earlier; leases and retry times that end give none.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>Many signals within a moment become one look.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private const string InstancesSql =
        "select i.key, i.root_key, d.version from customerflow.instance i " +
        "join customerflow.process_definition d on d.key = i.process_definition_key where i.key = any($1)";

    public static async Task<Results<Ok<ActivationAnswer>, ProblemHttpResult>> HandleAsync(
        ActivationRequest request, WorkerJobs jobs, CurrentPerson me, NpgsqlDataSource dataSource, TimeProvider time, WakeSignals wake,
        CancellationToken cancellationToken)
    {
        if (Problem(request) is { } problem) return EngineAnswers.Invalid(problem);
        var until = time.GetUtcNow() + WaitOf(request.RequestTimeout);
        var lease = TimeSpan.FromMilliseconds(request.Timeout!.Value);
        while (true)
        {
            var come = wake.NextJobs;
            var taken = await jobs.ActivateAsync(
                request.Type!, request.Worker ?? "", lease, request.MaxJobsToActivate!.Value, me.Scope, cancellationToken);
            var left = until - time.GetUtcNow();
            if (taken.Count > 0 || left <= TimeSpan.Zero)
                return TypedResults.Ok(new ActivationAnswer(await DescribeAsync(taken, request, dataSource, cancellationToken)));
            await Task.WhenAny(come, Task.Delay(left < LookAgain ? left : LookAgain, time, cancellationToken));
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static string? Problem(ActivationRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Type)) return EngineTexts.Missing.With("type");
        if (request.Type.Length > NameCharactersMax) return EngineTexts.TooLong.With("type", NameCharactersMax);
        if (request.Worker?.Length > NameCharactersMax) return EngineTexts.TooLong.With("worker", NameCharactersMax);
        if (request.Timeout is not (> 0 and <= LeaseMillisecondsMax))
            return EngineTexts.OutOfRange.With("timeout", 1, LeaseMillisecondsMax);
        if (request.MaxJobsToActivate is not (> 0 and <= JobsMax)) return EngineTexts.OutOfRange.With("maxJobsToActivate", 1, JobsMax);
        if (request.RequestTimeout is > WaitMillisecondsMax) return EngineTexts.OutOfRange.With("requestTimeout", -1, WaitMillisecondsMax);
        if (request.TenantIds?.Any(Tenants.IsUnknown) == true) return EngineTexts.TenantUnknown;
        return request.TenantFilter is null or ProvidedTenants ? null : EngineTexts.NotSupported.With("tenantFilter");
    }

    // Below zero: not at all.
    private static TimeSpan WaitOf(long? milliseconds) => milliseconds switch
    {
        null or 0 => WaitUnlessTold,
        < 0 => TimeSpan.Zero,
        { } told => TimeSpan.FromMilliseconds(told),
    };

    private static async Task<List<ActivatedJob>> DescribeAsync(
        IReadOnlyList<JobRow> taken, ActivationRequest request, NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        if (taken.Count == 0) return [];
        var instances = new Dictionary<long, (long RootKey, int Version)>();
        await using var command = dataSource.CreateCommand(InstancesSql);
        command.Parameters.AddWithValue(taken.Select(job => job.InstanceKey).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) instances[reader.GetInt64(0)] = (reader.GetInt64(1), reader.GetInt32(2));
        return [.. taken.Select(job => Describe(job, instances[job.InstanceKey], request.FetchVariable))];
    }

    private static ActivatedJob Describe(JobRow job, (long RootKey, int Version) instance, IReadOnlyList<string>? only) => new(
        job.Type, job.ProcessId, instance.Version, job.ElementId, EngineVariables.Write(job.Headers, null), job.Worker ?? "", job.Retries,
        job.AvailableAt.ToUnixTimeMilliseconds(), EngineVariables.Write(job.Variables, only), Tenants.Only, Columns.Key(job.Key),
        Columns.Key(job.InstanceKey), Columns.Key(job.ProcessDefinitionKey), Columns.Key(job.ElementInstanceKey),
        EngineWords.OfJob(job.Kind), WorkSql.ListenerEvent, null, [], Columns.Key(instance.RootKey));
}
