using System.Collections.Immutable;
using System.Globalization;
using CustomerFlow.Data;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Surveys;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Host.Public;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Forms;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Surveys;

/// <summary>Records the one answer to an invitation and tells the survey's process, in one commit.</summary>
internal sealed class AnswerSurvey(ProcessTurns turns, SubjectKeys subjects, KeyBlocks keys)
{
    public const string Comment = "survey_response.comment";

    private const string Answered = "answered";

    /// <summary>Under the lock of the survey's process: of two at once the second finds the first.</summary>
    public Task<SurveyState> RunAsync(Answering by, FormSchema form, FeelContext values, CancellationToken cancellationToken) =>
        turns.RunAsync<SurveyState>(by.InstanceKey, by.Actor, async turn =>
        {
            if (!turn.Exists) return new SurveyState.Over();
            var invitation = await turn.Db.SurveyInvitations.AsTracking()
                .SingleAsync(row => row.Key == by.InvitationKey, cancellationToken);
            var state = await StandAsync(turn.Db, invitation, cancellationToken);
            if (state is not SurveyState.Open) return state;
            var response = await ResponseAsync(turn, by, invitation, form, values, cancellationToken);
            turn.Db.Add(response);
            invitation.State = Answered;
            if (await CustomerWaits.FindAsync(turn.Db, turn.InstanceKey, CustomerWaits.SurveyResponse, cancellationToken) is { } wait)
                await CustomerWaits.TellAsync(turn, wait, FeelContext.Empty, keys, cancellationToken);
            return new SurveyState.Answered(turn.Now, response.Satisfaction, response.Recommendation, IsNew: true);
        }, cancellationToken);

    public static async Task<SurveyState> StandAsync(CustomerFlowDb db, SurveyInvitation invitation, CancellationToken cancellationToken)
    {
        var known = await db.SurveyResponses.AsNoTracking().Where(row => row.InvitationKey == invitation.Key)
            .Select(row => new { row.SubmittedAt, row.Satisfaction, row.Recommendation }).SingleOrDefaultAsync(cancellationToken);
        if (known is not null) return new SurveyState.Answered(known.SubmittedAt, known.Satisfaction, known.Recommendation, IsNew: false);
        return invitation.State == Invitations.Open ? new SurveyState.Open() : new SurveyState.Over();
    }

    private async Task<SurveyResponse> ResponseAsync(
        InstanceTurn turn, Answering by, SurveyInvitation invitation, FormSchema form, FeelContext values,
        CancellationToken cancellationToken)
    {
        // Free text may name people: it is sealed, and statistics never read it.
        var typed = form.Fields.Where(field => field.Kind is FieldKind.Text).Select(field => field.Path.Names).ToList();
        var said = string.Join("\n\n", typed.Select(path => TextAt(values, path)).OfType<string>());
        var chosen = typed.Aggregate(values, Without);
        var subject = invitation.ContactKey ?? invitation.CustomerKey;
        var dataKey = await subjects.OpenAsync(turn.Db, subject, cancellationToken);
        return new SurveyResponse
        {
            Key = await keys.NextAsync(cancellationToken),
            InvitationKey = invitation.Key,
            CaseKey = invitation.CaseKey,
            CustomerKey = invitation.CustomerKey,
            Answers = FeelJson.ToText(chosen),
            Satisfaction = Score(values, SurveyFields.Satisfaction, 1, SurveyFields.SatisfactionMax),
            Recommendation = Score(values, SurveyFields.Recommendation, 0, SurveyFields.RecommendationMax),
            Effort = Score(values, SurveyFields.Effort, 1, 7),
            SealedFor = subject,
            CommentSealed = dataKey.IsErased || said.Length == 0 ? null : FieldProtector.Seal(dataKey, Comment, said),
            SubmittedAt = turn.Now,
            Via = by.Via,
            EnteredByKey = by.EnteredByKey,
        };
    }

    private static string? TextAt(FeelContext values, ImmutableArray<string> path) => path.Length == 1
        ? values.Text(path[0])
        : values.Get(path[0]) is FeelContext group ? TextAt(group, path[1..]) : null;

    private static FeelContext Without(FeelContext values, ImmutableArray<string> path) => path.Length == 1
        ? new FeelContext(values.Entries.Where(entry => entry.Key != path[0]))
        : values.Get(path[0]) is FeelContext group ? values.With(path[0], Without(group, path[1..])) : values;

    /// <summary>A figure, or a choice whose value is one; what lies outside the scale counts as no answer to it.</summary>
    private static short? Score(FeelContext values, string name, short min, short max)
    {
        var figure = values.Number(name)
            ?? (decimal.TryParse(values.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var chosen) ? chosen : null);
        return figure is { } score && score >= min && score <= max && decimal.IsInteger(score) ? (short)score : null;
    }
}

/// <summary>Questions that mean the same in every questionnaire, by the key of their field.</summary>
internal static class SurveyFields
{
    /// <summary>CSAT, 1 to 5.</summary>
    public const string Satisfaction = "csat";

    public const short SatisfactionMax = 5;

    /// <summary>NPS, 0 to 10.</summary>
    public const string Recommendation = "nps";

    public const short RecommendationMax = 10;

    /// <summary>CES, 1 to 7.</summary>
    public const string Effort = "ces";
}

/// <summary>Where an invitation stands: a closed family.</summary>
internal abstract record SurveyState
{
    private SurveyState()
    {
    }

    /// <summary>It can be answered.</summary>
    public sealed record Open : SurveyState;

    /// <summary>It was answered.</summary>
    /// <param name="At">When.</param>
    /// <param name="Score">The satisfaction that was given.</param>
    /// <param name="Recommendation">Whether the customer would recommend us, from 0 to 10.</param>
    /// <param name="IsNew">By this very request.</param>
    public sealed record Answered(DateTimeOffset At, short? Score, short? Recommendation, bool IsNew) : SurveyState;

    /// <summary>The survey has closed.</summary>
    public sealed record Over : SurveyState;
}
