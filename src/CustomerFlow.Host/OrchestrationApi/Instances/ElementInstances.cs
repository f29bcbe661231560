using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.OrchestrationApi.Search;
using Microsoft.AspNetCore.Http.HttpResults;
using Engine = CustomerFlow.Data.Workflows.Work.Instances;

namespace CustomerFlow.Host.OrchestrationApi.Instances;

/// <summary>Where instances are and were.</summary>
internal static class ElementInstances
{
    /// <summary>New values, where the name is found on the way up unless local.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record VariablesRequest(JsonElement? Variables = null, bool? Local = null, long? OperationReference = null);

    public static void MapElementInstances(this RouteGroupBuilder group)
    {
        var elements = group.MapGroup("/element-instances").ProducesProblem(StatusCodes.Status403Forbidden);
        elements.MapPost("/search", SearchAsync).RequireAuthorization(Policies.FollowProcesses).WithName("searchElementInstances")
            .WithSummary("Passes through elements of instances that the caller may see.");
        var one = elements.MapGroup("/{key:long}").ProducesProblem(StatusCodes.Status404NotFound);
        one.MapGet("", GetAsync).RequireAuthorization(Policies.FollowProcesses).WithName("getElementInstance")
            .WithSummary("One pass through an element.");
        one.MapPost("/incidents/search", SearchIncidentsAsync).RequireAuthorization(Policies.Operate)
            .WithName("searchElementInstanceIncidents").WithSummary("Incidents of one element instance.");
        one.MapPut("/variables", SetVariablesAsync).RequireAuthorization(Policies.Operate).WithName("createElementInstanceVariables")
            .WithSummary("Sets variables in the scope of an element instance, or of the process instance.")
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<SearchPage<ElementInstanceItem>>, ProblemHttpResult>> SearchAsync(
        SearchRequest? request, Searches searches, ElementCatalog catalog, CancellationToken cancellationToken) =>
        await searches.RunAsync(
            InstancesSql.Elements, request, await catalog.ForAsync(request?.Filter, cancellationToken), cancellationToken);

    private static async Task<Results<Ok<ElementInstanceItem>, ProblemHttpResult>> GetAsync(
        long key, Searches searches, ElementCatalog catalog, CancellationToken cancellationToken) =>
        await FindAsync(key, searches, catalog, cancellationToken) is { } found ? TypedResults.Ok(found) : EngineAnswers.NotFound();

    private static async Task<Results<Ok<SearchPage<IncidentItem>>, ProblemHttpResult>> SearchIncidentsAsync(
        long key, SearchRequest? request, Searches searches, ElementCatalog catalog, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, searches, catalog, cancellationToken) is null) return EngineAnswers.NotFound();
        return await searches.RunAsync(
            InstancesSql.Incidents, request, new SearchBound("n.element_instance_key = @element", ("element", key)), cancellationToken);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SetVariablesAsync(
        long key, VariablesRequest request, Searches searches, ElementCatalog catalog, Engine instances, CurrentPerson me,
        CancellationToken cancellationToken)
    {
        if (request.Variables is null) return EngineAnswers.Invalid(EngineTexts.Missing.With("variables"));
        if (EngineVariables.Read(request.Variables) is not { } variables) return EngineAnswers.Invalid(EngineTexts.VariablesNotAnObject);
        if (await FindAsync(key, searches, catalog, cancellationToken) is not { } element) return EngineAnswers.NotFound();
        var outcome = await instances.SetVariablesAsync(
            long.Parse(element.ProcessInstanceKey, CultureInfo.InvariantCulture), key, variables, request.Local is true, me.Actor,
            cancellationToken);
        return EngineAnswers.Of(outcome, EngineTexts.InstanceEnded);
    }

    private static async Task<ElementInstanceItem?> FindAsync(
        long key, Searches searches, ElementCatalog catalog, CancellationToken cancellationToken)
    {
        var bound = await catalog.OfElementAsync(key, cancellationToken);
        return await searches.FindAsync(
            InstancesSql.Elements, bound.And(new SearchBound("e.element_instance_key = @key", ("key", key))), cancellationToken);
    }
}
