using System.Diagnostics;
using System.Globalization;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Work;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CustomerFlow.Host.OrchestrationApi;

/// <summary>Says what came of an operation, as the interface says it.</summary>
internal static class EngineAnswers
{
    public static ProblemHttpResult Invalid(string sentence) => TypedResults.Problem(Problems.InvalidRequest.With(sentence));

    public static ProblemHttpResult NotFound() => TypedResults.Problem(Problems.NotFound.With());

    public static Results<NoContent, ProblemHttpResult> Of(InstanceOperation outcome, Text whenEnded) => outcome switch
    {
        InstanceOperation.Done => TypedResults.NoContent(),
        InstanceOperation.NotFound => NotFound(),
        InstanceOperation.AlreadyEnded => Conflict(whenEnded),
        InstanceOperation.Refused refused => Invalid(EngineTexts.OperationRefused.With(refused.Reason)),
        _ => throw new UnreachableException(),
    };

    public static Results<NoContent, ProblemHttpResult> Of(TaskOutcome outcome) => outcome switch
    {
        TaskOutcome.Done => TypedResults.NoContent(),
        TaskOutcome.NotFound => NotFound(),
        TaskOutcome.AlreadyEnded { State: UserTaskState.Completed } done => TypedResults.Problem(
            Problems.AlreadyCompleted.With(EngineTexts.TaskEnded.With(done.By ?? EngineTexts.Somebody, Time(done.At)))),
        TaskOutcome.AlreadyEnded ended => Conflict(EngineTexts.TaskCanceled.With(Time(ended.At))),
        TaskOutcome.TakenByOther { Assignee: null } => Conflict(EngineTexts.TaskNotAssigned),
        TaskOutcome.TakenByOther other => Conflict(EngineTexts.TaskWithOther.With(other.Assignee)),
        TaskOutcome.Barred => TypedResults.Problem(Problems.NotAllowed.With(EngineTexts.TaskBarred)),
        TaskOutcome.Refused refused => Invalid(EngineTexts.TaskRefused.With(refused.Reason)),
        _ => throw new UnreachableException(),
    };

    public static Results<NoContent, ProblemHttpResult> Of(JobOutcome outcome) => outcome switch
    {
        JobOutcome.Done => TypedResults.NoContent(),
        JobOutcome.NotFound => NotFound(),
        JobOutcome.AlreadyEnded ended => Conflict(EngineTexts.JobEnded.With(EngineWords.OfJob(ended.State))),
        JobOutcome.LeaseLost => Conflict(EngineTexts.LeaseLost),
        JobOutcome.Refused refused => Invalid(EngineTexts.JobRefused.With(refused.Reason)),
        _ => throw new UnreachableException(),
    };

    public static ProblemHttpResult Conflict(string sentence) => TypedResults.Problem(Problems.ChangedMeanwhile.With(sentence));

    /// <summary>Every problem of this interface names the address that it is about.</summary>
    public static async ValueTask<object?> NameInstanceAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        if (Problem(result) is { } problem) problem.Instance ??= context.HttpContext.Request.Path;
        return result;
    }

    private static ProblemDetails? Problem(object? result) => result switch
    {
        INestedHttpResult nested => Problem(nested.Result),
        ProblemHttpResult problem => problem.ProblemDetails,
        _ => null,
    };

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
