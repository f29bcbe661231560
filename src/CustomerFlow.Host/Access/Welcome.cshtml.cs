using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CustomerFlow.Host.Access;

/// <summary>Where a person chooses a password with a link that works once.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIn)]
internal sealed class WelcomeModel(
    SignInLinks links, UserManager<IdentityUser<long>> users, SignInManager<IdentityUser<long>> signIn, VerifiedCredentials verified)
    : PageModel
{
    /// <summary>Null when the link does not work any more.</summary>
    public string? Username { get; private set; }

    [BindProperty, MaxLength(256)]
    public string? Password { get; set; }

    [BindProperty, MaxLength(256)]
    public string? Repeated { get; set; }

    public async Task<IActionResult> OnGetAsync(string token)
    {
        Username = (await links.OwnerOfAsync(token))?.UserName;
        return Answer();
    }

    public async Task<IActionResult> OnPostAsync(string token)
    {
        var user = await links.OwnerOfAsync(token);
        Username = user?.UserName;
        if (user is null) return Answer();
        if ((Password ?? "").Length < AccessFeature.PasswordCharactersMin)
            ModelState.AddModelError(nameof(Password), AccessTexts.PasswordTooShort.With(AccessFeature.PasswordCharactersMin));
        else if (Password != Repeated) ModelState.AddModelError(nameof(Repeated), AccessTexts.PasswordsDiffer);
        if (!ModelState.IsValid) return Page();
        user.PasswordHash = users.PasswordHasher.HashPassword(user, Password!);
        // Writes the new password too; of two requests with one link the row's concurrency stamp lets one through.
        var stored = await users.UpdateSecurityStampAsync(user);
        if (!stored.Succeeded) return Answer();
        await users.SetLockoutEndDateAsync(user, null);
        verified.Forget(user.Id);
        if (user.TwoFactorEnabled) return LocalRedirect("/sign-in");
        await signIn.SignInAsync(user, isPersistent: false);
        return LocalRedirect("/");
    }

    private PageResult Answer()
    {
        if (Username is null) Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }
}
