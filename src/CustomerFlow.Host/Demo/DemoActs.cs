using System.Diagnostics;
using System.Globalization;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Host.Complaints;
using CustomerFlow.Host.Public;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Demo;

/// <summary>
/// Lets the people of the stories act through the same functions as real ones. An act whose task or link is not there is left out:
/// a process owner may have changed the workflow, and after a restart the last one is done already.
/// </summary>
internal sealed class DemoActs(
    DbPool pool, UserTasks tasks, AnswerDecision decisions, AddInformation information, SurveyVoice surveys)
{
    private static readonly AccessScope Scope = AccessScope.System("demo");

    public async Task DoAsync(long caseKey, DemoAct act, DateTimeOffset now, CancellationToken cancellationToken)
    {
        switch (act)
        {
            case DemoAct.Done done:
                await CompleteAsync(caseKey, done, cancellationToken);
                break;
            case DemoAct.Decides decides:
                if (await LinkAsync(caseKey, cancellationToken) is { } link)
                    await decisions.RunAsync(link, decides.Answer, decides.Reason, cancellationToken);
                break;
            case DemoAct.Tells tells:
                await information.RunAsync(
                    caseKey, TurnActor.System("demo"), new NewInteraction("web", Inbound: true, now, null, tells.Text),
                    string.Create(CultureInfo.InvariantCulture, $"demo {now.UtcTicks}"), cancellationToken);
                break;
            case DemoAct.Scores scores:
                await surveys.AnswerAsync(caseKey, scores, cancellationToken);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private async Task CompleteAsync(long caseKey, DemoAct.Done done, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(Scope);
        var task = await db.Set<UserTaskRow>().AsNoTracking()
            .Where(row => row.InstanceKey == caseKey && row.ElementId == done.Task && row.State == UserTaskState.Open)
            .OrderBy(row => row.Key).FirstOrDefaultAsync(cancellationToken);
        if (task is null) return;
        var username = task.Assignee ?? done.By;
        var key = await db.People.Where(row => row.UserName == username).Select(row => row.Key).SingleAsync(cancellationToken);
        var actor = new TurnActor(username, string.Create(CultureInfo.InvariantCulture, $"person:{key}"));
        if (task.Assignee is null) await tasks.ClaimAsync(task.Key, actor, cancellationToken);
        await tasks.CompleteAsync(task.Key, FeelJson.ParseObject(done.Answers), actor, null, cancellationToken);
    }

    private async Task<PublicLink?> LinkAsync(long caseKey, CancellationToken cancellationToken)
    {
        await using var db = pool.Open(Scope);
        return await db.PublicLinks.AsNoTracking()
            .Where(row => row.CaseKey == caseKey && row.Purpose == CaseLinks.Decision && row.RevokedAt == null && row.AnsweredAt == null)
            .OrderByDescending(row => row.CreatedAt).FirstOrDefaultAsync(cancellationToken);
    }
}
