using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Jobs;

namespace CustomerFlow.Host.Allocation;

/// <summary>Who looks after which customer: transfers, the public pool, assignment, tiers.</summary>
internal static class AllocationFeature
{
    public static void AddAllocation(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<TransferQueries>();
        services.AddSingleton<ChangeOwner>();
        services.AddScoped<TransferCustomer>();
        services.AddSingleton<ProposeTransfer>();
        services.AddScoped<ProposalFacts>();
        services.AddSingleton<AllocationTables>();
        services.AddScoped<PoolLimits>();
        services.AddScoped<PublicPool>();
        services.AddScoped<AllocationTeam>();
        services.AddScoped<ChooseOwner>();
        services.AddScoped<AssignOwner>();
        services.AddScoped<AssignmentWhys>();
        services.AddScoped<RecallWarnings>();
        services.AddScoped<PoolRecall>();
        services.AddSingleton(JobsFeature.Function<PoolRecall>(PoolRecall.Id, (job, now, token) => job.RunAsync(now, token)));
        services.AddSingleton(new NavigationEntry(
            NavigationGroup.Customers, 20, "/pool", Icon.Pool, PoolTexts.Pool, Policies.Work));
        services.AddSingleton<InlineStep, ChangeOwnerStep>();
        services.AddSingleton<InlineStep, EndCaseStep>();
    }
}
