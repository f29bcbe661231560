using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Host.Tests.Complaints;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Public;

/// <summary>Makes the links that mails would carry, moves the small process on, and sees whether anything was recorded.</summary>
internal static class LinkScene
{
    public static HttpClient Customer(this ComplaintScene scene, string language = "en")
    {
        var visitor = scene.Host.Visitor();
        visitor.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return visitor;
    }

    public static async Task<string> LinkAsync(this ComplaintScene scene, long caseKey, string purpose, TimeSpan? lifetime = null)
    {
        var token = LinkToken.Create();
        var now = scene.Get<BusinessClock>().Now;
        await using var db = scene.Db();
        var step = await db.Set<ElementEventRow>().Where(row => row.InstanceKey == caseKey).MaxAsync(row => row.ElementInstanceKey);
        db.Add(new PublicLink
        {
            Key = await scene.Get<KeyBlocks>().NextAsync(CancellationToken.None), TokenHash = token.Hash, Purpose = purpose, CaseKey = caseKey,
            ElementInstanceKey = step, InstanceKey = caseKey, CreatedAt = now - TimeSpan.FromDays(1),
            ExpiresAt = now + (lifetime ?? TimeSpan.FromDays(30)),
        });
        await db.SaveChangesAsync();
        return token.Text;
    }

    /// <summary>Completes the one open task of the case.</summary>
    public static async Task CompleteTaskAsync(this ComplaintScene scene, long caseKey)
    {
        await using var db = scene.Db();
        var task = await db.Set<UserTaskRow>().SingleAsync(row => row.InstanceKey == caseKey && row.State == UserTaskState.Open);
        var outcome = await scene.Get<UserTasks>()
            .CompleteAsync(task.Key, FeelContext.Empty, TurnActor.System("test"), null, CancellationToken.None);
        Assert.IsType<TaskOutcome.Done>(outcome);
    }

    /// <summary>To the place where the small process waits for the customer's answer.</summary>
    public static async Task ToAnswerAsync(this ComplaintScene scene, ComplaintScene.Opened opened)
    {
        await scene.CompleteTaskAsync(opened.Key);
        using var customer = scene.Customer();
        using var told = await Testing.TestHost.PostFormAsync(customer, opened.StatusPath, ("Information", "Here it is."));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, told.StatusCode);
    }

    public static async Task<string?> OpenTaskAsync(this ComplaintScene scene, long caseKey)
    {
        await using var db = scene.Db();
        return await db.Set<UserTaskRow>().Where(row => row.InstanceKey == caseKey && row.State == UserTaskState.Open)
            .Select(row => row.ElementId).SingleOrDefaultAsync();
    }

    /// <summary>Everything that an answer could leave behind.</summary>
    public static async Task<string> TracesAsync(this ComplaintScene scene)
    {
        await using var db = scene.Db();
        var counts = new[]
        {
            await db.Interactions.CountAsync(), await db.Set<ElementEventRow>().CountAsync(), await db.Set<TurnLogRow>().CountAsync(),
            await db.Set<MessageRow>().CountAsync(), await db.PublicLinks.CountAsync(row => row.AnsweredAt != null),
            await db.SurveyResponses.CountAsync(), await db.DoNotContacts.CountAsync(), await db.AuditEntries.CountAsync(),
        };
        return string.Join(',', counts);
    }
}
