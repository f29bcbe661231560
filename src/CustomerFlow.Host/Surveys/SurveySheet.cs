using System.Globalization;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Surveys;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Surveys;

/// <summary>A questionnaire with the invitation to it, as the release of its process says.</summary>
internal sealed record SurveySheet(SurveyInvitation Invitation, SurveyState State, FormSchema Form, ReleasePages Pages, FormContext Context)
{
    /// <summary>The process that sent the invitation.</summary>
    public required long InstanceKey { get; init; }

    /// <summary>The case that is asked about.</summary>
    public CaseRow? About { get; init; }

    public FormView Show(IReadOnlyDictionary<string, string[]>? posted, FormOutcome.Refused? refused)
    {
        var language = Languages.Code(Languages.Current);
        return FormView.Of(Form, Context, language, key => Pages.Texts.Find(key, language), posted, refused?.Errors ?? []);
    }

    /// <summary>
    /// The thanks that the process owner wrote for a satisfaction (<c>FORM.thanks.SCORE</c>), or else for a recommendation
    /// (<c>FORM.thanks.nps.SCORE</c>); null for none.
    /// </summary>
    public string? Thanks(SurveyState.Answered answered) =>
        (answered.Score is { } score ? Thanks("", score) : null)
        ?? (answered.Recommendation is { } recommendation ? Thanks(SurveyFields.Recommendation + ".", recommendation) : null);

    private string? Thanks(string question, short score) => Pages.Texts.Find(
        string.Create(CultureInfo.InvariantCulture, $"{Form.Id}.thanks.{question}{score}"), Languages.Code(Languages.Current));
}

/// <summary>Finds the questionnaire behind a personal link; reads only.</summary>
internal sealed class SurveySheets(DbPool pool, ReleaseReader releases, BusinessClock clock, IOptions<AppOptions> app)
{
    private const int ScoreCharactersMax = 2;

    /// <summary>Null when the link leads to no questionnaire any more.</summary>
    /// <param name="link">A good link.</param>
    /// <param name="score">What was tapped in the mail: it stands in the form and is recorded only when the form is sent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SurveySheet?> FindAsync(PublicLink link, string? score, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(AccessScope.Link(link.Key));
        var invitation = await db.SurveyInvitations.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Key == link.SurveyInvitationKey, cancellationToken);
        return await SheetAsync(db, invitation, link.InstanceKey, score, cancellationToken);
    }

    /// <summary>The latest questionnaire that was sent about a case; null for none, or for none that the person may see.</summary>
    public async Task<SurveySheet?> OfCaseAsync(long caseKey, AccessScope scope, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(scope);
        var invitation = await db.SurveyInvitations.AsNoTracking().Where(row => row.CaseKey == caseKey && row.SentAt != null)
            .OrderByDescending(row => row.Key).FirstOrDefaultAsync(cancellationToken);
        if (invitation is null) return null;
        var instanceKey = await db.PublicLinks.Where(row => row.SurveyInvitationKey == invitation.Key).Select(row => row.InstanceKey)
            .FirstOrDefaultAsync(cancellationToken);
        return await SheetAsync(db, invitation, instanceKey, null, cancellationToken);
    }

    private async Task<SurveySheet?> SheetAsync(
        CustomerFlowDb db, SurveyInvitation? invitation, long? instanceKey, string? score, CancellationToken cancellationToken)
    {
        var releaseKey = await db.Set<InstanceRow>().Where(row => row.Key == instanceKey).Select(row => (long?)row.ReleaseKey)
            .SingleOrDefaultAsync(cancellationToken);
        if (invitation is null || releaseKey is not { } known) return null;
        var pages = await releases.OfReleaseAsync(known, cancellationToken);
        if (pages.Form(invitation.SurveyId) is not { } form) return null;
        var context = new FormContext(Tapped(form, score), FeelEnvironment.At(clock.Now, app.Value.TimeZone));
        return new SurveySheet(invitation, await AnswerSurvey.StandAsync(db, invitation, cancellationToken), form, pages, context)
        {
            InstanceKey = instanceKey!.Value,
            About = await db.Set<CaseRow>().AsNoTracking()
                .SingleOrDefaultAsync(row => row.InstanceKey == invitation.CaseKey, cancellationToken),
        };
    }

    private static FeelContext Tapped(FormSchema form, string? score)
    {
        if (score is not { Length: > 0 and <= ScoreCharactersMax } || !score.All(char.IsAsciiDigit)) return FeelContext.Empty;
        var field = form.Fields.FirstOrDefault(field => field.Path.Name is SurveyFields.Satisfaction or SurveyFields.Recommendation);
        return field is null ? FeelContext.Empty : FeelContext.Empty.With(field.Path.Name, field.Kind is FieldKind.Number
            ? FeelValue.Of(long.Parse(score, CultureInfo.InvariantCulture)) : FeelValue.Of(score));
    }
}
