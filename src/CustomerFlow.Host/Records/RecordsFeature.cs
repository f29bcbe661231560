using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Host.Jobs;

namespace CustomerFlow.Host.Records;

/// <summary>Records of customers and contacts that are right: checked by a second person, and looked at again when they are old.</summary>
internal static class RecordsFeature
{
    public static void AddRecords(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<RecordRules>();
        services.AddSingleton<RecordChecks>();
        services.AddSingleton<WaitingChanges>();
        services.AddSingleton<CheckReader>();
        services.AddScoped<CheckSheets>();
        services.AddScoped<RecordAges>();
        services.AddSingleton<InlineStep, VerifyCustomerStep>();
        services.AddSingleton<InlineStep, DropChangesStep>();
        services.AddSingleton<RecordUpdates>();
        services.AddSingleton<OwnDetails>();
        services.AddScoped<AskDetails>();
        services.AddScoped<StaleRecords>();
        services.AddSingleton<InlineStep, AskDetailsStep>();
        services.AddSingleton<InlineStep, CloseRecordUpdateStep>();
        services.AddSingleton(new JobFunction(
            StaleRecords.Id, (scope, now, token) => scope.GetRequiredService<StaleRecords>().StartAsync(now, token)));
    }
}
