using System.Globalization;
using Microsoft.AspNetCore.Identity;

namespace CustomerFlow.Host.Access;

/// <summary>
/// Identity's authenticator accepts a code again while its time lasts; a code that was read over a shoulder must not work.
/// </summary>
internal sealed class OnceOnlyAuthenticator(TimeProvider time) : AuthenticatorTokenProvider<IdentityUser<long>>
{
    private const string Store = "CustomerFlow";
    private const string LastStep = "last-code-step";

    public override async Task<bool> ValidateAsync(
        string purpose, string token, UserManager<IdentityUser<long>> manager, IdentityUser<long> user)
    {
        var key = await manager.GetAuthenticatorKeyAsync(user);
        if (string.IsNullOrEmpty(key)) return false;
        if (OneTimeCode.MatchingStep(Base32.Decode(key), token, time.GetUtcNow()) is not { } step) return false;
        var used = await manager.GetAuthenticationTokenAsync(user, Store, LastStep);
        if (long.TryParse(used, CultureInfo.InvariantCulture, out var last) && step <= last) return false;
        // Two requests with the same code: the user row's concurrency stamp lets only one of them through.
        var stored = await manager.SetAuthenticationTokenAsync(user, Store, LastStep, step.ToString(CultureInfo.InvariantCulture));
        return stored.Succeeded;
    }
}
