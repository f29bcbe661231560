using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CustomerFlow.Host.Public;

/// <summary>The page after the form: number and link, to be written down. Can be loaded again.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Public)]
internal sealed class SentModel(CustomerLinks links, PublicAddress address) : PageModel
{
    public string Number { get; private set; } = "";

    public string StatusPath { get; private set; } = "";

    public string StatusLink => address.Link(StatusPath);

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellationToken)
    {
        var outcome = await links.FindAsync(token, "status", cancellationToken);
        if (outcome is not LinkOutcome.Found found) return LinkRefusal.Of(outcome).Show(this);
        Number = found.Case.Number;
        StatusPath = $"/s/{token}";
        return Page();
    }
}
