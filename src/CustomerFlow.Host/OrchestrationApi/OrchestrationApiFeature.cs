using CustomerFlow.Host.OrchestrationApi.Cluster;
using CustomerFlow.Host.OrchestrationApi.Definitions;
using CustomerFlow.Host.OrchestrationApi.Instances;
using CustomerFlow.Host.OrchestrationApi.Search;
using CustomerFlow.Host.OrchestrationApi.Work;

namespace CustomerFlow.Host.OrchestrationApi;

/// <summary>The engine for programs: <c>/v2</c>, in the shapes of the Camunda 8.9 Orchestration Cluster REST API.</summary>
internal static class OrchestrationApiFeature
{
    public static void AddOrchestrationApi(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<Searches>();
        services.AddSingleton<ElementCatalog>();
        // Also outside Development: else a body that cannot be read gets an answer without a sentence.
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
    }

    public static void MapOrchestrationApi(this WebApplication app)
    {
        var group = app.MapGroup("/v2").WithTags("engine").RequireAuthorization()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized);
        group.AddEndpointFilter(EngineAnswers.NameInstanceAsync);
        group.MapClusterState();
        group.MapBusinessTime();
        group.MapDeployments();
        group.MapResources();
        group.MapProcessDefinitions();
        group.MapDecisionDefinitions();
        group.MapProcessInstances();
        group.MapElementInstances();
        group.MapVariables();
        group.MapIncidents();
        group.MapUserTasks();
        group.MapUserTaskChanges();
        group.MapJobs();
        group.MapMessages();
    }
}
