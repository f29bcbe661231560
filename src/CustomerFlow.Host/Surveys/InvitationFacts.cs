using System.Collections.Immutable;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Host.Mail;
using CustomerFlow.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Surveys;

/// <summary>What the steps of a survey decide on.</summary>
/// <param name="Mail">Texts, recipient and site.</param>
/// <param name="Invitation">The invitation so far; null before it was sent.</param>
/// <param name="LastInvitedAt">When this contact was last asked anything; null for never.</param>
/// <param name="IsForbidden">The contact does not want surveys.</param>
internal sealed record InvitationFacts(
    MailFacts Mail, OpenInvitation? Invitation, DateTimeOffset? LastInvitedAt, bool IsForbidden)
{
    /// <summary>When the contact was approached unasked, as far back as the budget counts.</summary>
    public ImmutableArray<DateTimeOffset> Contacts { get; init; } = [];
}

/// <summary>An invitation that went out.</summary>
/// <param name="Key">The invitation.</param>
/// <param name="ExpiresAt">When its links end.</param>
/// <param name="State">One of <see cref="DomainRules.InvitationStates"/>.</param>
/// <param name="WasReminded">Whether the one reminder went out.</param>
/// <param name="Satisfaction">The answer's score from 1 to 5, if there is one.</param>
/// <param name="IsAnswered">Whether there is an answer.</param>
internal sealed record OpenInvitation(
    long Key, DateTimeOffset ExpiresAt, string State, bool WasReminded, short? Satisfaction, bool IsAnswered)
{
    /// <summary>Whether the customer would recommend us, from 0 to 10, if the answer says so.</summary>
    public short? Recommendation { get; init; }
}

/// <summary>Reads what is known about an invitation, and makes the links that open it.</summary>
internal static class Invitations
{
    public const string Open = "open";
    public const string Purpose = "survey";
    public const string Channel = "mail";
    public const int ScoreMax = SurveyFields.RecommendationMax;

    public const string UnsubscribePurpose = "unsubscribe";

    /// <summary>A customer who reads old mail months later can still say "no more surveys".</summary>
    private static readonly TimeSpan UnsubscribeLifetime = TimeSpan.FromDays(365);

    public static async Task<OpenInvitation?> ReadAsync(CustomerFlowDb db, long? key, CancellationToken cancellationToken)
    {
        if (key is null) return null;
        var row = await db.SurveyInvitations.AsNoTracking().SingleOrDefaultAsync(one => one.Key == key, cancellationToken);
        if (row is null) return null;
        var answer = await db.SurveyResponses.AsNoTracking().SingleOrDefaultAsync(one => one.InvitationKey == key, cancellationToken);
        return new OpenInvitation(row.Key, row.ExpiresAt, row.State, row.RemindedAt is not null, answer?.Satisfaction, answer is not null)
        {
            Recommendation = answer?.Recommendation,
        };
    }

    /// <summary>
    /// The personal links of one mail: every score opens the questionnaire with that score chosen, and nothing is recorded before it is
    /// sent. Each mail has a token of its own, since only hashes are kept.
    /// </summary>
    public static (MailLinks Links, string UnsubscribePath) Links(
        StepInput input, MailSite site, long invitationKey, long contactKey, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        var survey = $"/f/{input.Tokens.For(Purpose)}";
        var unsubscribe = $"/u/{input.Tokens.For(UnsubscribePurpose)}";
        var links = MailLinks.None.With("survey", site.Link(survey)).With("unsubscribe", site.Link(unsubscribe));
        for (var score = 0; score <= ScoreMax; score++)
            links = links.With(
                FormattableString.Invariant($"score{score}"), site.Link(FormattableString.Invariant($"{survey}?score={score}")));
        ImmutableArray<StepEffect> rows =
        [
            Row(0, Purpose, expiresAt), Row(1, UnsubscribePurpose, now + UnsubscribeLifetime),
        ];
        return (links with { Rows = rows }, unsubscribe);

        StepEffect Row(int index, string purpose, DateTimeOffset until) => new StepEffect.AddRow(new PublicLink
        {
            Key = input.FirstKey + index, TokenHash = LinkTokens.Hash(input.Tokens.For(purpose)), Purpose = purpose,
            ContactKey = contactKey, SurveyInvitationKey = invitationKey, ElementInstanceKey = input.ElementInstanceKey,
            InstanceKey = input.InstanceKey, CreatedAt = now, ExpiresAt = until,
        });
    }
}
