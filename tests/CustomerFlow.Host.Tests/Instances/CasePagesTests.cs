using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Tests.Complaints;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Instances;

/// <summary>A case of the shipped workflow on its pages.</summary>
public sealed class CasePagesTests : IAsyncLifetime
{
    private ComplaintScene scene = null!;

    public async Task InitializeAsync() => scene = await ComplaintScene.StartAsync(published: false);

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Theory]
    [InlineData("zh", "name=\"调查\"", "name=\"先询问客户\"")]
    [InlineData("en", "name=\"Investigate\"", "name=\"ask first\"")]
    public async Task The_flow_chart_speaks_the_readers_language(string language, string step, string branch)
    {
        var opened = await scene.OpenAsync();
        using var agent = await scene.Host.SignedInAsync("agent");
        using var chosen = await TestHost.PostFormAsync(agent, "/cases", "/language", ("language", language), ("returnUrl", "/cases"));

        var chart = await agent.GetStringAsync(new Uri($"/cases/{opened.Key}/flow", UriKind.Relative));

        Assert.Contains(step, chart, StringComparison.Ordinal);
        Assert.Contains(branch, chart, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_flow_chart_of_a_definition_is_named_once_per_language()
    {
        var opened = await scene.OpenAsync();
        using var agent = await scene.Host.SignedInAsync("agent");
        var path = new Uri($"/cases/{opened.Key}/flow", UriKind.Relative);
        var chart = await agent.GetStringAsync(path);
        await using var db = scene.Db();
        await db.Set<ResourceRow>().ExecuteUpdateAsync(row => row.SetProperty(one => one.Content, "<other/>"u8.ToArray()));

        var again = await agent.GetStringAsync(path);
        using var chosen = await TestHost.PostFormAsync(agent, "/cases", "/language", ("language", "zh"), ("returnUrl", "/cases"));
        var chinese = await agent.GetStringAsync(path);

        Assert.Equal(chart, again);
        Assert.Contains("<other", chinese, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_whose_target_waits_is_not_overdue()
    {
        var opened = await scene.OpenAsync();
        using var admin = await scene.Host.SignedInAsync("admin");
        await SetDueAsync(opened.Key, DateTimeOffset.UtcNow.AddDays(-1));
        Assert.Contains(opened.Number, await ListAsync(admin, "overdue"), StringComparison.Ordinal);

        await PauseAsync(opened.Key);

        Assert.DoesNotContain(opened.Number, await ListAsync(admin, "overdue"), StringComparison.Ordinal);
        Assert.Matches("暂停计时|paused", await ListAsync(admin, "open"));
    }

    private static async Task<string> ListAsync(HttpClient client, string view) =>
        await client.GetStringAsync(new Uri($"/cases?view={view}", UriKind.Relative));

    private async Task SetDueAsync(long key, DateTimeOffset at)
    {
        await using var db = scene.Db();
        await db.Set<CaseRow>().Where(row => row.InstanceKey == key).ExecuteUpdateAsync(row => row.SetProperty(one => one.DueAt, at));
        await db.Set<CaseClockRow>().Where(row => row.InstanceKey == key).ExecuteUpdateAsync(row => row.SetProperty(one => one.DueAt, at));
    }

    private async Task PauseAsync(long key)
    {
        await using var db = scene.Db();
        await db.Set<CaseClockRow>().Where(row => row.InstanceKey == key).ExecuteUpdateAsync(row => row
            .SetProperty(one => one.PausedAt, DateTimeOffset.UtcNow).SetProperty(one => one.PausedFor, "customer")
            .SetProperty(one => one.LeftSeconds, 3600L));
    }
}
