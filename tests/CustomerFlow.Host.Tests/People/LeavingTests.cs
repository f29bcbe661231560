using System.Net;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Host.Tests.Tasks;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.People;

/// <summary>Ending a person's access, and what becomes of the open tasks. Each test ends somebody else.</summary>
public sealed class LeavingTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private static readonly string[] TeamMistakes =
        ["Use lower-case letters, digits and hyphens only.", "from 1 to 1000", "The lead must be one of the members.", "大客户组"];

    private TestHost Host => fixture.Host;

    private OpenTasks Tasks => new(Host);

    [Fact]
    public async Task Open_tasks_are_shown_and_go_back_to_the_group_or_to_the_supervisor()
    {
        var grouped = await Tasks.StartAsync("agent");
        var alone = await Tasks.StartAsync("agent");
        await Tasks.WithoutGroupsAsync(alone);
        using var admin = await AdminAsync();
        var leave = $"/people/{await KeyAsync("agent")}/leave";

        var before = await admin.GetStringAsync(new Uri(leave, UriKind.Relative));
        using var left = await TestHost.PostFormAsync(admin, leave, ("receiver", ""));
        var after = await admin.GetStringAsync(left.Headers.Location);

        Assert.Contains($"/tasks/{grouped}", before, StringComparison.Ordinal);
        Assert.Contains("Su Min", before, StringComparison.Ordinal);
        Assert.Equal((null, "lead"), ((await Tasks.RowAsync(grouped)).Assignee, (await Tasks.RowAsync(alone)).Assignee));
        Assert.Contains("tasks handed on: 2", after, StringComparison.Ordinal);
        using var visitor = Host.Visitor();
        using var refused = await TestHost.PostFormAsync(visitor, "/sign-in", ("Username", "agent"), ("Password", "demo"));
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
    }

    [Fact]
    public async Task A_chosen_colleague_gets_the_tasks_and_reports_move_up()
    {
        var task = await Tasks.StartAsync("manager");
        using var admin = await AdminAsync();

        (await TestHost.PostFormAsync(admin, $"/people/{await KeyAsync("manager")}/leave", ("receiver", "owner"))).Dispose();

        await using var db = Host.Services.GetRequiredService<DbPool>().Open(AccessScope.System("test"));
        Assert.Equal("owner", (await Tasks.RowAsync(task)).Assignee);
        Assert.Null((await db.People.SingleAsync(person => person.UserName == "owner")).SupervisorKey);
        Assert.False((await db.People.SingleAsync(person => person.UserName == "manager")).Active);
    }

    [Fact]
    public async Task A_task_that_nobody_could_take_stays_listed_and_can_be_handed_on_later()
    {
        var task = await Tasks.StartAsync("auditor");
        await Tasks.WithoutGroupsAsync(task);
        using var admin = await AdminAsync();
        var leave = $"/people/{await KeyAsync("auditor")}/leave";

        using var left = await TestHost.PostFormAsync(admin, leave, ("receiver", ""));
        var page = await admin.GetStringAsync(left.Headers.Location);
        (await TestHost.PostFormAsync(admin, leave, ("receiver", "lead"))).Dispose();

        Assert.Contains("Tasks that could not go there: 1", page, StringComparison.Ordinal);
        Assert.Equal("lead", (await Tasks.RowAsync(task)).Assignee);
    }

    [Fact]
    public async Task Nobody_ends_their_own_access()
    {
        using var admin = await AdminAsync();

        using var refused = await TestHost.PostFormAsync(admin, $"/people/{await KeyAsync("admin")}/leave", ("receiver", ""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("You cannot end your own access.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_gets_members_a_lead_and_a_calendar_and_mistakes_are_named()
    {
        using var admin = await AdminAsync();
        var (sales, lead) = (await KeyAsync("sales"), await KeyAsync("lead"));

        using var refused = await TestHost.PostFormAsync(
            admin, "/teams/new", ("Fields.Slug", "Key Accounts"), ("Fields.NameZh", "大客户组"), ("Fields.NameEn", "Key accounts"),
            ("Fields.CalendarId", "default"), ("Fields.Capacity", "0"), ("Fields.Members", $"{sales}"), ("Fields.Lead", $"{lead}"));
        using var saved = await TestHost.PostFormAsync(
            admin, "/teams/new", ("Fields.Slug", "key-accounts"), ("Fields.NameZh", "大客户组"), ("Fields.NameEn", "Key accounts"),
            ("Fields.CalendarId", "default"), ("Fields.Capacity", "12"), ("Fields.Members", $"{sales}"), ("Fields.Members", $"{lead}"),
            ("Fields.Lead", $"{lead}"));
        var list = await admin.GetStringAsync(new Uri("/teams", UriKind.Relative));

        var page = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.All(TeamMistakes, expected => Assert.Contains(expected, page, StringComparison.Ordinal));
        Assert.Equal("/teams", saved.Headers.Location!.ToString());
        Assert.Contains("Su Min (lead), David Brown", list, StringComparison.Ordinal);
    }

    private async Task<HttpClient> AdminAsync()
    {
        var admin = await Host.SignedInAsync("admin");
        (await TestHost.PostFormAsync(admin, "/account", "/language", ("language", "en"), ("returnUrl", "/people"))).Dispose();
        return admin;
    }

    private async Task<long> KeyAsync(string username)
    {
        await using var db = Host.Services.GetRequiredService<DbPool>().Open(AccessScope.System("test"));
        return await db.People.Where(person => person.UserName == username).Select(person => person.Key).SingleAsync();
    }
}
