using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Access;

/// <summary>
/// Identity asks whether an account may be used only when a session begins. Here the check that renews a session asks too, so that
/// whoever left is out within a minute, whichever feature ended the access.
/// </summary>
internal sealed class PersonSignIn(
    UserManager<IdentityUser<long>> users,
    IHttpContextAccessor http,
    IUserClaimsPrincipalFactory<IdentityUser<long>> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<IdentityUser<long>>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<IdentityUser<long>> confirmation)
    : SignInManager<IdentityUser<long>>(users, http, claims, options, logger, schemes, confirmation)
{
    private readonly IUserConfirmation<IdentityUser<long>> _confirmation = confirmation;

    public override async Task<bool> ValidateSecurityStampAsync(IdentityUser<long>? user, string? securityStamp) =>
        await base.ValidateSecurityStampAsync(user, securityStamp) && await _confirmation.IsConfirmedAsync(UserManager, user!);
}
