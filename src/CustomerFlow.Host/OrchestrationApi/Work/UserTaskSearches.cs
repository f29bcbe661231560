using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.OrchestrationApi.Definitions;
using CustomerFlow.Host.OrchestrationApi.Instances;
using CustomerFlow.Host.OrchestrationApi.Search;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.OrchestrationApi.Work;

/// <summary>Tasks, what they show and what they see.</summary>
internal static class UserTaskSearches
{
    public static void MapUserTasks(this RouteGroupBuilder group)
    {
        var tasks = group.MapGroup("/user-tasks").RequireAuthorization(Policies.ReadCases).ProducesProblem(StatusCodes.Status403Forbidden);
        tasks.MapPost("/search", SearchAsync).WithName("searchUserTasks")
            .WithSummary("Tasks that the caller may see, also those that are done.");
        var one = tasks.MapGroup("/{key:long}").ProducesProblem(StatusCodes.Status404NotFound);
        one.MapGet("", GetAsync).WithName("getUserTask").WithSummary("One task.");
        one.MapGet("/form", GetFormAsync).WithName("getUserTaskForm").WithSummary("The form of the task; 204 when it has none.");
        one.MapPost("/variables/search", SearchVariablesAsync).WithName("searchUserTaskVariables")
            .WithSummary("Variables of all scopes around the task.");
        one.MapPost("/effective-variables/search", SearchEffectiveAsync).WithName("searchUserTaskEffectiveVariables")
            .WithSummary("Variables as the task sees them: of each name the nearest.");
    }

    private static Task<Results<Ok<SearchPage<UserTaskItem>>, ProblemHttpResult>> SearchAsync(
        SearchRequest? request, Searches searches, CancellationToken cancellationToken) =>
        searches.RunAsync(WorkSql.Tasks, request, SearchBound.None, cancellationToken);

    private static async Task<Results<Ok<UserTaskItem>, ProblemHttpResult>> GetAsync(
        long key, Searches searches, CancellationToken cancellationToken) =>
        await searches.FindAsync(WorkSql.Tasks, key, cancellationToken) is { } found ? TypedResults.Ok(found) : EngineAnswers.NotFound();

    private static async Task<Results<Ok<FormItem>, NoContent, ProblemHttpResult>> GetFormAsync(
        long key, Searches searches, CustomerFlowDb db, CancellationToken cancellationToken)
    {
        if (await searches.FindAsync(WorkSql.Tasks, key, cancellationToken) is null) return EngineAnswers.NotFound();
        var form = await (
            from task in db.Set<UserTaskRow>()
            where task.Key == key && task.FormId != null
            join definition in db.Set<ProcessDefinitionRow>() on task.ProcessDefinitionKey equals definition.Key
            select new { task.FormId, definition.ReleaseKey }).SingleOrDefaultAsync(cancellationToken);
        if (form is null) return TypedResults.NoContent();
        return await FormItem.FindAsync(db, form.ReleaseKey, form.FormId!, cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : TypedResults.NoContent();
    }

    private static Task<Results<Ok<SearchPage<VariableItem>>, ProblemHttpResult>> SearchVariablesAsync(
        long key, SearchRequest? request, bool? truncateValues, Searches searches, CancellationToken cancellationToken) =>
        SeenAsync(key, false, truncateValues, request, searches, cancellationToken);

    private static Task<Results<Ok<SearchPage<VariableItem>>, ProblemHttpResult>> SearchEffectiveAsync(
        long key, SearchRequest? request, bool? truncateValues, Searches searches, CancellationToken cancellationToken) =>
        SeenAsync(key, true, truncateValues, request, searches, cancellationToken);

    private static async Task<Results<Ok<SearchPage<VariableItem>>, ProblemHttpResult>> SeenAsync(
        long key, bool onlyNearest, bool? truncateValues, SearchRequest? request, Searches searches, CancellationToken cancellationToken)
    {
        if (await searches.FindAsync(WorkSql.Tasks, key, cancellationToken) is null) return EngineAnswers.NotFound();
        return await searches.RunAsync(
            VariablesSql.OfTask(onlyNearest, truncateValues is not false), request, new SearchBound("true", ("task", key)),
            cancellationToken);
    }
}
