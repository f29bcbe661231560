namespace CustomerFlow.Host.Public;

/// <summary>What customers see without signing in: the complaint form and whatever a link in a mail opens.</summary>
internal static class PublicFeature
{
    public static void AddPublic(this WebApplicationBuilder builder) => builder.Services.AddSingleton<CustomerLinks>();
}
