using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Shared;

/// <summary>What a person sees instead of a bare status code. Programs get a problem document instead.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ErrorModel : PageModel
{
    public int Status { get; private set; }

    /// <summary>What was typed into the form that was not accepted, so that it can be sent again.</summary>
    public KeptForm? Kept { get; private set; }

    public string Number => Activity.Current?.Id ?? HttpContext.TraceIdentifier;

    public Text Title => Problems.ForStatus(Status).Title;

    public Text Advice => Status switch
    {
        StatusCodes.Status400BadRequest => Kept is null ? ShellTexts.ErrorExpired : ShellTexts.ErrorExpiredKept,
        StatusCodes.Status401Unauthorized => Kept is null ? ShellTexts.ErrorSignedOut : ShellTexts.ErrorSignedOutKept,
        StatusCodes.Status403Forbidden => ShellTexts.ErrorNotAllowed,
        StatusCodes.Status404NotFound => ShellTexts.ErrorNotFound,
        StatusCodes.Status429TooManyRequests => ShellTexts.ErrorTooMany,
        _ => ShellTexts.ErrorUnexpected,
    };

    public void OnGet(int? status) => Show(status);

    public async Task OnPostAsync(int? status, CancellationToken cancellationToken)
    {
        Show(status);
        if (Status is StatusCodes.Status400BadRequest or StatusCodes.Status401Unauthorized)
            Kept = await KeptForm.OfAsync(HttpContext, cancellationToken);
    }

    private void Show(int? status)
    {
        // Anybody can type this address; what is no error status must not become the status of an answer.
        Status = status is >= 400 and < 600 ? status.Value : StatusCodes.Status404NotFound;
        Response.StatusCode = Status;
    }
}
