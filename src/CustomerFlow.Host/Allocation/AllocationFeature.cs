namespace CustomerFlow.Host.Allocation;

/// <summary>Who looks after which customer: transfers, the public pool, assignment, tiers.</summary>
internal static class AllocationFeature
{
    public static void AddAllocation(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<TransferQueries>();
        services.AddSingleton<ChangeOwner>();
    }
}
