using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Complaints;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CustomerFlow.Host.Public;

/// <summary>The complaint form for everyone: no account, no JavaScript.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.PublicForm)]
internal sealed class ComplainModel(OpenComplaint open) : PageModel
{
    private const string Caller = "public-form";
    private const int RequestKeyCharacters = 32;

    [BindProperty]
    public string? Category { get; set; }

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public string? Description { get; set; }

    [BindProperty]
    public string? Severity { get; set; } = "normal";

    [BindProperty]
    public string? RemedyWanted { get; set; }

    [BindProperty]
    public string? Product { get; set; }

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public bool NamesEmployee { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    /// <summary>Hidden from people; programs that fill in every field fill it in too.</summary>
    [BindProperty]
    public string? Website { get; set; }

    /// <summary>Made with the page, so that a form that is sent twice opens one complaint.</summary>
    [BindProperty]
    public string? RequestKey { get; set; }

    public void OnGet() => RequestKey = Guid.NewGuid().ToString("N");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(Website)) ModelState.AddModelError("", PublicTexts.Trapped);
        if (!TypedAmount.TryRead(Amount, out var amount)) ModelState.AddModelError(nameof(Amount), ComplaintTexts.AmountNotANumber);
        if (Category is not null && !ComplaintWords.PublicCategories.Contains(Category)) Category = null;
        var complaint = Complaint(amount);
        if (!ModelState.IsValid) return Page();
        var mark = RequestKey is { Length: RequestKeyCharacters } ? RequestMark.Of(Caller, RequestKey, complaint) : null;
        switch (await open.RunAsync(complaint, TurnActor.System(Caller), mark, cancellationToken))
        {
            case OpenOutcome.Opened { Complaint: var opened }:
                return Redirect($"/complain/sent/{opened.StatusToken}");
            case OpenOutcome.Invalid invalid:
                foreach (var problem in invalid.Problems) ModelState.AddModelError(FieldOf(problem.Field), problem.Sentence);
                break;
            case OpenOutcome.KeyUsedOtherwise:
                // Sent, then changed in the same window with "back", and sent again: that is another complaint.
                RequestKey = Guid.NewGuid().ToString("N");
                ModelState.Remove(nameof(RequestKey));
                return await OnPostAsync(cancellationToken);
            default:
                ModelState.AddModelError("", PublicTexts.NotReady);
                break;
        }

        return Page();
    }

    private static string FieldOf(string field)
    {
        var name = field[(field.IndexOf('.', StringComparison.Ordinal) + 1)..];
        return string.Concat(char.ToUpperInvariant(name[0]).ToString(), name[1..]);
    }

    private NewComplaint Complaint(decimal? amount) => new(
        Subject, Description, Category, Severity, amount, "web", Languages.Code(Languages.Current), new NewContact(Name, Email, Phone))
    {
        Product = Product,
        RemedyWanted = RemedyWanted,
        NamesEmployee = NamesEmployee,
    };
}
