using CustomerFlow.Data.Access;
using CustomerFlow.Data.Protection;
using CustomerFlow.Host.Customers;
using CustomerFlow.Host.Mail;
using CustomerFlow.Host.Public;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CustomerFlow.Host.Records;

/// <summary>A contact looks at the own details, confirms or corrects them. Opening it changes nothing; only what is sent counts.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.PublicForm)]
internal sealed class DetailsModel(CustomerLinks links, OwnDetails own) : PageModel
{
    [BindProperty]
    public DetailsInput Fields { get; set; } = new();

    public MaskedDetails Details { get; private set; } = null!;

    /// <summary>The answer that was just sent: <see cref="OwnDetails.Confirmed"/> or <see cref="OwnDetails.Corrected"/>.</summary>
    [TempData]
    public string? Thanks { get; set; }

    public Task<IActionResult> OnGetAsync(string token, CancellationToken cancellationToken) =>
        WithLinkAsync(token, _ => Task.FromResult<IActionResult>(Page()), cancellationToken);

    public Task<IActionResult> OnPostConfirmAsync(string token, CancellationToken cancellationToken) => WithLinkAsync(token, async link =>
    {
        if (await own.ConfirmAsync(link, cancellationToken)) Thanks = OwnDetails.Confirmed;
        return LocalRedirect($"/d/{token}");
    }, cancellationToken);

    public Task<IActionResult> OnPostCorrectAsync(string token, CancellationToken cancellationToken) => WithLinkAsync(token, async link =>
    {
        Check();
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        if (await own.CorrectAsync(link, Fields, cancellationToken)) Thanks = OwnDetails.Corrected;
        return LocalRedirect($"/d/{token}");
    }, cancellationToken);

    private async Task<IActionResult> WithLinkAsync(
        string token, Func<PublicLink, Task<IActionResult>> act, CancellationToken cancellationToken)
    {
        var outcome = await links.FindLinkAsync(token, AskDetailsStep.Purpose, cancellationToken);
        if (outcome is not LinkOutcome.Good { Link: var link }) return LinkRefusal.Of(outcome).Show(this);
        if (await own.ReadAsync(link, cancellationToken) is not { } details) return LinkRefusal.Of(new LinkOutcome.Unknown()).Show(this);
        Details = details;
        return await act(link);
    }

    private void Check()
    {
        if (Fields.IsEmpty) ModelState.AddModelError("", DetailsTexts.Nothing);
        if (Fields.Name?.Trim().Length > CustomerRules.NameCharactersMax)
            ModelState.AddModelError("Fields.Name", DetailsTexts.NameTooLong.With(CustomerRules.NameCharactersMax));
        if (CustomerRules.Given(Fields.Phone) is { } phone
            && (phone.Length > CustomerRules.PhoneCharactersMax || ContactAddresses.Phone(phone) is null))
            ModelState.AddModelError("Fields.Phone", ContactFormTexts.PhoneNotValid);
        if (CustomerRules.Given(Fields.Email) is { } email
            && (email.Length > CustomerRules.AddressCharactersMax || MailAddress.Read(email) is null))
            ModelState.AddModelError("Fields.Email", ContactFormTexts.EmailNotValid);
        if (Fields.MessageId?.Trim().Length > CustomerRules.AddressCharactersMax)
            ModelState.AddModelError("Fields.MessageId", DetailsTexts.MessageIdTooLong.With(CustomerRules.AddressCharactersMax));
    }
}
