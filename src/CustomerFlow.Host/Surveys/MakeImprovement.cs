using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Access;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CustomerFlow.Host.Surveys;

/// <summary>What is to be done about a comment, by whom, until when.</summary>
internal sealed record NewImprovement(string What, string Owner, DateTimeOffset DueAt);

/// <summary>Makes an action of a comment: starts the workflow <c>improvement</c> and notes it at the answer, in one commit.</summary>
internal sealed class MakeImprovement(
    ProcessTurns turns, CaseNumbers numbers, BusinessClock clock, IOptions<AppOptions> app, CurrentPerson me)
{
    public const string ProcessId = "improvement";
    public const int WhatCharactersMax = 200;

    private const string CaseLetter = "A";
    private const string Open = "open";

    /// <summary>The key of the improvement; null when somebody was faster or the workflow is not published.</summary>
    public async Task<long?> RunAsync(SurveyComment comment, NewImprovement action, CancellationToken cancellationToken)
    {
        var year = Instant.FromDateTimeOffset(clock.Now).InZone(app.Value.Zone).Year;
        var number = await numbers.NextAsync(CaseLetter, year, cancellationToken);
        var start = new StartRequest(ProcessId, FeelContext.Empty);
        try
        {
            var outcome = await turns.StartAsync(start, me.Actor, async turn =>
            {
                // One statement that locks the row: of two at once the second changes nothing.
                var noted = await turn.Db.SurveyResponses.Where(row => row.Key == comment.Key && row.ActionKey == null)
                    .ExecuteUpdateAsync(change => change.SetProperty(row => row.ActionKey, turn.InstanceKey), cancellationToken);
                if (noted == 0) throw new AlreadyMadeException();
                turn.Db.Add(new CaseRow
                {
                    InstanceKey = turn.InstanceKey, Number = number, Type = ProcessId, Title = action.What,
                    CustomerKey = comment.CustomerKey, Owner = action.Owner, Status = Open,
                    ReceivedAt = turn.Now, OpenedAt = turn.Now, DueAt = action.DueAt, Fields = "{}",
                    Revision = 1,
                });
                // Keys and codes only: what is to be done stands in the case, where it can be erased.
                turn.StartWith(FeelContext.Empty.With("caseNumber", FeelValue.Of(number)).With("owner", FeelValue.Of(action.Owner))
                    .With("dueAt", FeelValue.Of(action.DueAt)));
            }, cancellationToken);
            return outcome is StartOutcome.Started started ? started.InstanceKey : null;
        }
        catch (AlreadyMadeException)
        {
            return null;
        }
    }

    // Leaves the turn without a commit.
    private sealed class AlreadyMadeException : Exception;
}
