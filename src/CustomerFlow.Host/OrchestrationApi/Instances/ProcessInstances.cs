using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.OrchestrationApi.Search;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Engine = CustomerFlow.Data.Workflows.Work.Instances;

namespace CustomerFlow.Host.OrchestrationApi.Instances;

/// <summary>Runs of processes.</summary>
internal static class ProcessInstances
{
    /// <summary>Resolved one after another in the request.</summary>
    private const int IncidentsMax = 1000;
    private const string ResolveOperation = "RESOLVE_INCIDENT";

    /// <summary>An operation on several things, already done.</summary>
    internal sealed record BatchAnswer(string BatchOperationKey, string BatchOperationType);

    public static void MapProcessInstances(this RouteGroupBuilder group)
    {
        var instances = group.MapGroup("/process-instances").ProducesProblem(StatusCodes.Status403Forbidden);
        instances.MapPost("", CreateProcessInstance.HandleAsync).RequireAuthorization(Policies.Operate).WithName("createProcessInstance")
            .WithSummary("Starts a process; with awaitCompletion the answer waits for its end.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status504GatewayTimeout);
        instances.MapPost("/search", SearchAsync).RequireAuthorization(Policies.FollowProcesses).WithName("searchProcessInstances")
            .WithSummary("Process instances that the caller may see.");
        var one = instances.MapGroup("/{key:long}").ProducesProblem(StatusCodes.Status404NotFound);
        one.MapGet("", GetAsync).RequireAuthorization(Policies.FollowProcesses).WithName("getProcessInstance")
            .WithSummary("One process instance.");
        one.MapPost("/cancellation", CancelAsync).RequireAuthorization(Policies.Operate).WithName("cancelProcessInstance")
            .WithSummary("Ends it and everything that it called.").ProducesProblem(StatusCodes.Status409Conflict);
        one.MapPost("/incident-resolution", ResolveIncidentsAsync).RequireAuthorization(Policies.Operate)
            .WithName("resolveProcessInstanceIncidents").WithSummary("Tries every step again that stopped.");
        one.MapPost("/incidents/search", SearchIncidentsAsync).RequireAuthorization(Policies.Operate)
            .WithName("searchProcessInstanceIncidents").WithSummary("Incidents of one process instance.");
    }

    private static Task<Results<Ok<SearchPage<ProcessInstanceItem>>, ProblemHttpResult>> SearchAsync(
        SearchRequest? request, Searches searches, CancellationToken cancellationToken) =>
        searches.RunAsync(InstancesSql.Instances, request, SearchBound.None, cancellationToken);

    private static async Task<Results<Ok<ProcessInstanceItem>, ProblemHttpResult>> GetAsync(
        long key, Searches searches, CancellationToken cancellationToken) =>
        await searches.FindAsync(InstancesSql.Instances, key, cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : EngineAnswers.NotFound();

    private static async Task<Results<NoContent, ProblemHttpResult>> CancelAsync(
        long key, OperationRequest? request, Searches searches, Engine instances, CurrentPerson me, CancellationToken cancellationToken)
    {
        if (await searches.FindAsync(InstancesSql.Instances, key, cancellationToken) is null) return EngineAnswers.NotFound();
        return EngineAnswers.Of(await instances.CancelAsync(key, me.Actor, cancellationToken), EngineTexts.InstanceEnded);
    }

    private static async Task<Results<Ok<BatchAnswer>, ProblemHttpResult>> ResolveIncidentsAsync(
        long key, Searches searches, CustomerFlowDb db, Engine instances, KeyBlocks keys, CurrentPerson me,
        CancellationToken cancellationToken)
    {
        if (await searches.FindAsync(InstancesSql.Instances, key, cancellationToken) is null) return EngineAnswers.NotFound();
        var open = await db.Set<IncidentRow>().Where(row => row.InstanceKey == key && row.ResolvedAt == null)
            .OrderBy(row => row.Key).Select(row => row.Key).Take(IncidentsMax).ToListAsync(cancellationToken);
        // What somebody else resolves meanwhile is resolved too.
        foreach (var incident in open) await instances.ResolveIncidentAsync(incident, me.Actor, cancellationToken);
        return TypedResults.Ok(new BatchAnswer(Columns.Key(await keys.NextAsync(cancellationToken)), ResolveOperation));
    }

    private static async Task<Results<Ok<SearchPage<IncidentItem>>, ProblemHttpResult>> SearchIncidentsAsync(
        long key, SearchRequest? request, Searches searches, CancellationToken cancellationToken)
    {
        if (await searches.FindAsync(InstancesSql.Instances, key, cancellationToken) is null) return EngineAnswers.NotFound();
        return await searches.RunAsync(
            InstancesSql.Incidents, request, new SearchBound("n.instance_key = @instance", ("instance", key)), cancellationToken);
    }
}
