using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows.Turns;

namespace CustomerFlow.Host.Access;

/// <summary>The person who asks, as the session knows them; the session is renewed from the database every minute.</summary>
internal sealed class CurrentPerson(IHttpContextAccessor http)
{
    public const string ReachClaim = "reach";
    public const string TeamClaim = "team";
    public const string TeamKeyClaim = "team-key";

    private readonly Lazy<AccessScope> _scope = new(() => ScopeOf(http.HttpContext?.User));

    public AccessScope Scope => _scope.Value;

    public string Username => User.Identity?.Name ?? "";

    /// <summary>Slugs of the person's teams, as processes name candidate groups.</summary>
    public string[] Teams => [.. User.FindAll(TeamClaim).Select(claim => claim.Value)];

    /// <summary>The person as the engine's history and the audit name them.</summary>
    public TurnActor Actor => TurnActor.Of(Username, Scope);

    private ClaimsPrincipal User => http.HttpContext?.User ?? new ClaimsPrincipal();

    /// <summary>Without a person nothing is seen at all.</summary>
    internal static AccessScope ScopeOf(ClaimsPrincipal? user)
    {
        if (user?.Identity?.IsAuthenticated != true) return AccessScope.Nobody;
        var reach = Enum.TryParse<AccessReach>(user.FindFirstValue(ReachClaim), out var known) ? known : AccessReach.Own;
        return AccessScope.Of(
            user.PersonKey(),
            user.FindAll(TeamKeyClaim).Select(claim => long.Parse(claim.Value, CultureInfo.InvariantCulture)).ToImmutableArray(),
            reach,
            user.FindAll(ClaimTypes.Role).Select(role => role.Value));
    }
}
