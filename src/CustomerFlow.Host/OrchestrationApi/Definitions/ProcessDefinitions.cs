using System.Text;
using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.OrchestrationApi.Search;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.OrchestrationApi.Definitions;

/// <summary>Published processes.</summary>
internal static class ProcessDefinitions
{
    private const string Xml = "text/xml";

    public static void MapProcessDefinitions(this RouteGroupBuilder group)
    {
        var definitions = group.MapGroup("/process-definitions").RequireAuthorization(Policies.FollowProcesses)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        definitions.MapPost("/search", SearchAsync).WithName("searchProcessDefinitions").WithSummary("Published versions of processes.");
        definitions.MapGet("/{key:long}", GetAsync).WithName("getProcessDefinition").WithSummary("One version of a process.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        definitions.MapGet("/{key:long}/xml", GetXmlAsync).WithName("getProcessDefinitionXML")
            .WithSummary("The BPMN file as it was deployed.")
            .Produces<string>(StatusCodes.Status200OK, Xml).ProducesProblem(StatusCodes.Status404NotFound);
        definitions.MapGet("/{key:long}/form", GetFormAsync).WithName("getStartProcessForm")
            .WithSummary("The form of the start event; 204 when it has none.").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Task<Results<Ok<SearchPage<ProcessDefinitionItem>>, ProblemHttpResult>> SearchAsync(
        SearchRequest? request, Searches searches, CancellationToken cancellationToken) =>
        searches.RunAsync(DefinitionsSql.Processes, request, SearchBound.None, cancellationToken);

    private static async Task<Results<Ok<ProcessDefinitionItem>, ProblemHttpResult>> GetAsync(
        long key, Searches searches, CancellationToken cancellationToken) =>
        await searches.FindAsync(DefinitionsSql.Processes, key, cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : EngineAnswers.NotFound();

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> GetXmlAsync(
        long key, CustomerFlowDb db, CancellationToken cancellationToken)
    {
        var content = await db.Set<ProcessDefinitionRow>().Where(row => row.Key == key)
            .Join(db.Set<ResourceRow>(), row => row.ResourceKey, resource => resource.Key, (_, resource) => resource.Content)
            .SingleOrDefaultAsync(cancellationToken);
        return content is null ? EngineAnswers.NotFound() : TypedResults.Text(Encoding.UTF8.GetString(content), Xml, Encoding.UTF8);
    }

    private static async Task<Results<Ok<FormItem>, NoContent, ProblemHttpResult>> GetFormAsync(
        long key, CustomerFlowDb db, CancellationToken cancellationToken)
    {
        var definition = await db.Set<ProcessDefinitionRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        if (definition is null) return EngineAnswers.NotFound();
        if (definition.StartFormId is not { } formId) return TypedResults.NoContent();
        return await FormItem.FindAsync(db, definition.ReleaseKey, formId, cancellationToken) is { } form
            ? TypedResults.Ok(form)
            : TypedResults.NoContent();
    }
}
