using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Public;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Complaints;

/// <summary>What came of a contact, as the page offers it.</summary>
internal static class ContactResults
{
    public const string Reached = "reached";
    public const string NotReached = "not-reached";

    /// <summary>The customer gave what the case waits for.</summary>
    public const string Information = "information";

    public const string Accepted = AnswerDecision.Accepted;
    public const string NotSolved = AnswerDecision.NotSolved;
}

/// <summary>
/// A contact that a colleague writes down on a case. Where the customer said on the phone what the case waits for, the case goes on in
/// the same commit: not everybody has e-mail.
/// </summary>
internal sealed class LogContact(ProcessTurns turns, PersonContacts contacts, KeyBlocks keys)
{
    public Task<LogOutcome> RunAsync(
        long caseKey, TurnActor actor, PersonContact contact, string result, CancellationToken cancellationToken) =>
        turns.RunAsync<LogOutcome>(caseKey, actor, async turn =>
        {
            if (!turn.Exists || await PersonContacts.CaseAsync(turn, cancellationToken) is not { } about) return new LogOutcome.NotFound();
            if (MessageOf(result) is { } message)
            {
                if (await CustomerWaits.FindAsync(turn.Db, caseKey, message, cancellationToken) is not { } wait) return new LogOutcome.NotWaiting();
                await TellAsync(turn, wait, message, result, cancellationToken);
            }

            await contacts.NoteAsync(turn, about, contact, turn.ProcessId, turn.InstanceKey, cancellationToken);
            return new LogOutcome.Logged();
        }, cancellationToken);

    private static string? MessageOf(string result) => result switch
    {
        ContactResults.Information => CustomerWaits.Information,
        ContactResults.Accepted or ContactResults.NotSolved => CustomerWaits.Answer,
        _ => null,
    };

    private async Task TellAsync(
        InstanceTurn turn, MessageSubscriptionRow wait, string message, string result, CancellationToken cancellationToken)
    {
        if (message == CustomerWaits.Information)
        {
            await CustomerWaits.TellAsync(turn, wait, FeelContext.Empty, keys, cancellationToken);
            return;
        }

        // So that the link in the mail says what was answered, instead of asking once more.
        var link = await turn.Db.PublicLinks.AsTracking()
            .Where(row => row.CaseKey == turn.InstanceKey && row.Purpose == CaseLinks.Decision && row.RevokedAt == null)
            .OrderByDescending(row => row.Key).FirstOrDefaultAsync(cancellationToken);
        if (link is not null) (link.Answer, link.AnsweredAt) = (result, turn.Now);
        await CustomerWaits.TellAsync(turn, wait, FeelContext.Empty.With("answer", FeelValue.Of(result)), keys, cancellationToken);
    }
}

/// <summary>What came of writing a contact down: a closed family.</summary>
internal abstract record LogOutcome
{
    private LogOutcome()
    {
    }

    /// <summary>Committed.</summary>
    public sealed record Logged : LogOutcome;

    /// <summary>The case no longer waits for what the customer is said to have answered; nothing is written.</summary>
    public sealed record NotWaiting : LogOutcome;

    /// <summary>There is no such case.</summary>
    public sealed record NotFound : LogOutcome;
}
