using System.Net;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Host.Tests.Public;
using CustomerFlow.Testing;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Complaints;

public sealed class ContactLogTests : IAsyncLifetime
{
    private ComplaintScene scene = null!;

    public async Task InitializeAsync() => scene = await ComplaintScene.StartAsync(published: false);

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task The_first_contact_stops_the_clock_of_the_first_response_at_the_time_of_the_contact()
    {
        var opened = await scene.OpenAsync(request => request["receivedAt"] = scene.Get<BusinessClock>().Now - TimeSpan.FromHours(3));
        using var agent = await scene.Host.SignedInAsync("agent");
        var at = scene.Get<BusinessClock>().Now - TimeSpan.FromHours(2);
        var local = at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);

        using var sent = await PostAsync(agent, opened.Key, ("Result", "reached"), ("Note", "Told her that we look into it."), ("At", local));

        Assert.True(sent.StatusCode == HttpStatusCode.Redirect, sent.StatusCode + await sent.Content.ReadAsStringAsync());
        await using var db = scene.Db();
        var clock = await db.Set<CaseClockRow>().SingleAsync(row => row.InstanceKey == opened.Key && row.Name == "first-response");
        var about = await db.Set<CaseRow>().SingleAsync(row => row.InstanceKey == opened.Key);
        Assert.Equal(clock.StoppedAt, about.FirstResponseAt);
        Assert.InRange(at - about.FirstResponseAt!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.False(clock.WasLate);
        var page = await agent.GetStringAsync(new Uri($"/cases/{opened.Key}", UriKind.Relative));
        Assert.Contains("Told her that we look into it.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attempt_is_a_note_and_stops_no_clock()
    {
        var opened = await scene.OpenAsync();
        using var agent = await scene.Host.SignedInAsync("agent");

        using var sent = await PostAsync(agent, opened.Key, ("Result", "not-reached"), ("Note", "Voice mail."));

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        await using var db = scene.Db();
        Assert.Null((await db.Set<CaseRow>().SingleAsync(row => row.InstanceKey == opened.Key)).FirstResponseAt);
        Assert.Equal(0, await db.Interactions.CountAsync());
        Assert.Contains("Voice mail.", (await db.Set<CommentRow>().SingleAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_who_answers_by_phone_moves_the_case_on()
    {
        await scene.PublishAsync();
        var opened = await scene.OpenAsync();
        await scene.ToAnswerAsync(opened);
        var link = await scene.LinkAsync(opened.Key, "decision");
        using var agent = await scene.Host.SignedInAsync("agent");
        using var customer = scene.Customer();

        using var sent = await PostAsync(agent, opened.Key, ("Result", "accepted"), ("Note", "She is content."));

        Assert.Equal("after", await scene.OpenTaskAsync(opened.Key));
        Assert.Contains("You accepted our decision", await customer.GetStringAsync(new Uri($"/a/{link}", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_the_case_does_not_wait_for_is_refused_and_the_note_is_kept()
    {
        var opened = await scene.OpenAsync();
        using var agent = await scene.Host.SignedInAsync("agent");

        using var sent = await PostAsync(agent, opened.Key, ("Result", "accepted"), ("Note", "Typed at length."));

        var page = await sent.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.Contains("Typed at length.", page, StringComparison.Ordinal);
        await using var db = scene.Db();
        Assert.Equal(0, await db.Interactions.CountAsync());
    }

    [Fact]
    public async Task A_call_task_files_the_call_when_it_is_completed()
    {
        var opened = await scene.OpenAsync();
        await CompleteAsync(opened.Key, "investigate", new() { ["findings"] = "f", ["investigation"] = "enough" });
        await CompleteAsync(
            opened.Key, "decide_remedy", new() { ["remedy"] = "apology", ["cost"] = "0", ["causeCode"] = "no-fault", ["reasons"] = "r" });
        await using var db = scene.Db();
        await scene.Get<Messages>().PublishAsync(
            new MessageRequest("mail-failed", opened.Number, FeelContext.Empty.With("mailPurpose", FeelValue.Of("decision")), TimeSpan.FromDays(1), null),
            CancellationToken.None);
        var call = await WaitAsync(() => db.Set<UserTaskRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.InstanceKey == opened.Key && row.ElementId == "call_customer"));
        using var agent = await scene.Host.SignedInAsync("agent");

        using var done = await TestHost.PostFormAsync(
            agent, $"/tasks/{call.Key}", $"/tasks/{call.Key}?handler=Complete", ("reached", "yes"), ("callNote", "Told him everything."));

        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var filed = await db.Interactions.SingleAsync();
        Assert.Equal((opened.Key, "phone", false), (filed.CaseKey, filed.Channel, filed.Inbound));
        Assert.NotNull(filed.PersonKey);
    }

    [Fact]
    public async Task Somebody_who_only_reads_cases_logs_nothing()
    {
        var opened = await scene.OpenAsync();
        using var auditor = await scene.Host.SignedInAsync("auditor");

        using var page = await auditor.GetAsync(new Uri($"/cases/{opened.Key}/contact", UriKind.Relative));

        Assert.NotEqual(HttpStatusCode.OK, page.StatusCode);
    }

    private static async Task<T> WaitAsync<T>(Func<Task<T?>> look)
        where T : class
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (await look() is { } found) return found;
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient person, long key, params (string Name, string Value)[] fields) =>
        TestHost.PostFormAsync(person, $"/cases/{key}/contact", [("Channel", "phone"), ("Inbound", "false"), ("By", "agent"), .. fields]);

    private async Task CompleteAsync(long caseKey, string elementId, Dictionary<string, string> answers)
    {
        await using var db = scene.Db();
        var task = await db.Set<UserTaskRow>().SingleAsync(
            row => row.InstanceKey == caseKey && row.ElementId == elementId && row.State == UserTaskState.Open);
        using var person = await scene.Host.SignedInAsync(task.Assignee!);
        using var done = await TestHost.PostFormAsync(
            person, $"/tasks/{task.Key}", $"/tasks/{task.Key}?handler=Complete", [.. answers.Select(answer => (answer.Key, answer.Value))]);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
    }
}
