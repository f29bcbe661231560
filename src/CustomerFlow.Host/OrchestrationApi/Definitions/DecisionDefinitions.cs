using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CustomerFlow.Data;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.OrchestrationApi.Search;
using CustomerFlow.Workflows.Feel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.OrchestrationApi.Definitions;

/// <summary>Published decisions; evaluating one writes nothing.</summary>
internal static class DecisionDefinitions
{
    private const string Xml = "text/xml";

    /// <summary>What to decide, with which inputs.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record EvaluationRequest(
        string? DecisionDefinitionId = null, string? DecisionDefinitionKey = null, JsonElement? Variables = null, string? TenantId = null);

    public static void MapDecisionDefinitions(this RouteGroupBuilder group)
    {
        var decisions = group.MapGroup("/decision-definitions").RequireAuthorization(Policies.FollowProcesses)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        decisions.MapPost("/search", SearchAsync).WithName("searchDecisionDefinitions").WithSummary("Published versions of decisions.");
        decisions.MapPost("/evaluation", EvaluateAsync).WithName("evaluateDecision")
            .WithSummary("Evaluates a decision and says which rules matched.").ProducesProblem(StatusCodes.Status404NotFound);
        decisions.MapGet("/{key:long}", GetAsync).WithName("getDecisionDefinition").WithSummary("One version of a decision.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        decisions.MapGet("/{key:long}/xml", GetXmlAsync).WithName("getDecisionDefinitionXML")
            .WithSummary("The DMN file as it was deployed.")
            .Produces<string>(StatusCodes.Status200OK, Xml).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Task<Results<Ok<SearchPage<DecisionDefinitionItem>>, ProblemHttpResult>> SearchAsync(
        SearchRequest? request, Searches searches, CancellationToken cancellationToken) =>
        searches.RunAsync(DefinitionsSql.Decisions, request, SearchBound.None, cancellationToken);

    private static async Task<Results<Ok<DecisionDefinitionItem>, ProblemHttpResult>> GetAsync(
        long key, Searches searches, CancellationToken cancellationToken) =>
        await searches.FindAsync(DefinitionsSql.Decisions, key, cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : EngineAnswers.NotFound();

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> GetXmlAsync(
        long key, CustomerFlowDb db, CancellationToken cancellationToken)
    {
        var content = await db.Set<DecisionDefinitionRow>().Where(row => row.Key == key)
            .Join(db.Set<ResourceRow>(), row => row.ResourceKey, resource => resource.Key, (_, resource) => resource.Content)
            .SingleOrDefaultAsync(cancellationToken);
        return content is null ? EngineAnswers.NotFound() : TypedResults.Text(Encoding.UTF8.GetString(content), Xml, Encoding.UTF8);
    }

    private static async Task<Results<Ok<EvaluationAnswer>, ProblemHttpResult>> EvaluateAsync(
        EvaluationRequest request, CustomerFlowDb db, ReleaseCache releases, BusinessClock clock, WorkflowOptions options,
        KeyBlocks keys, CancellationToken cancellationToken)
    {
        if (Tenants.IsUnknown(request.TenantId)) return EngineAnswers.Invalid(EngineTexts.TenantUnknown);
        if (request.DecisionDefinitionId is null == request.DecisionDefinitionKey is null)
            return EngineAnswers.Invalid(EngineTexts.DecisionChoice);
        if (EngineVariables.Read(request.Variables) is not { } variables) return EngineAnswers.Invalid(EngineTexts.VariablesNotAnObject);
        if (VariableRules.Problem(variables, options.Limits) is { } problem)
            return EngineAnswers.Invalid(EngineTexts.VariablesRefused.With(problem));
        var asked = db.Set<DecisionDefinitionRow>().AsNoTracking();
        if (request.DecisionDefinitionKey is { } text)
        {
            if (FilterOperators.ReadKey(text) is not long key) return EngineAnswers.Invalid(EngineTexts.KeyNotValid.With(text));
            asked = asked.Where(row => row.Key == key);
        }
        else
        {
            asked = asked.Where(row => row.DecisionId == request.DecisionDefinitionId && row.IsLatest);
        }

        if (await asked.SingleOrDefaultAsync(cancellationToken) is not { } decision) return EngineAnswers.NotFound();
        var model = (await releases.GetAsync(decision.ReleaseKey, cancellationToken)).Decision(decision.DecisionId)!;
        var environment = new FeelEnvironment(clock.Now, options.TimeZoneId, FeelLimits.Default, options.Functions);
        var outcome = model.Evaluate(decision.DecisionId, variables, environment);
        var rows = await db.Set<DecisionDefinitionRow>().AsNoTracking().Where(row => row.ReleaseKey == decision.ReleaseKey)
            .ToDictionaryAsync(row => row.DecisionId, cancellationToken);
        return TypedResults.Ok(EvaluationAnswer.Of(decision, rows, outcome, await keys.NextAsync(cancellationToken)));
    }
}
