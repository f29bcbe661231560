using System.Globalization;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Host.Surveys;
using CustomerFlow.Workflows.Forms;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Demo;

/// <summary>Fills in the questionnaire that a case has sent, as its recipient would.</summary>
internal sealed class SurveyVoice(DbPool pool, SurveySheets sheets, AnswerSurvey survey)
{
    public async Task AnswerAsync(long caseKey, DemoAct.Scores scores, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(AccessScope.System("demo"));
        var link = await db.PublicLinks.AsNoTracking()
            .Where(row => row.SurveyInvitationKey != null && db.SurveyInvitations.Any(invitation =>
                invitation.Key == row.SurveyInvitationKey && invitation.CaseKey == caseKey && invitation.State == Invitations.Open))
            .OrderByDescending(row => row.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        if (link is null || await sheets.FindAsync(link, null, cancellationToken) is not { } sheet) return;
        var posted = sheet.Form.Fields.ToDictionary(
            field => string.Join('.', field.Path.Names), field => new[] { AnswerTo(string.Join('.', field.Path.Names), scores) },
            StringComparer.Ordinal);
        if (FormSubmission.Check(sheet.Form, posted, sheet.Context) is FormOutcome.Accepted accepted)
            await survey.RunAsync(Answering.ByLink(link), sheet.Form, accepted.Values, cancellationToken);
    }

    private static string AnswerTo(string field, DemoAct.Scores scores) => field switch
    {
        SurveyFields.Recommendation => scores.Recommendation.ToString(CultureInfo.InvariantCulture),
        "comment" => scores.Comment,
        _ => scores.Satisfaction.ToString(CultureInfo.InvariantCulture),
    };
}
