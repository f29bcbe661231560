using System.Text.Json;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.OrchestrationApi.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerFlow.Host.OrchestrationApi.Work;

/// <summary>Work for programs outside.</summary>
internal static class Jobs
{
    private const int RetriesMax = 1000;
    private const int TextCharactersMax = 10_000;
    private const long MillisecondsMax = 24 * 60 * 60 * 1000;

    public static void MapJobs(this RouteGroupBuilder group)
    {
        var jobs = group.MapGroup("/jobs").RequireAuthorization(Policies.Operate).ProducesProblem(StatusCodes.Status403Forbidden);
        jobs.MapPost("/activation", ActivateJobs.HandleAsync).WithName("activateJobs")
            .WithSummary("Takes jobs of a type for a while; waits for some when there are none.");
        jobs.MapPost("/search", SearchAsync).WithName("searchJobs").WithSummary("Jobs, without their variables.");
        var one = jobs.MapGroup("/{key:long}")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        one.MapPatch("", UpdateAsync).WithName("updateJob").WithSummary("Gives a job new retries or more time.");
        one.MapPost("/completion", CompleteAsync).WithName("completeJob").WithSummary("The job is done.");
        one.MapPost("/failure", FailAsync).WithName("failJob").WithSummary("The job failed; without retries left it becomes an incident.");
        one.MapPost("/error", ThrowErrorAsync).WithName("throwJobError")
            .WithSummary("The job ended in an error that the process may catch.");
    }

    private static Task<Results<Ok<SearchPage<JobItem>>, ProblemHttpResult>> SearchAsync(
        SearchRequest? request, Searches searches, CancellationToken cancellationToken) =>
        searches.RunAsync(WorkSql.Jobs, request, SearchBound.None, cancellationToken);

    private static async Task<Results<NoContent, ProblemHttpResult>> CompleteAsync(
        long key, JobCompletionRequest? request, Searches searches, WorkerJobs jobs, CancellationToken cancellationToken)
    {
        if (EngineVariables.Read(request?.Variables) is not { } variables) return EngineAnswers.Invalid(EngineTexts.VariablesNotAnObject);
        if (request?.Result is { ValueKind: not JsonValueKind.Null }) return EngineAnswers.Invalid(EngineTexts.NotSupported.With("result"));
        if (await searches.FindAsync(WorkSql.Jobs, key, cancellationToken) is null) return EngineAnswers.NotFound();
        return EngineAnswers.Of(await jobs.CompleteAsync(key, null, variables, cancellationToken));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> FailAsync(
        long key, JobFailureRequest? request, Searches searches, WorkerJobs jobs, CancellationToken cancellationToken)
    {
        var failure = request ?? new JobFailureRequest();
        if (EngineVariables.Read(failure.Variables) is not { } variables) return EngineAnswers.Invalid(EngineTexts.VariablesNotAnObject);
        if (failure.Retries is < 0 or > RetriesMax) return EngineAnswers.Invalid(EngineTexts.OutOfRange.With("retries", 0, RetriesMax));
        if (failure.RetryBackOff is < 0 or > MillisecondsMax)
            return EngineAnswers.Invalid(EngineTexts.OutOfRange.With("retryBackOff", 0, MillisecondsMax));
        if (TextProblem("errorMessage", failure.ErrorMessage) is { } problem) return EngineAnswers.Invalid(problem);
        if (await searches.FindAsync(WorkSql.Jobs, key, cancellationToken) is null) return EngineAnswers.NotFound();
        var backoff = TimeSpan.FromMilliseconds(failure.RetryBackOff ?? 0);
        return EngineAnswers.Of(await jobs.FailAsync(
            key, null, new JobFailure(failure.ErrorMessage ?? "", failure.Retries ?? 0, backoff), variables, cancellationToken));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ThrowErrorAsync(
        long key, JobErrorRequest request, Searches searches, WorkerJobs jobs, CancellationToken cancellationToken)
    {
        if (EngineVariables.Read(request.Variables) is not { } variables) return EngineAnswers.Invalid(EngineTexts.VariablesNotAnObject);
        if (string.IsNullOrEmpty(request.ErrorCode)) return EngineAnswers.Invalid(EngineTexts.Missing.With("errorCode"));
        var problem = TextProblem("errorCode", request.ErrorCode) ?? TextProblem("errorMessage", request.ErrorMessage);
        if (problem is not null) return EngineAnswers.Invalid(problem);
        if (await searches.FindAsync(WorkSql.Jobs, key, cancellationToken) is null) return EngineAnswers.NotFound();
        return EngineAnswers.Of(
            await jobs.ThrowErrorAsync(key, null, request.ErrorCode, request.ErrorMessage, variables, cancellationToken));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> UpdateAsync(
        long key, JobUpdateRequest request, Searches searches, WorkerJobs jobs, CancellationToken cancellationToken)
    {
        if (request.Changeset is not { } changes || changes is { Retries: null, Timeout: null })
            return EngineAnswers.Invalid(EngineTexts.Missing.With("changeset"));
        if (changes.Retries is < 1 or > RetriesMax) return EngineAnswers.Invalid(EngineTexts.OutOfRange.With("retries", 1, RetriesMax));
        if (changes.Timeout is < 0 or > MillisecondsMax)
            return EngineAnswers.Invalid(EngineTexts.OutOfRange.With("timeout", 0, MillisecondsMax));
        if (await searches.FindAsync(WorkSql.Jobs, key, cancellationToken) is not { } job) return EngineAnswers.NotFound();
        var isDone = changes.Timeout is not { } timeout
            || await jobs.ExtendAsync(key, null, TimeSpan.FromMilliseconds(timeout), cancellationToken);
        isDone &= changes.Retries is not { } retries || await jobs.SetRetriesAsync(key, retries, cancellationToken);
        return isDone ? TypedResults.NoContent() : EngineAnswers.Conflict(EngineTexts.JobEnded.With(job.State));
    }

    private static string? TextProblem(string name, string? text)
    {
        if (text?.Length > TextCharactersMax) return EngineTexts.TooLong.With(name, TextCharactersMax);
        return text?.Contains('\0', StringComparison.Ordinal) == true ? EngineTexts.OperationRefused.With(name) : null;
    }
}
