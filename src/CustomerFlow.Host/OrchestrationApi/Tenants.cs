namespace CustomerFlow.Host.OrchestrationApi;

/// <summary>An installation serves one company: there is one tenant, under the name that clients expect.</summary>
internal static class Tenants
{
    public const string Only = "<default>";

    public static bool IsUnknown(string? tenantId) => tenantId is not (null or Only);
}
