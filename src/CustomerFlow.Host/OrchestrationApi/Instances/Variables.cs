using CustomerFlow.Host.Access;
using CustomerFlow.Host.OrchestrationApi.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerFlow.Host.OrchestrationApi.Instances;

/// <summary>What instances know.</summary>
internal static class Variables
{
    /// <summary>One variable with its whole value.</summary>
    internal sealed record WholeVariable(
        string Name, string TenantId, string VariableKey, string ScopeKey, string ProcessInstanceKey, string? RootProcessInstanceKey,
        string Value);

    public static void MapVariables(this RouteGroupBuilder group)
    {
        var variables = group.MapGroup("/variables").RequireAuthorization(Policies.ReadCases)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        variables.MapPost("/search", SearchAsync).WithName("searchVariables")
            .WithSummary("Variables of instances that the caller may see; long values are cut unless truncateValues is false.");
        variables.MapGet("/{key}", GetAsync).WithName("getVariable").WithSummary("One variable with its whole value.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Task<Results<Ok<SearchPage<VariableItem>>, ProblemHttpResult>> SearchAsync(
        SearchRequest? request, bool? truncateValues, Searches searches, CancellationToken cancellationToken) =>
        searches.RunAsync(VariablesSql.All(truncateValues is not false), request, SearchBound.None, cancellationToken);

    private static async Task<Results<Ok<WholeVariable>, ProblemHttpResult>> GetAsync(
        string key, Searches searches, CancellationToken cancellationToken)
    {
        if (VariablesSql.Of(key) is not { } bound) return EngineAnswers.NotFound();
        return await searches.FindAsync(VariablesSql.All(cutsValues: false), bound, cancellationToken) is { } found
            ? TypedResults.Ok(new WholeVariable(
                found.Name, found.TenantId, found.VariableKey, found.ScopeKey, found.ProcessInstanceKey, found.RootProcessInstanceKey,
                found.Value))
            : EngineAnswers.NotFound();
    }
}
