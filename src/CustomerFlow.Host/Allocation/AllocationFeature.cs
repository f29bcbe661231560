using CustomerFlow.Data.Workflows.Steps;

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
        services.AddSingleton<InlineStep, ChangeOwnerStep>();
        services.AddSingleton<InlineStep, EndCaseStep>();
    }
}
