using CustomerFlow.Data.Access;
using CustomerFlow.Host.Public;
using CustomerFlow.Workflows.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CustomerFlow.Host.Surveys;

/// <summary>
/// A questionnaire by personal link, for a phone and without JavaScript. Opening it records nothing, whatever the address says.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.PublicForm)]
internal sealed class AnswerModel(CustomerLinks links, SurveySheets sheets, AnswerSurvey survey) : PageModel
{
    public SurveySheet Sheet { get; private set; } = null!;

    public SurveyState State { get; private set; } = null!;

    public FormView? View { get; private set; }

    public bool HasErrors { get; private set; }

    /// <summary>The answer was given a moment ago, by this very visitor.</summary>
    [TempData]
    public bool Thanks { get; set; }

    public async Task<IActionResult> OnGetAsync(string token, string? score, CancellationToken cancellationToken)
    {
        var (_, refusal) = await FindAsync(token, score, cancellationToken);
        if (refusal is not null) return refusal.Show(this);
        if (State is SurveyState.Open) View = Sheet.Show(null, null);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancellationToken)
    {
        var (link, refusal) = await FindAsync(token, null, cancellationToken);
        if (refusal is not null) return refusal.Show(this);
        if (State is not SurveyState.Open) return Page();
        var form = await Request.ReadFormAsync(cancellationToken);
        var posted = form.ToDictionary(field => field.Key, field => field.Value.OfType<string>().ToArray(), StringComparer.Ordinal);
        var outcome = FormSubmission.Check(Sheet.Form, posted, Sheet.Context);
        if (outcome is not FormOutcome.Accepted accepted)
        {
            HasErrors = true;
            View = Sheet.Show(posted, (FormOutcome.Refused)outcome);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        State = await survey.RunAsync(Answering.ByLink(link!), Sheet.Form, accepted.Values, cancellationToken);
        if (State is not SurveyState.Answered { IsNew: true }) return Page();
        Thanks = true;
        return LocalRedirect($"/f/{token}");
    }

    private async Task<(PublicLink? Link, LinkRefusal? Refusal)> FindAsync(string token, string? score, CancellationToken cancellationToken)
    {
        var outcome = await links.FindLinkAsync(token, Invitations.Purpose, cancellationToken);
        if (outcome is not LinkOutcome.Good { Link: var link }) return (null, LinkRefusal.Of(outcome));
        if (await sheets.FindAsync(link, score, cancellationToken) is not { } sheet)
            return (null, LinkRefusal.Of(new LinkOutcome.Unknown()));
        (Sheet, State) = (sheet, sheet.State);
        return (link, null);
    }
}
