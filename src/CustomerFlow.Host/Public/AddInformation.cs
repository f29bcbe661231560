using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Complaints;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Public;

/// <summary>
/// Something more about a case: it goes on file as said by the customer, and where the case waits for it, the case goes on in the
/// same commit. The customer's own page and staff who take a call come through here.
/// </summary>
internal sealed class AddInformation(ProcessTurns turns, CaseInteractions interactions, KeyBlocks keys)
{
    /// <summary>A form that comes twice under the same request key is filed once.</summary>
    public Task<InformationOutcome> RunAsync(
        long caseKey, TurnActor actor, NewInteraction said, string? requestKey, CancellationToken cancellationToken) =>
        turns.RunAsync<InformationOutcome>(caseKey, actor, async turn =>
        {
            var row = turn.Exists
                ? await turn.Db.Set<CaseRow>().AsNoTracking().SingleOrDefaultAsync(one => one.InstanceKey == caseKey, cancellationToken)
                : null;
            if (row is null) return new InformationOutcome.NotFound();
            if (row.ClosedAt is { } closedAt) return new InformationOutcome.Closed(closedAt);
            if (requestKey is not null && await IsRepetitionAsync(turn, requestKey, said, cancellationToken))
                return new InformationOutcome.Filed();
            await interactions.AddAsync(turn, row, said with { At = turn.Now }, cancellationToken);
            if (await CustomerWaits.FindAsync(turn.Db, caseKey, CustomerWaits.Information, cancellationToken) is { } wait)
                await CustomerWaits.TellAsync(turn, wait, FeelContext.Empty, keys, cancellationToken);
            return new InformationOutcome.Filed();
        }, cancellationToken);

    // Asked under the lock of the case, so that two at once see each other.
    private static async Task<bool> IsRepetitionAsync(
        InstanceTurn turn, string requestKey, NewInteraction said, CancellationToken cancellationToken)
    {
        var caller = string.Create(CultureInfo.InvariantCulture, $"information {turn.InstanceKey}");
        if (await turn.Db.Idempotencies.AnyAsync(one => one.Caller == caller && one.RequestKey == requestKey, cancellationToken))
            return true;
        turn.Db.Add(new Idempotency
        {
            Caller = caller, RequestKey = requestKey, RequestHash = SHA256.HashData(Encoding.UTF8.GetBytes(said.Text ?? "")),
            Status = StatusCodes.Status200OK, CreatedAt = turn.Now,
        });
        return false;
    }
}

/// <summary>What came of information about a case: a closed family.</summary>
internal abstract record InformationOutcome
{
    private InformationOutcome()
    {
    }

    /// <summary>Committed, now or by the same form before.</summary>
    public sealed record Filed : InformationOutcome;

    /// <summary>The case is over.</summary>
    public sealed record Closed(DateTimeOffset At) : InformationOutcome;

    /// <summary>There is no such case.</summary>
    public sealed record NotFound : InformationOutcome;
}
