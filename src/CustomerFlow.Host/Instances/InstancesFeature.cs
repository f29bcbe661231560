using CustomerFlow.Host.Access;

namespace CustomerFlow.Host.Instances;

/// <summary>Cases as business people see them, and the failures that operators repair.</summary>
internal static class InstancesFeature
{
    public static void AddInstances(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<CaseQueries>();
        services.AddScoped<CaseStory>();
        services.AddScoped<CaseTimeline>();
        services.AddScoped<CaseFlow>();
        services.AddSingleton<FlowFiles>();
        services.AddScoped<FailureQueries>();
        services.AddScoped<CaseComments>();
        services.AddSingleton(new NavigationEntry(
            NavigationGroup.Work, 20, "/cases", Icon.Case, InstanceTexts.Cases, Policies.ReadCases, OnPhoneBar: true));
        services.AddSingleton(new NavigationEntry(
            NavigationGroup.Operate, 10, "/failures", Icon.Failure, InstanceTexts.Failures, Policies.Operate, OnPhoneBar: true));
    }

    public static void MapInstances(this WebApplication app) =>
        app.MapGet("/cases/{key:long}/flow", CaseFlow.SendAsync).RequireAuthorization(Policies.ReadCases);
}
