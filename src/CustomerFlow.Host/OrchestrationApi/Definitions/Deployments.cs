using System.Diagnostics;
using System.Text;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Host.Access;
using CustomerFlow.Workflows.Definitions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CustomerFlow.Host.OrchestrationApi.Definitions;

/// <summary>Publishes files as a release of their own, named after the first process in them.</summary>
internal static class Deployments
{
    private const string FilesPart = "resources";
    private const string Multipart = "multipart/form-data";
    private const string TenantPart = "tenantId";
    private const int FilesMax = 100;
    private const int NameCharactersMax = 200;
    private const int ProblemsMax = 50;
    private static readonly string[] Extensions = [".bpmn", ".dmn", ".form"];

    /// <summary>What is wrong with a file, in both languages.</summary>
    public sealed record DeploymentProblem(string Severity, string Resource, string? ElementId, string Rule, string Zh, string En);

    public static void MapDeployments(this RouteGroupBuilder group) =>
        group.MapPost("/deployments", DeployAsync).RequireAuthorization(Policies.Design).DisableAntiforgery().WithName("createDeployment")
            .WithSummary("Publishes BPMN, DMN and form files together: all or none. Every problem names its file and element.")
            .Accepts<IFormFileCollection>(Multipart).AddOpenApiOperationTransformer(DescribeParts)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    private static async Task<Results<Ok<DeploymentAnswer>, ProblemHttpResult>> DeployAsync(
        HttpRequest request, ReleaseStore releases, CurrentPerson me, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType) return EngineAnswers.Invalid(EngineTexts.NotMultipart);
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(cancellationToken);
        }
        catch (Exception error) when (error is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return EngineAnswers.Invalid(EngineTexts.MultipartBroken);
        }

        if (Problem(form) is { } problem) return EngineAnswers.Invalid(problem);
        var files = new List<ResourceFile>();
        foreach (var file in form.Files) files.Add(new ResourceFile(file.FileName, await ReadAsync(file, cancellationToken)));
        return ReleaseNames.Of(files) is { } name
            ? Answer(await releases.DeployAsync(new Publication(name, files, ReleaseOrigin.Api, me.Username), cancellationToken))
            : Answer(new DeployOutcome.Refused(await releases.CheckAsync(files, cancellationToken)));
    }

    // What the framework finds out by itself is a bare list of files, without the names of the parts.
    private static Task DescribeParts(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var files = new OpenApiSchema
        {
            Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
        };
        var parts = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                [FilesPart] = files, [TenantPart] = new OpenApiSchema { Type = JsonSchemaType.String },
            },
            Required = new HashSet<string> { FilesPart },
        };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true, Content = new Dictionary<string, OpenApiMediaType> { [Multipart] = new() { Schema = parts } },
        };
        return Task.CompletedTask;
    }

    private static string? Problem(IFormCollection form)
    {
        var unknown = form.Files.Select(file => file.Name).FirstOrDefault(part => part != FilesPart)
            ?? form.Keys.FirstOrDefault(part => part != TenantPart);
        if (unknown is not null) return EngineTexts.PartUnknown.With(unknown);
        if (Tenants.IsUnknown(form[TenantPart].Count == 0 ? null : form[TenantPart].ToString())) return EngineTexts.TenantUnknown;
        if (form.Files.Count == 0) return EngineTexts.NoResources;
        if (form.Files.Count > FilesMax) return EngineTexts.TooManyResources.With(FilesMax);
        foreach (var name in form.Files.Select(file => file.FileName))
        {
            if (name.Length is 0 or > NameCharactersMax || name.Any(char.IsControl) || name.Split('/', '\\').Contains(".."))
                return EngineTexts.ResourceNameNotValid.With(name.Length > NameCharactersMax ? name[..NameCharactersMax] : name);
            if (!Extensions.Contains(Path.GetExtension(name).ToLowerInvariant())) return EngineTexts.ResourceKindUnknown.With(name);
        }

        return null;
    }

    private static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }

    private static Results<Ok<DeploymentAnswer>, ProblemHttpResult> Answer(DeployOutcome outcome) => outcome switch
    {
        DeployOutcome.Published published => TypedResults.Ok(DeploymentAnswer.Of(published.Release)),
        DeployOutcome.Unchanged unchanged => TypedResults.Ok(DeploymentAnswer.Of(unchanged.Release)),
        DeployOutcome.Refused refused => Refuse(refused),
        _ => throw new UnreachableException(),
    };

    private static ProblemHttpResult Refuse(DeployOutcome.Refused refused)
    {
        var errors = refused.Problems.Count(problem => problem.Severity == ProblemSeverity.Error);
        var sentence = new StringBuilder(errors == 0 ? EngineTexts.NothingDefined.ToString() : EngineTexts.Refused.With(errors));
        foreach (var problem in refused.Problems.Where(problem => problem.Severity == ProblemSeverity.Error).Take(ProblemsMax))
        {
            var place = problem.ElementId is null ? problem.Resource : $"{problem.Resource}#{problem.ElementId}";
            sentence.Append(' ').Append(place).Append(": ").Append(new Text(problem.Zh, problem.En));
        }

        var details = Problems.InvalidRequest.With(sentence.ToString());
        details.Extensions["problems"] = refused.Problems.Take(ProblemsMax).Select(problem => new DeploymentProblem(
            problem.Severity.ToString(), problem.Resource, problem.ElementId, problem.Rule, problem.Zh, problem.En)).ToList();
        return TypedResults.Problem(details);
    }
}
