using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CustomerFlow.Host.Access;

/// <summary>The second step: the code of the authenticator app.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIn)]
internal sealed class SignInCodeModel(SignInManager<IdentityUser<long>> signIn) : PageModel
{
    [BindProperty, MaxLength(20)]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool KeepSignedIn { get; set; }

    [BindProperty(SupportsGet = true), MaxLength(2000)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnGetAsync() =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null ? RedirectToPage("SignIn") : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is null) return RedirectToPage("SignIn");
        var result = await signIn.TwoFactorAuthenticatorSignInAsync(OneTimeCode.Digits(Code), KeepSignedIn, rememberClient: false);
        if (result.Succeeded) return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
        ModelState.AddModelError(nameof(Code), result.IsLockedOut
            ? AccessTexts.LockedOut.With(AccessFeature.LockoutTime.TotalMinutes)
            : AccessTexts.WrongCode.ToString());
        return Page();
    }
}
