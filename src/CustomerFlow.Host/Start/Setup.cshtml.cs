using System.ComponentModel.DataAnnotations;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CustomerFlow.Host.Start;

/// <summary>Makes the first administrator of an empty installation, once.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIn)]
internal sealed class SetupModel(SetupLink link, NewPeople people, SignInManager<IdentityUser<long>> signIn) : PageModel
{
    [BindProperty, MaxLength(80)]
    public string? Name { get; set; }

    [BindProperty, MaxLength(40)]
    public string? Username { get; set; }

    [BindProperty, MaxLength(256)]
    public string? Password { get; set; }

    public IActionResult OnGet(string token) => link.Accepts(token) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancellationToken)
    {
        if (!link.Accepts(token)) return NotFound();
        if (string.IsNullOrWhiteSpace(Name)) ModelState.AddModelError(nameof(Name), AccessTexts.SetupNameMissing);
        if (!PersonRules.IsUsername(Username)) ModelState.AddModelError(nameof(Username), AccessTexts.SetupUsernameRule);
        if ((Password ?? "").Length < AccessFeature.PasswordCharactersMin)
            ModelState.AddModelError(nameof(Password), AccessTexts.PasswordTooShort.With(AccessFeature.PasswordCharactersMin));
        if (!ModelState.IsValid) return Page();
        var name = Name!.Trim();
        var person = new NewPerson(Username!, new Text(name, name), Languages.Current, [Roles.Admin]);
        var user = await people.AddFirstAsync(person, Password!, cancellationToken);
        if (user is null) return NotFound();
        link.Close();
        await signIn.SignInAsync(user, isPersistent: false);
        return LocalRedirect("/");
    }
}
