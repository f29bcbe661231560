using System.Text;
using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.OrchestrationApi.Search;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.OrchestrationApi.Definitions;

/// <summary>Published files. Nothing takes one away again: running cases stand on it.</summary>
internal static class Resources
{
    private const string PlainText = "text/plain";

    /// <summary>A file of a release.</summary>
    internal sealed record ResourceItem(
        string ResourceName, int Version, string? VersionTag, string ResourceId, string TenantId, string ResourceKey);

    public static void MapResources(this RouteGroupBuilder group)
    {
        var resources = group.MapGroup("/resources/{key:long}").RequireAuthorization(Policies.FollowProcesses)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        resources.MapGet("", GetAsync).WithName("getResource").WithSummary("A published file, without its content.");
        resources.MapGet("/content", GetContentAsync).WithName("getResourceContent").WithSummary("The file as it was deployed.")
            .Produces<string>(StatusCodes.Status200OK, PlainText);
    }

    private static async Task<Results<Ok<ResourceItem>, ProblemHttpResult>> GetAsync(
        long key, CustomerFlowDb db, CancellationToken cancellationToken)
    {
        var file = await db.Set<ResourceRow>().Where(row => row.Key == key).Select(row => new { row.Name, row.ReleaseKey })
            .SingleOrDefaultAsync(cancellationToken);
        if (file is null) return EngineAnswers.NotFound();
        // A file is called after the first thing that it defines; one that defines nothing has only its name.
        var processes = db.Set<ProcessDefinitionRow>().Where(row => row.ResourceKey == key)
            .Select(row => new { row.Key, Id = row.ProcessId, row.Version, row.VersionTag });
        var decisions = db.Set<DecisionDefinitionRow>().Where(row => row.ResourceKey == key)
            .Select(row => new { row.Key, Id = row.DecisionId, row.Version, row.VersionTag });
        var forms = db.Set<FormDefinitionRow>().Where(row => row.ResourceKey == key)
            .Select(row => new { row.Key, Id = row.FormId, row.Version, VersionTag = (string?)null });
        var defined = await processes.Concat(decisions).Concat(forms).OrderBy(row => row.Key).FirstOrDefaultAsync(cancellationToken);
        var version = defined?.Version ?? await db.Set<ResourceRow>().CountAsync(
            row => row.Name == file.Name && row.ReleaseKey <= file.ReleaseKey
                && db.Set<ReleaseRow>().Any(own => own.Key == file.ReleaseKey
                    && db.Set<ReleaseRow>().Any(other => other.Key == row.ReleaseKey && other.Name == own.Name)), cancellationToken);
        return TypedResults.Ok(new ResourceItem(
            file.Name, version, defined?.VersionTag, defined?.Id ?? file.Name, Tenants.Only, Columns.Key(key)));
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> GetContentAsync(
        long key, CustomerFlowDb db, CancellationToken cancellationToken)
    {
        var content = await db.Set<ResourceRow>().Where(row => row.Key == key).Select(row => row.Content)
            .SingleOrDefaultAsync(cancellationToken);
        return content is null ? EngineAnswers.NotFound() : TypedResults.Text(Encoding.UTF8.GetString(content), PlainText, Encoding.UTF8);
    }
}
