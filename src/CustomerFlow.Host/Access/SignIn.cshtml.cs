using System.ComponentModel.DataAnnotations;
using CustomerFlow.Host.Start;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Access;

[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIn)]
internal sealed class SignInModel(SignInManager<IdentityUser<long>> signIn, IOptions<DemoOptions> demo) : PageModel
{
    public DemoOptions Demo => demo.Value;

    [BindProperty, MaxLength(256)]
    public string? Username { get; set; }

    [BindProperty, MaxLength(256)]
    public string? Password { get; set; }

    [BindProperty]
    public bool KeepSignedIn { get; set; }

    [BindProperty(SupportsGet = true), MaxLength(2000)]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? GoOn() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrWhiteSpace(Username)) ModelState.AddModelError(nameof(Username), AccessTexts.MissingName);
        if (string.IsNullOrEmpty(Password)) ModelState.AddModelError(nameof(Password), AccessTexts.MissingPassword);
        if (!ModelState.IsValid) return Page();
        var result = await signIn.PasswordSignInAsync(Username!.Trim(), Password!, KeepSignedIn, lockoutOnFailure: true);
        if (result.Succeeded) return GoOn();
        if (result.RequiresTwoFactor) return RedirectToPage("SignInCode", new { ReturnUrl, KeepSignedIn });
        // The same answer for an unknown name and a wrong password; a lock is told, since waiting is what helps.
        ModelState.AddModelError("", result.IsLockedOut
            ? AccessTexts.LockedOut.With(AccessFeature.LockoutTime.TotalMinutes)
            : AccessTexts.WrongNameOrPassword.ToString());
        return Page();
    }

    private LocalRedirectResult GoOn() => LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
}
