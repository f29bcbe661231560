using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Shared;

/// <summary>The language switch in the header. The choice belongs to the device; the profile keeps its own.</summary>
[AllowAnonymous]
internal sealed class ChooseLanguageModel : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public IActionResult OnPost(string language, string? returnUrl)
    {
        Languages.Remember(Response, Languages.Parse(language));
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }
}
