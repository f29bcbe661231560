using System.Net;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Tests.Complaints;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Mail;

/// <summary>The mailbox of a demo without a mail server, with the shipped complaint workflow.</summary>
public sealed class MailboxTests : IAsyncLifetime
{
    private ComplaintScene scene = null!;

    public async Task InitializeAsync() => scene = await ComplaintScene.StartAsync(published: false);

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task Everybody_in_a_demo_reads_the_mail_and_follows_its_links()
    {
        var opened = await scene.OpenAsync();
        var mail = await AcknowledgementAsync(opened.ProcessInstanceKey, MailState.Sent);
        using var sales = await EnglishAsync("sales");

        var list = await sales.GetStringAsync(new Uri("/mailbox", UriKind.Relative));
        using var document = await sales.GetAsync(new Uri($"/mailbox/{mail}/html", UriKind.Relative));
        var html = await document.Content.ReadAsStringAsync();

        Assert.Contains($"We have received your complaint {opened.Number}", list, StringComparison.Ordinal);
        Assert.Contains("li.hua@example.cn", list, StringComparison.Ordinal);
        Assert.Contains($"{scene.Host.Address}s/", html, StringComparison.Ordinal);
        Assert.Contains("<base target=\"_blank\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_is_framed_so_that_nothing_in_it_runs()
    {
        var mail = await AcknowledgementAsync((await scene.OpenAsync()).ProcessInstanceKey, MailState.Sent);
        using var agent = await EnglishAsync("agent");

        using var document = await agent.GetAsync(new Uri($"/mailbox/{mail}/html", UriKind.Relative));
        using var page = await agent.GetAsync(new Uri($"/mailbox/{mail}", UriKind.Relative));

        var framed = document.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("sandbox allow-popups allow-popups-to-escape-sandbox", framed, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", framed, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", framed, StringComparison.Ordinal);
        Assert.Contains("frame-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?q=LI.HUA@example.cn", true)]
    [InlineData("?q=li.hua@example", false)]
    [InlineData("?q=Li+Hua", true)]
    [InlineData("?q=C-{year}-000001", true)]
    [InlineData("?view=waiting", false)]
    [InlineData("?view=sent", true)]
    [InlineData("?view=failed", false)]
    public async Task Mails_are_found_by_whole_address_name_case_number_and_state(string query, bool isFound)
    {
        var opened = await scene.OpenAsync();
        await AcknowledgementAsync(opened.ProcessInstanceKey, MailState.Sent);
        using var admin = await EnglishAsync("admin");

        var list = await admin.GetStringAsync(
            new Uri("/mailbox" + query.Replace("C-{year}-000001", opened.Number, StringComparison.Ordinal), UriKind.Relative));

        Assert.Equal(isFound, list.Contains("We have received your complaint", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mails_of_a_complaint_are_hidden_from_the_person_it_names()
    {
        var opened = await scene.OpenAsync(request => request["namedEmployee"] = "agent", "admin");
        var mail = await AcknowledgementAsync(opened.ProcessInstanceKey, MailState.Sent);
        using var named = await EnglishAsync("agent");
        using var manager = await EnglishAsync("manager");

        var list = await named.GetStringAsync(new Uri("/mailbox", UriKind.Relative));
        using var page = await named.GetAsync(new Uri($"/mailbox/{mail}", UriKind.Relative));
        using var document = await named.GetAsync(new Uri($"/mailbox/{mail}/html", UriKind.Relative));
        var seen = await manager.GetStringAsync(new Uri("/mailbox", UriKind.Relative));

        Assert.DoesNotContain(opened.Number, list, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, document.StatusCode));
        Assert.Contains(opened.Number, seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_says_that_an_unknown_mail_did_not_arrive_and_the_case_gets_its_call_task()
    {
        var opened = await scene.OpenAsync();
        var mail = await UnknownAsync(opened.ProcessInstanceKey);
        using var admin = await EnglishAsync("admin");

        using var answer = await TestHost.PostFormAsync(admin, $"/mailbox/{mail}", $"/mailbox/{mail}?handler=NotArrived");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await Until.TrueAsync(() => HasCallTaskAsync(opened.ProcessInstanceKey), "the case asked for a call");
        var page = await admin.GetStringAsync(new Uri($"/mailbox/{mail}", UriKind.Relative));
        Assert.Contains("Lin Jing says so", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_is_settled_by_hand_once_and_by_operators_only()
    {
        var opened = await scene.OpenAsync();
        var mail = await UnknownAsync(opened.ProcessInstanceKey);
        using var agent = await EnglishAsync("agent");
        using var admin = await EnglishAsync("admin");

        using var refused = await TestHost.PostFormAsync(agent, "/account", $"/mailbox/{mail}?handler=Arrived");
        using var first = await TestHost.PostFormAsync(admin, $"/mailbox/{mail}", $"/mailbox/{mail}?handler=Arrived");
        using var second = await TestHost.PostFormAsync(admin, "/account", $"/mailbox/{mail}?handler=NotArrived");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var page = await admin.GetStringAsync(new Uri($"/mailbox/{mail}", UriKind.Relative));
        Assert.Contains("is known by now; nothing was changed", page, StringComparison.Ordinal);
        await using var db = scene.Db();
        Assert.Equal(MailState.Sent, await db.Set<OutgoingMailRow>().Where(row => row.Key == mail).Select(row => row.State).SingleAsync());
        Assert.False(await HasCallTaskAsync(opened.ProcessInstanceKey));
    }

    private async Task<long> AcknowledgementAsync(long instanceKey, MailState state)
    {
        long? found = null;
        await Until.TrueAsync(async () =>
        {
            await using var db = scene.Db();
            found = await db.Set<OutgoingMailRow>().Where(row => row.InstanceKey == instanceKey && row.State == state)
                .Select(row => (long?)row.Key).SingleOrDefaultAsync();
            return found is not null;
        }, $"the acknowledgement was {state}");
        return found!.Value;
    }

    /// <summary>As if the connection had been lost at the final dot.</summary>
    private async Task<long> UnknownAsync(long instanceKey)
    {
        var mail = await AcknowledgementAsync(instanceKey, MailState.Sent);
        await using var db = scene.Db();
        await db.Set<OutgoingMailRow>().Where(row => row.Key == mail)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, MailState.Unknown));
        return mail;
    }

    private async Task<bool> HasCallTaskAsync(long instanceKey)
    {
        await using var db = scene.Db();
        return await db.Set<UserTaskRow>().AnyAsync(row => row.InstanceKey == instanceKey && row.ElementId == "call_customer");
    }

    private async Task<HttpClient> EnglishAsync(string username)
    {
        var person = await scene.Host.SignedInAsync(username);
        (await TestHost.PostFormAsync(person, "/account", "/language", ("language", "en"))).Dispose();
        return person;
    }
}
