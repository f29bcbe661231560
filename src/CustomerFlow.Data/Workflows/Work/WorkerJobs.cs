using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using NpgsqlTypes;

namespace CustomerFlow.Data.Workflows.Work;

/// <summary>Jobs for workers outside: taken with a lease, answered by a turn. A lease that ran out counts no more.</summary>
public sealed class WorkerJobs
{
    private const string Activate =
        $"""
        update customerflow.job set available_at = now() + $3, worker = $4, epoch = epoch + 1
        where key in (
            select key from customerflow.job j where type = $1 and state = 1 and retries > 0 and available_at <= now()
                and ($5 = 0 or not exists (
                    select from customerflow.hidden_case h join customerflow.instance i on i.key = j.instance_key
                    where h.person_key = $5 and h.instance_key in (i.key, i.root_key)))
            order by available_at, key limit $2 for update of j skip locked)
        returning {JobSql.Columns}
        """;

    private readonly ProcessTurns turns;
    private readonly TurnTools tools;

    internal WorkerJobs(ProcessTurns turns, TurnTools tools)
    {
        this.turns = turns;
        this.tools = tools;
    }

    /// <summary>Takes up to <paramref name="max"/> jobs of a type for a worker.</summary>
    /// <param name="type">The job type.</param>
    /// <param name="worker">The worker's name.</param>
    /// <param name="lease">Real time after which another may take them.</param>
    /// <param name="max">1 or more.</param>
    /// <param name="cancellationToken">Gives up; nothing is taken.</param>
    public Task<IReadOnlyList<JobRow>> ActivateAsync(
        string type, string worker, TimeSpan lease, int max, CancellationToken cancellationToken) =>
        ActivateAsync(type, worker, lease, max, AccessScope.System("jobs"), cancellationToken);

    /// <summary>The same for a person's program: jobs of cases that are hidden from the person are left alone.</summary>
    /// <param name="type">The job type.</param>
    /// <param name="worker">The worker's name.</param>
    /// <param name="lease">Real time after which another may take them.</param>
    /// <param name="max">1 or more.</param>
    /// <param name="scope">Who asks.</param>
    /// <param name="cancellationToken">Gives up; nothing is taken.</param>
    public async Task<IReadOnlyList<JobRow>> ActivateAsync(
        string type, string worker, TimeSpan lease, int max, AccessScope scope, CancellationToken cancellationToken)
    {
        await using var command = tools.DataSource.CreateCommand(Activate);
        command.Parameters.Add(new() { Value = type });
        command.Parameters.Add(new() { Value = max });
        command.Parameters.Add(new() { Value = lease, NpgsqlDbType = NpgsqlDbType.Interval });
        command.Parameters.Add(new() { Value = worker });
        command.Parameters.Add(new() { Value = scope.PersonKey });
        var jobs = new List<JobRow>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken)) jobs.Add(JobSql.Read(reader));
        }

        if (jobs.Count > 0) KillPoint.Hit("job-leased");
        return [.. jobs.OrderBy(job => job.Key)];
    }

    /// <summary>Makes a lease longer, or shorter.</summary>
    public async Task<bool> ExtendAsync(long jobKey, int? epoch, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var command = tools.DataSource.CreateCommand(
            "update customerflow.job set available_at = now() + $3 where key = $1 and state = 1 and ($2::int is null or epoch = $2)");
        command.Parameters.Add(new() { Value = jobKey });
        command.Parameters.Add(new() { Value = (object?)epoch ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        command.Parameters.Add(new() { Value = lease, NpgsqlDbType = NpgsqlDbType.Interval });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>The work is done.</summary>
    /// <param name="jobKey">The job.</param>
    /// <param name="epoch">The lease that the caller holds; null when it does not say (the API of Camunda 8 does not).</param>
    /// <param name="variables">The result.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    public Task<JobOutcome> CompleteAsync(long jobKey, int? epoch, FeelContext variables, CancellationToken cancellationToken) =>
        AnswerAsync(jobKey, epoch, variables, Request(), _ => new ProcessEvent.JobCompleted(jobKey, variables), cancellationToken);

    /// <summary>The work failed; without retries left it becomes an incident.</summary>
    public Task<JobOutcome> FailAsync(
        long jobKey, int? epoch, JobFailure failure, FeelContext variables, CancellationToken cancellationToken)
    {
        var request = Request() with { Failure = failure.Message, RetryAt = tools.Time.GetUtcNow() + failure.Backoff };
        return AnswerAsync(
            jobKey, epoch, variables, request,
            job => new ProcessEvent.JobFailed(jobKey, failure.RetriesLeft ?? job.Retries - 1, failure.Message, variables),
            cancellationToken);
    }

    /// <summary>The work ended in a BPMN error, which the process may catch.</summary>
    public Task<JobOutcome> ThrowErrorAsync(
        long jobKey, int? epoch, string code, string? message, FeelContext variables, CancellationToken cancellationToken) =>
        AnswerAsync(
            jobKey, epoch, variables, Request() with { ErrorCode = code, Failure = message },
            _ => new ProcessEvent.JobErrorThrown(jobKey, code, message, variables), cancellationToken);

    /// <summary>New retries for a job without any; the process goes on only when its incident is resolved.</summary>
    public async Task<bool> SetRetriesAsync(long jobKey, int retries, CancellationToken cancellationToken)
    {
        await using var command = tools.DataSource.CreateCommand(
            "update customerflow.job set retries = $2 where key = $1 and state in (1, 5)");
        command.Parameters.AddWithValue(jobKey);
        command.Parameters.AddWithValue(retries);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static TurnRequest Request() => new(TurnActor.System("worker"), Guid.CreateVersion7());

    private Task<JobOutcome> AnswerAsync(
        long jobKey, int? epoch, FeelContext variables, TurnRequest request, Func<JobRow, ProcessEvent> answer,
        CancellationToken cancellationToken)
    {
        if (VariableRules.Problem(variables, tools.Options.Limits) is { } problem)
            return Task.FromResult<JobOutcome>(new JobOutcome.Refused(problem));
        return turns.RunAsync<JobOutcome>(TurnTarget.Job(jobKey), request, turn =>
        {
            if (turn.Job is not { } job) return Task.FromResult<JobOutcome>(new JobOutcome.NotFound());
            if (job.State != JobState.Open || turn.State.JobElement(jobKey) is null)
                return Task.FromResult<JobOutcome>(new JobOutcome.AlreadyEnded(job.State));
            if (epoch is { } held && held != job.Epoch) return Task.FromResult<JobOutcome>(new JobOutcome.LeaseLost());
            turn.Send(answer(job));
            return Task.FromResult<JobOutcome>(new JobOutcome.Done());
        }, cancellationToken);
    }
}

/// <summary>Why and how a job failed.</summary>
/// <param name="Message">A sentence for the operator, without personal data.</param>
/// <param name="RetriesLeft">Retries left; null for one less than before.</param>
/// <param name="Backoff">Real time before the next try.</param>
public sealed record JobFailure(string Message, int? RetriesLeft, TimeSpan Backoff);

/// <summary>What came of an answer for a job: a closed family.</summary>
public abstract record JobOutcome
{
    private JobOutcome()
    {
    }

    /// <summary>Committed.</summary>
    public sealed record Done : JobOutcome;

    /// <summary>There is no such job.</summary>
    public sealed record NotFound : JobOutcome;

    /// <summary>It was answered before, or is no longer needed.</summary>
    public sealed record AlreadyEnded(JobState State) : JobOutcome;

    /// <summary>The lease ran out and another worker has it.</summary>
    public sealed record LeaseLost : JobOutcome;

    /// <summary>Not like that; nothing is written.</summary>
    public sealed record Refused(string Reason) : JobOutcome;
}
