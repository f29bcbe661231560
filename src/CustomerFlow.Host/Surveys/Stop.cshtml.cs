using CustomerFlow.Host.Public;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CustomerFlow.Host.Surveys;

/// <summary>
/// Leaving the surveys: a button for people, and the one-click POST that mail programs send (RFC 8058). Those have no page to take an
/// anti-forgery token from; the secret in the address is what allows it, and all it can do is to stop mail.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[EnableRateLimiting(RateLimits.Public)]
internal sealed class StopModel(CustomerLinks links, StopSurveys stop) : PageModel
{
    public bool IsDone { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellationToken)
    {
        var outcome = await links.FindLinkAsync(token, Invitations.UnsubscribePurpose, cancellationToken);
        return outcome is LinkOutcome.Good ? Page() : LinkRefusal.Of(outcome).Show(this);
    }

    // Answered with the page itself: a mail program must not be sent elsewhere, and doing it again changes nothing.
    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancellationToken)
    {
        var outcome = await links.FindLinkAsync(token, Invitations.UnsubscribePurpose, cancellationToken);
        if (outcome is not LinkOutcome.Good { Link: var link }) return LinkRefusal.Of(outcome).Show(this);
        await stop.RunAsync(link, cancellationToken);
        IsDone = true;
        return Page();
    }
}
