using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Tasks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.OrchestrationApi.Work;

/// <summary>What callers do with tasks, by the same rules as on the task's page.</summary>
internal static class UserTaskChanges
{
    private const int PriorityMax = 100;
    private const int CandidatesMax = 100;

    /// <summary>Whom to give the task; the action is a word of the caller's own and changes nothing.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record AssignmentRequest(string? Assignee = null, bool? AllowOverride = null, string? Action = null);

    /// <summary>What the task's form says.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record CompletionRequest(JsonElement? Variables = null, string? Action = null);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record UpdateRequest(Changeset? Changeset = null, string? Action = null);

    /// <summary>New values; what is missing or null stays, an empty text takes a date away, an empty list all candidates.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record Changeset(
        string? DueDate = null, string? FollowUpDate = null, IReadOnlyList<string>? CandidateUsers = null,
        IReadOnlyList<string>? CandidateGroups = null, int? Priority = null);

    public static void MapUserTaskChanges(this RouteGroupBuilder group)
    {
        var task = group.MapGroup("/user-tasks/{key:long}").RequireAuthorization(Policies.Work)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        task.MapPatch("", UpdateAsync).WithName("updateUserTask").WithSummary("Changes candidates, priority and dates.");
        task.MapPost("/assignment", AssignAsync).WithName("assignUserTask").WithSummary("Takes the task, or gives it to a person.");
        task.MapDelete("/assignee", UnassignAsync).WithName("unassignUserTask").WithSummary("Gives the task back to its groups.");
        task.MapPost("/completion", CompleteAsync).WithName("completeUserTask")
            .WithSummary("Completes the caller's own task; the process goes on in the same commit.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AssignAsync(
        long key, AssignmentRequest request, TaskQueries queries, TaskActions actions, UserTasks tasks, CustomerFlowDb db,
        CurrentPerson me, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Assignee)) return EngineAnswers.Invalid(EngineTexts.Missing.With("assignee"));
        var assignee = request.Assignee;
        if (await queries.FindAsync(key, cancellationToken) is not { } task) return EngineAnswers.NotFound();
        if (task.State != UserTaskState.Open) return EngineAnswers.Of(Ended(task));
        if (!await db.People.AnyAsync(person => person.UserName == assignee && person.Active, cancellationToken))
            return EngineAnswers.Invalid(EngineTexts.PersonUnknown.With(assignee));
        if (assignee == me.Username && actions.MayClaim(task)) return EngineAnswers.Of(await actions.ClaimAsync(key, cancellationToken));
        if (!actions.MayGive(task)) return NotTheirs(task, me);
        return EngineAnswers.Of(
            await tasks.AssignAsync(key, assignee, onlyIfFree: request.AllowOverride is false, me.Actor, cancellationToken));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> UnassignAsync(
        long key, TaskQueries queries, TaskActions actions, CurrentPerson me, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(key, cancellationToken) is not { } task) return EngineAnswers.NotFound();
        if (task.State != UserTaskState.Open) return EngineAnswers.Of(Ended(task));
        return actions.MayGive(task) ? EngineAnswers.Of(await actions.UnclaimAsync(key, cancellationToken)) : NotTheirs(task, me);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> CompleteAsync(
        long key, CompletionRequest? request, TaskQueries queries, TaskActions actions, CancellationToken cancellationToken)
    {
        if (EngineVariables.Read(request?.Variables) is not { } variables) return EngineAnswers.Invalid(EngineTexts.VariablesNotAnObject);
        if (await queries.FindAsync(key, cancellationToken) is null) return EngineAnswers.NotFound();
        return EngineAnswers.Of(await actions.CompleteAsync(key, variables, cancellationToken));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> UpdateAsync(
        long key, UpdateRequest? request, TaskQueries queries, TaskActions actions, UserTasks tasks, CustomerFlowDb db, CurrentPerson me,
        CancellationToken cancellationToken)
    {
        var changes = request?.Changeset ?? new Changeset();
        if (await ProblemAsync(changes, db, cancellationToken) is { } problem) return EngineAnswers.Invalid(problem);
        if (await queries.FindAsync(key, cancellationToken) is not { } task) return EngineAnswers.NotFound();
        if (task.State != UserTaskState.Open) return EngineAnswers.Of(Ended(task));
        if (!actions.MayGive(task)) return NotTheirs(task, me);
        var change = new TaskChange
        {
            CandidateUsers = changes.CandidateUsers, CandidateGroups = changes.CandidateGroups, Priority = changes.Priority,
            SetsDueAt = changes.DueDate is not null, DueAt = Date(changes.DueDate),
            SetsFollowUpAt = changes.FollowUpDate is not null, FollowUpAt = Date(changes.FollowUpDate),
        };
        return EngineAnswers.Of(await tasks.UpdateAsync(key, change, me.Actor, cancellationToken));
    }

    private static async Task<string?> ProblemAsync(Changeset changes, CustomerFlowDb db, CancellationToken cancellationToken)
    {
        if (changes.Priority is < 0 or > PriorityMax) return EngineTexts.OutOfRange.With("priority", 0, PriorityMax);
        foreach (var date in new[] { changes.DueDate, changes.FollowUpDate })
        {
            if (!string.IsNullOrEmpty(date) && Date(date) is null) return EngineTexts.DateNotValid.With(date);
        }

        var (users, teams) = (changes.CandidateUsers?.ToList() ?? [], changes.CandidateGroups?.ToList() ?? []);
        if (users.Count > CandidatesMax) return EngineTexts.OutOfRange.With("candidateUsers", 0, CandidatesMax);
        if (teams.Count > CandidatesMax) return EngineTexts.OutOfRange.With("candidateGroups", 0, CandidatesMax);
        var known = await db.People.Where(person => users.Contains(person.UserName) && person.Active).Select(person => person.UserName)
            .ToListAsync(cancellationToken);
        if (users.Except(known).FirstOrDefault() is { } nobody) return EngineTexts.PersonUnknown.With(nobody);
        var slugs = await db.Teams.Where(team => teams.Contains(team.Slug)).Select(team => team.Slug).ToListAsync(cancellationToken);
        return teams.Except(slugs).FirstOrDefault() is { } noTeam ? EngineTexts.TeamUnknown.With(noTeam) : null;
    }

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date.ToUniversalTime()
            : null;

    private static TaskOutcome.AlreadyEnded Ended(UserTaskRow task) => new(task.State, task.CompletedBy, task.EndedAt ?? task.CreatedAt);

    private static ProblemHttpResult NotTheirs(UserTaskRow task, CurrentPerson me) => task.Assignee is { } other && other != me.Username
        ? EngineAnswers.Conflict(EngineTexts.TaskWithOther.With(other))
        : TypedResults.Problem(Problems.NotAllowed.With(EngineTexts.TaskNotYours));
}
