using CustomerFlow.Host.Access;
using CustomerFlow.Host.OrchestrationApi.Search;
using Microsoft.AspNetCore.Http.HttpResults;
using Engine = CustomerFlow.Data.Workflows.Work.Instances;

namespace CustomerFlow.Host.OrchestrationApi.Instances;

/// <summary>Steps that cannot go on without help.</summary>
internal static class Incidents
{
    public static void MapIncidents(this RouteGroupBuilder group)
    {
        var incidents = group.MapGroup("/incidents").RequireAuthorization(Policies.Operate).ProducesProblem(StatusCodes.Status403Forbidden);
        incidents.MapPost("/search", SearchAsync).WithName("searchIncidents").WithSummary("Incidents, also resolved ones.");
        incidents.MapGet("/{key:long}", GetAsync).WithName("getIncident").WithSummary("One incident.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        incidents.MapPost("/{key:long}/resolution", ResolveAsync).WithName("resolveIncident")
            .WithSummary("Tries the step again. A job without retries needs new ones first.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static Task<Results<Ok<SearchPage<IncidentItem>>, ProblemHttpResult>> SearchAsync(
        SearchRequest? request, Searches searches, CancellationToken cancellationToken) =>
        searches.RunAsync(InstancesSql.Incidents, request, SearchBound.None, cancellationToken);

    private static async Task<Results<Ok<IncidentItem>, ProblemHttpResult>> GetAsync(
        long key, Searches searches, CancellationToken cancellationToken) =>
        await searches.FindAsync(InstancesSql.Incidents, key, cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : EngineAnswers.NotFound();

    private static async Task<Results<NoContent, ProblemHttpResult>> ResolveAsync(
        long key, OperationRequest? request, Searches searches, Engine instances, CurrentPerson me, CancellationToken cancellationToken)
    {
        if (await searches.FindAsync(InstancesSql.Incidents, key, cancellationToken) is not { } incident) return EngineAnswers.NotFound();
        if (incident.State != "ACTIVE") return EngineAnswers.Conflict(EngineTexts.IncidentResolved);
        return EngineAnswers.Of(await instances.ResolveIncidentAsync(key, me.Actor, cancellationToken), EngineTexts.IncidentResolved);
    }
}
