namespace CustomerFlow.Host.Public;

/// <summary>What customers see without signing in: the complaint form and whatever a link in a mail opens.</summary>
internal static class PublicFeature
{
    public static void AddPublic(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<CustomerLinks>();
        services.AddSingleton<CustomerStory>();
        services.AddSingleton<DecisionWords>();
        services.AddSingleton<AddInformation>();
        services.AddSingleton<AnswerDecision>();
    }
}
