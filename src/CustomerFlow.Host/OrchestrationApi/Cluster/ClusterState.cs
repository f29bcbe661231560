using System.Security.Claims;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Start;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CustomerFlow.Host.OrchestrationApi.Cluster;

/// <summary>What a client asks before it begins: is anyone there, who am I.</summary>
internal static class ClusterState
{
    /// <summary>The version of the interface, not of the product: clients choose what they may call by it.</summary>
    private const string InterfaceVersion = "8.9.0";

    public sealed record Partition(int PartitionId, string Role, string Health);

    public sealed record Broker(int NodeId, string Host, int Port, IReadOnlyList<Partition> Partitions, string Version);

    public sealed record Topology(
        IReadOnlyList<Broker> Brokers, string? ClusterId, int ClusterSize, int PartitionsCount, int ReplicationFactor,
        string GatewayVersion, string LastCompletedChangeId);

    public sealed record Tenant(string TenantId, string Name, string? Description);

    public sealed record Identity(
        string Username, string? DisplayName, string? Email, IReadOnlyList<string> AuthorizedComponents, IReadOnlyList<Tenant> Tenants,
        IReadOnlyList<string> Groups, IReadOnlyList<string> Roles, string? SalesPlanType, IReadOnlyDictionary<string, string> C8Links,
        bool CanLogout);

    public static void MapClusterState(this RouteGroupBuilder group)
    {
        group.MapGet("/topology", GetTopologyAsync).WithName("getTopology").WithSummary("The node that answers, and how it is.");
        group.MapGet("/status", GetStatusAsync).AllowAnonymous().WithName("getStatus")
            .WithSummary("204 when requests can be answered, else 503.").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/authentication/me", GetIdentityAsync).WithName("getAuthentication").WithSummary("Whose credential this is.");
    }

    // All nodes are equal and share one database, so every node is the whole cluster: one partition, led by whoever answers.
    private static async Task<Ok<Topology>> GetTopologyAsync(
        HttpRequest request, HealthCheckService health, CancellationToken cancellationToken)
    {
        var condition = await IsReadyAsync(health, cancellationToken) ? "healthy" : "unhealthy";
        var port = request.Host.Port ?? (request.IsHttps ? 443 : 80);
        var broker = new Broker(0, request.Host.Host, port, [new Partition(1, "leader", condition)], InterfaceVersion);
        return TypedResults.Ok(new Topology([broker], null, 1, 1, 1, InterfaceVersion, "-1"));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> GetStatusAsync(
        HealthCheckService health, CancellationToken cancellationToken)
    {
        if (await IsReadyAsync(health, cancellationToken)) return TypedResults.NoContent();
        return TypedResults.Problem(Problems.NotReady.With());
    }

    private static async Task<Ok<Identity>> GetIdentityAsync(
        ClaimsPrincipal user, CurrentPerson me, IAuthorizationService authorization)
    {
        var permissions = new List<string>();
        foreach (var policy in Policies.All.Order(StringComparer.Ordinal))
        {
            if ((await authorization.AuthorizeAsync(user, policy)).Succeeded) permissions.Add(policy);
        }

        return TypedResults.Ok(new Identity(
            me.Username, Menu.DisplayName(user), null, permissions, [new Tenant(Tenants.Only, "Default", null)],
            [.. me.Teams.Order(StringComparer.Ordinal)], [.. me.Scope.Roles.Order(StringComparer.Ordinal)], null,
            new Dictionary<string, string>(), CanLogout: false));
    }

    private static async Task<bool> IsReadyAsync(HealthCheckService health, CancellationToken cancellationToken)
    {
        var report = await health.CheckHealthAsync(check => check.Tags.Contains(DatabaseHealth.ReadyTag), cancellationToken);
        return report.Status == HealthStatus.Healthy;
    }
}
