using System.Security.Claims;

namespace CustomerFlow.Host.Access;

/// <summary>Tells a program whose credential it holds.</summary>
internal static class WhoAmI
{
    public sealed record Answer(string Username, string Name, IReadOnlyList<string> Roles);

    public static void MapWhoAmI(this RouteGroupBuilder group) => group.MapGet("", Handle);

    private static Answer Handle(ClaimsPrincipal user) => new(
        user.Identity?.Name ?? "",
        Menu.DisplayName(user),
        [.. user.FindAll(ClaimTypes.Role).Select(role => role.Value).Order(StringComparer.Ordinal)]);
}
