using System.Globalization;
using System.Net;
using CustomerFlow.Data;
using CustomerFlow.Data.People;
using CustomerFlow.Host.Shared;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Allocation;

/// <summary>Customers of the pool go to whom the table, skill, load and presence choose, and the record says why.</summary>
public sealed class AssignOwnerTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly AllocationScene scene = new(fixture.Host);

    [Fact]
    public async Task The_least_loaded_of_the_team_gets_it_and_the_path_answers_why()
    {
        await JoinAsync("agent", "sales");
        await scene.CustomerAsync("已有客户", "sales", "normal");
        var customer = await scene.CustomerAsync("按规则公司", null, "normal");
        using var manager = await fixture.Host.SignedInAsync("manager");

        var before = WebUtility.HtmlDecode(await manager.GetStringAsync(new Uri($"/customers/{customer}/owner", UriKind.Relative)));
        using var assigned = await AssignAsync(manager, customer);
        var page = WebUtility.HtmlDecode(await manager.GetStringAsync(new Uri($"/customers/{customer}", UriKind.Relative)));

        Assert.Contains("建议由艾玛·克拉克负责", before, StringComparison.Ordinal);
        Assert.Equal(await scene.PersonAsync("agent"), await scene.OwnerAsync(customer));
        Assert.Contains("在岗人员中负责的同等级客户最少", page, StringComparison.Ordinal);
        Assert.Matches("大卫·布朗 <span class=\"cf-row-note\">\\d+ 个同等级客户，上限 80", page);
        await LeaveAsync("agent", "sales");
    }

    [Fact]
    public async Task Who_lacks_the_skill_is_not_chosen()
    {
        await JoinAsync("lead2", "sales");
        await scene.CustomerAsync("忙碌甲", "sales", "low");
        var customer = await scene.CustomerAsync("English Goods", null, "low");
        await using (var db = scene.Open())
            await db.Customers.Where(row => row.Key == customer).ExecuteUpdateAsync(set => set.SetProperty(row => row.Language, "en"));
        using var manager = await fixture.Host.SignedInAsync("manager");

        using var assigned = await AssignAsync(manager, customer);

        Assert.Equal(await scene.PersonAsync("sales"), await scene.OwnerAsync(customer));
        await LeaveAsync("lead2", "sales");
    }

    [Fact]
    public async Task The_deputy_takes_it_for_an_absent_colleague()
    {
        var absence = await AwayAsync("sales", "lead");
        var customer = await scene.CustomerAsync("代理公司", null, "normal");
        using var manager = await fixture.Host.SignedInAsync("manager");

        using var assigned = await AssignAsync(manager, customer);

        Assert.Equal(await scene.PersonAsync("lead"), await scene.OwnerAsync(customer));
        await using var db = scene.Open();
        Assert.Contains("\"reason\": \"deputy\"", (await db.Transfers.SingleAsync(row => row.CustomerKey == customer)).Why, StringComparison.Ordinal);
        await db.Absences.Where(row => row.Key == absence).ExecuteDeleteAsync();
    }

    [Fact]
    public async Task When_everybody_is_at_the_limit_it_stays_in_the_pool()
    {
        for (var i = 0; i < 20; i++) await scene.CustomerAsync(string.Create(CultureInfo.InvariantCulture, $"满员{i}"), "sales", "high");
        var customer = await scene.CustomerAsync("放不下公司", null, "high");
        using var manager = await fixture.Host.SignedInAsync("manager");

        using var answer = await TestHost.PostFormAsync(manager, "/account", "/pool?handler=Assign", ("keys", $"{customer}"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Null(await scene.OwnerAsync(customer));
        Assert.Contains("1 个仍在公海", WebUtility.HtmlDecode(await manager.GetStringAsync(new Uri("/pool", UriKind.Relative))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_manager_assigns()
    {
        var customer = await scene.CustomerAsync("不许分配", null, "normal");
        using var agent = await fixture.Host.SignedInAsync("agent");

        using var fromOwner = await AssignAsync(agent, customer);
        using var fromPool = await TestHost.PostFormAsync(agent, "/account", "/pool?handler=Assign", ("keys", $"{customer}"));

        Assert.DoesNotContain(HttpStatusCode.OK, new[] { fromOwner.StatusCode, fromPool.StatusCode });
        Assert.Null(await scene.OwnerAsync(customer));
    }

    private static Task<HttpResponseMessage> AssignAsync(HttpClient person, long customer) =>
        TestHost.PostFormAsync(person, "/account", $"/customers/{customer}/owner?handler=Assign");

    private async Task JoinAsync(string username, string team)
    {
        await using var db = scene.Open();
        db.Add(new TeamMember { TeamKey = await TeamAsync(db, team), PersonKey = await scene.PersonAsync(username) });
        await db.SaveChangesAsync();
    }

    private async Task LeaveAsync(string username, string team)
    {
        await using var db = scene.Open();
        var (teamKey, personKey) = (await TeamAsync(db, team), await scene.PersonAsync(username));
        await db.TeamMembers.Where(row => row.TeamKey == teamKey && row.PersonKey == personKey).ExecuteDeleteAsync();
    }

    private static Task<long> TeamAsync(CustomerFlowDb db, string slug) =>
        db.Teams.Where(row => row.Slug == slug).Select(row => row.Key).SingleAsync();

    private async Task<long> AwayAsync(string username, string deputy)
    {
        await using var scope = fixture.Host.Services.CreateAsyncScope();
        var today = scope.ServiceProvider.GetRequiredService<Display>().Today;
        await using var db = scene.Open();
        var key = await scene.Get<KeyBlocks>().NextAsync(CancellationToken.None);
        db.Add(new Absence
        {
            Key = key, PersonKey = await scene.PersonAsync(username), FirstDay = today, LastDay = today.AddDays(1),
            DeputyKey = await scene.PersonAsync(deputy),
        });
        await db.SaveChangesAsync();
        return key;
    }
}
