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

    public string Number => Activity.Current?.Id ?? HttpContext.TraceIdentifier;

    public Text Title => Problems.ForStatus(Status).Title;

    public Text Advice => Status switch
    {
        StatusCodes.Status400BadRequest => ShellTexts.ErrorExpired,
        StatusCodes.Status403Forbidden => ShellTexts.ErrorNotAllowed,
        StatusCodes.Status404NotFound => ShellTexts.ErrorNotFound,
        StatusCodes.Status429TooManyRequests => ShellTexts.ErrorTooMany,
        _ => ShellTexts.ErrorUnexpected,
    };

    public void OnGet(int? status) => Show(status);

    public void OnPost(int? status) => Show(status);

    private void Show(int? status)
    {
        // Anybody can type this address; what is no error status must not become the status of an answer.
        Status = status is >= 400 and < 600 ? status.Value : StatusCodes.Status404NotFound;
        Response.StatusCode = Status;
    }
}
