using CustomerFlow.Host.Access;
using CustomerFlow.Host.Instances;
using CustomerFlow.Workflows.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Surveys;

/// <summary>The questionnaire of a case, filled in by a colleague for a customer on the phone; the first answer counts.</summary>
[Authorize(Policies.Work)]
internal sealed class PhoneModel(CaseQueries cases, SurveySheets sheets, AnswerSurvey survey, CurrentPerson me) : PageModel
{
    public CaseSummary Case { get; private set; } = null!;

    public SurveySheet Sheet { get; private set; } = null!;

    public SurveyState State { get; private set; } = null!;

    public FormView? View { get; private set; }

    public bool HasErrors { get; private set; }

    public async Task<IActionResult> OnGetAsync(long key, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(key, cancellationToken)) return NotFound();
        if (State is SurveyState.Open) View = Sheet.Show(null, null);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long key, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(key, cancellationToken)) return NotFound();
        var form = await Request.ReadFormAsync(cancellationToken);
        var posted = form.ToDictionary(field => field.Key, field => field.Value.OfType<string>().ToArray(), StringComparer.Ordinal);
        // Whatever happens next, what was typed stands on the page.
        View = Sheet.Show(posted, null);
        if (State is not SurveyState.Open) return TooLate();
        var outcome = FormSubmission.Check(Sheet.Form, posted, Sheet.Context);
        if (outcome is not FormOutcome.Accepted accepted)
        {
            HasErrors = true;
            View = Sheet.Show(posted, (FormOutcome.Refused)outcome);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        State = await survey.RunAsync(Answering.ByPhone(Sheet, me), Sheet.Form, accepted.Values, cancellationToken);
        if (State is not SurveyState.Answered { IsNew: true }) return TooLate();
        TempData["Done"] = SurveyTexts.PhoneSaved.ToString();
        return LocalRedirect($"/cases/{key}");
    }

    private PageResult TooLate()
    {
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<bool> LoadAsync(long key, CancellationToken cancellationToken)
    {
        if (await cases.SummaryAsync(key, cancellationToken) is not { } summary
            || await sheets.OfCaseAsync(key, me.Scope, cancellationToken) is not { } sheet) return false;
        (Case, Sheet, State) = (summary, sheet, sheet.State);
        return true;
    }
}
