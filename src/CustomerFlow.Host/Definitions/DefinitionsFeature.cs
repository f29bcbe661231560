using CustomerFlow.Data.Workflows;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Definitions;

/// <summary>Published workflows as pages read them, and the folder that the shipped ones come from.</summary>
internal static class DefinitionsFeature
{
    public static void AddDefinitions(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<ReleaseReader>();
        services.AddSingleton<WorkflowFolder>();
        services.AddSingleton(provider => provider.GetRequiredService<WorkflowFolder>().ReadCalendars());
        services.AddSingleton<IPostConfigureOptions<WorkflowOptions>, EngineSettings>();
        services.AddSingleton<DeployPacks>();
    }
}
