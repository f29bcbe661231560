using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Complaints;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CustomerFlow.Host.Public;

/// <summary>A customer's own complaint by link: how it stands, what was promised, and a field to add something.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.PublicForm)]
internal sealed class StatusModel(CustomerLinks links, CustomerStory story, AddInformation information) : PageModel
{
    private const int RequestKeyCharacters = 32;

    public CaseRow Case { get; private set; } = null!;

    public CustomerView View { get; private set; } = null!;

    [BindProperty]
    public string? Information { get; set; }

    /// <summary>Made with the page, so that a form that is sent twice is filed once.</summary>
    [BindProperty]
    public string? RequestKey { get; set; }

    [TempData]
    public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellationToken)
    {
        var outcome = await links.FindAsync(token, CaseLinks.Status, cancellationToken);
        if (outcome is not LinkOutcome.Found found) return LinkRefusal.Of(outcome).Show(this);
        RequestKey = Guid.NewGuid().ToString("N");
        return await ShowAsync(found, cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancellationToken)
    {
        var outcome = await links.FindAsync(token, CaseLinks.Status, cancellationToken);
        if (outcome is not LinkOutcome.Found found) return LinkRefusal.Of(outcome).Show(this);
        var text = Information?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > CaseInteractions.TextCharactersMax)
        {
            ModelState.AddModelError(nameof(Information), StatusTexts.AddMissing.With(CaseInteractions.TextCharactersMax));
            return await ShowAsync(found, cancellationToken);
        }

        var said = new NewInteraction("web", Inbound: true, default, null, text);
        var actor = TurnActor.Of(null, AccessScope.Link(found.Link.Key));
        var requestKey = RequestKey is { Length: RequestKeyCharacters } ? RequestKey : null;
        if (await information.RunAsync(found.Case.InstanceKey, actor, said, requestKey, cancellationToken) is InformationOutcome.Filed)
        {
            Done = StatusTexts.AddSent;
            return LocalRedirect($"/s/{token}");
        }

        ModelState.AddModelError("", StatusTexts.AddTooLate);
        return await ShowAsync(found, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(LinkOutcome.Found found, CancellationToken cancellationToken)
    {
        Case = found.Case;
        View = await story.OfAsync(found.Link, found.Case, cancellationToken);
        return Page();
    }
}
