namespace CustomerFlow.Host.Definitions;

/// <summary>Published workflows as pages read them.</summary>
internal static class DefinitionsFeature
{
    public static void AddDefinitions(this WebApplicationBuilder builder) => builder.Services.AddSingleton<ReleaseReader>();
}
