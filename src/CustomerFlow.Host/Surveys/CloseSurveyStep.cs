using System.Collections.Immutable;
using CustomerFlow.Data.Surveys;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;

namespace CustomerFlow.Host.Surveys;

/// <summary>
/// <c>cf:close-survey</c>: answers how it ended, <c>answered</c> with <c>surveyScore</c> (1 to 5) and <c>surveyRecommendation</c> (0 to
/// 10), or <c>expired</c>.
/// </summary>
internal sealed class CloseSurveyStep() : InlineStep<ClosedInvitation>("cf:close-survey")
{
    private const string Answered = "answered";
    private const string Expired = "expired";

    public override async Task<ClosedInvitation> ReadAsync(StepReader reader, StepInput input, CancellationToken cancellationToken) =>
        new(await Invitations.ReadAsync(reader.Db, input.Variables.Key("invitationKey"), cancellationToken));

    public override StepOutcome Decide(ClosedInvitation record, StepInput input, DateTimeOffset now)
    {
        if (record.Invitation is not { } invitation) return new StepOutcome.Failed("There is no invitation to close.");
        var state = invitation.IsAnswered ? Answered : Expired;
        var result = FeelContext.Empty.With("surveyState", FeelValue.Of(state))
            .With("surveyScore", Figure(invitation.Satisfaction))
            .With("surveyRecommendation", Figure(invitation.Recommendation));
        ImmutableArray<StepEffect> effects = invitation.State == Invitations.Open
            ? [new StepEffect.ChangeRow(typeof(SurveyInvitation), invitation.Key, ImmutableDictionary<string, object?>.Empty
                .Add(nameof(SurveyInvitation.State), state))]
            : [];
        return new StepOutcome.Completed(result, effects);
    }

    private static FeelValue Figure(short? score) => score is { } known ? FeelValue.Of((long)known) : FeelValue.Null;
}

/// <summary>The invitation at the end of its survey; null when there never was one.</summary>
internal sealed record ClosedInvitation(OpenInvitation? Invitation);
