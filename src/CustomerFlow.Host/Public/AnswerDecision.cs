using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Complaints;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Public;

/// <summary>The customer's answer to a decision: it is noted on the link and tells the case to go on, in one commit.</summary>
internal sealed class AnswerDecision(
    DbPool pool, ProcessTurns turns, ReleaseCache releases, CaseInteractions interactions, KeyBlocks keys)
{
    public const string Accepted = "accepted";
    public const string NotSolved = "not-solved";

    // An answer may come before we know that the mail arrived; the case finds it when it gets there.
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>What can be done with the link now; reads only.</summary>
    public async Task<DecisionState> StandAsync(PublicLink link, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(AccessScope.Link(link.Key));
        return await StandAsync(db, link, cancellationToken);
    }

    /// <summary>Answers the state that was found: <see cref="DecisionState.Answered"/> with one's own answer when it was taken.</summary>
    public Task<DecisionState> RunAsync(PublicLink link, string answer, string? reason, CancellationToken cancellationToken) =>
        turns.RunAsync<DecisionState>(link.CaseKey!.Value, TurnActor.Of(null, AccessScope.Link(link.Key)), async turn =>
        {
            if (!turn.Exists) return new DecisionState.Over();
            var stand = await StandAsync(turn.Db, link, cancellationToken);
            if (stand is not DecisionState.Open open) return stand;
            var row = await turn.Db.Set<CaseRow>().AsNoTracking().SingleAsync(one => one.InstanceKey == link.CaseKey, cancellationToken);
            var noted = await turn.Db.PublicLinks.AsTracking().SingleAsync(one => one.Key == link.Key, cancellationToken);
            noted.Answer = answer;
            noted.AnsweredAt = turn.Now;
            await interactions.AddAsync(turn, row, new NewInteraction("web", Inbound: true, turn.Now, null, reason), cancellationToken);
            var variables = FeelContext.Empty.With("answer", FeelValue.Of(answer));
            if (open.Wait is { } wait) await CustomerWaits.TellAsync(turn, wait, variables, keys, cancellationToken);
            else turn.Publish(CustomerWaits.Answer, row.Number, variables, KeptFor);
            return new DecisionState.Answered(answer, turn.Now, IsNew: true);
        }, cancellationToken);

    private async Task<DecisionState> StandAsync(CustomerFlowDb db, PublicLink known, CancellationToken cancellationToken)
    {
        var link = await db.PublicLinks.AsNoTracking().SingleAsync(row => row.Key == known.Key, cancellationToken);
        // The decision and its reminder have a link each, withdrawn in the same step: what one of them answered, all have.
        var answered = await db.PublicLinks.AsNoTracking()
            .Where(row => row.CaseKey == link.CaseKey && row.Purpose == CaseLinks.Decision && row.RevokedAt == link.RevokedAt
                && row.AnsweredAt != null)
            .OrderBy(row => row.AnsweredAt).FirstOrDefaultAsync(cancellationToken);
        if (answered is { Answer: { } answer, AnsweredAt: { } at }) return new DecisionState.Answered(answer, at, IsNew: false);
        var facts = await (
            from row in db.Set<CaseRow>()
            join instance in db.Set<InstanceRow>() on row.InstanceKey equals instance.Key
            where row.InstanceKey == link.CaseKey
            select new { row.ClosedAt, instance.ReleaseKey, instance.ProcessId }).SingleOrDefaultAsync(cancellationToken);
        if (facts is null or { ClosedAt: not null }) return new DecisionState.Over();
        if (link.RevokedAt is not null) return new DecisionState.Withdrawn();
        var wait = await CustomerWaits.FindAsync(db, link.CaseKey!.Value, CustomerWaits.Answer, cancellationToken);
        if (wait is not null) return new DecisionState.Open(wait);
        var process = (await releases.GetAsync(facts.ReleaseKey, cancellationToken)).Process(facts.ProcessId);
        var isPast = process is null || await CustomerWaits.WasReachedAsync(
            db, process, link.CaseKey.Value, CustomerWaits.Answer, link.ElementInstanceKey ?? 0, cancellationToken);
        return isPast ? new DecisionState.Over() : new DecisionState.Open(null);
    }
}

/// <summary>Where the answer to a decision stands: a closed family.</summary>
internal abstract record DecisionState
{
    private DecisionState()
    {
    }

    /// <summary>It can be answered.</summary>
    /// <param name="Wait">The step that waits; null while the case has not come there yet.</param>
    public sealed record Open(MessageSubscriptionRow? Wait) : DecisionState;

    /// <summary>It was answered.</summary>
    /// <param name="Answer"><see cref="AnswerDecision.Accepted"/> or <see cref="AnswerDecision.NotSolved"/>.</param>
    /// <param name="At">When.</param>
    /// <param name="IsNew">By this very request.</param>
    public sealed record Answered(string Answer, DateTimeOffset At, bool IsNew) : DecisionState;

    /// <summary>The case was opened again; there will be another decision.</summary>
    public sealed record Withdrawn : DecisionState;

    /// <summary>The case is closed, or went on after waiting in vain.</summary>
    public sealed record Over : DecisionState;
}
