using System.Globalization;
using System.Security.Claims;

namespace CustomerFlow.Host.Access;

/// <summary>What pages need to know about the person in front of them.</summary>
internal static class SignedIn
{
    public static string Username(this ClaimsPrincipal user) =>
        user.Identity?.Name ?? throw new InvalidOperationException("Nobody is signed in.");

    public static long PersonKey(this ClaimsPrincipal user) =>
        long.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture);
}
