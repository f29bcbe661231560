using System.Globalization;
using System.Net;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Allocation;

/// <summary>The public pool: seen by everybody who works, claimed by one, within the limits of the table.</summary>
public sealed class PoolTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly AllocationScene scene = new(fixture.Host);

    [Fact]
    public async Task A_salesperson_who_sees_only_own_customers_finds_and_claims_one_from_the_pool()
    {
        var customer = await scene.CustomerAsync("池中公司", null, "low");
        using var sales = await fixture.Host.SignedInAsync("sales");

        var list = WebUtility.HtmlDecode(await sales.GetStringAsync(new Uri("/pool?q=池中", UriKind.Relative)));
        using var before = await sales.GetAsync(new Uri($"/customers/{customer}", UriKind.Relative));
        using var claimed = await ClaimAsync(sales, customer);
        using var after = await sales.GetAsync(new Uri($"/customers/{customer}", UriKind.Relative));

        Assert.Contains("池中公司", list, StringComparison.Ordinal);
        Assert.Matches("(?s)<form[^>]*handler=Claim[^>]*>(?:(?!</form>).)*__RequestVerificationToken", list);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Redirect, HttpStatusCode.OK), (before.StatusCode, claimed.StatusCode, after.StatusCode));
        await using var db = scene.Open();
        var transfer = await db.Transfers.SingleAsync(row => row.CustomerKey == customer);
        Assert.Equal((null, await scene.PersonAsync("sales"), "claim"), (transfer.FromKey, transfer.ToKey, transfer.Way));
    }

    [Fact]
    public async Task Of_two_who_claim_at_once_one_gets_it_and_the_other_is_told_who_was_first()
    {
        var customer = await scene.CustomerAsync("抢手公司", null, "low");
        using var agent = await fixture.Host.SignedInAsync("agent");
        using var lead = await fixture.Host.SignedInAsync("lead");

        var answers = await Task.WhenAll(ClaimAsync(agent, customer), ClaimAsync(lead, customer));

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
        var winner = answers[0].StatusCode == HttpStatusCode.Redirect ? "agent" : "lead";
        Assert.Equal(await scene.PersonAsync(winner), await scene.OwnerAsync(customer));
        var refusal = WebUtility.HtmlDecode(
            await answers.Single(answer => answer.StatusCode == HttpStatusCode.Conflict).Content.ReadAsStringAsync());
        Assert.Matches(winner == "agent" ? "艾玛·克拉克 已在 .* 领取了 抢手公司" : "Su Min was first and took 抢手公司", refusal);
        await using var db = scene.Open();
        Assert.Equal(1, await db.Transfers.CountAsync(row => row.CustomerKey == customer));
    }

    [Fact]
    public async Task The_second_high_value_customer_of_a_day_is_refused_even_when_both_are_claimed_at_once()
    {
        var first = await scene.CustomerAsync("高价甲", null, "high");
        var second = await scene.CustomerAsync("高价乙", null, "high");
        using var person = await fixture.Host.SignedInAsync("lead2");

        var answers = await Task.WhenAll(ClaimAsync(person, first), ClaimAsync(person, second));

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
        var refusal = answers.Single(answer => answer.StatusCode == HttpStatusCode.Conflict);
        Assert.Contains("今天已领取 1 个高价值客户，达到上限", WebUtility.HtmlDecode(await refusal.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_looks_after_as_many_as_the_table_allows_claims_no_more()
    {
        for (var i = 0; i < 20; i++) await scene.CustomerAsync(string.Create(CultureInfo.InvariantCulture, $"持有{i}"), "manager", "high");
        var customer = await scene.CustomerAsync("再多一个", null, "high");
        using var manager = await fixture.Host.SignedInAsync("manager");

        using var refused = await ClaimAsync(manager, customer);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Null(await scene.OwnerAsync(customer));
    }

    [Fact]
    public async Task Giving_back_needs_a_reason_and_only_the_owner_can()
    {
        var customer = await scene.CustomerAsync("退回公司", "sales");
        using var sales = await fixture.Host.SignedInAsync("sales");
        using var agent = await fixture.Host.SignedInAsync("agent");

        using var silent = await TestHost.PostFormAsync(sales, $"/customers/{customer}/give-back", ("Note", " "));
        using var other = await agent.GetAsync(new Uri($"/customers/{customer}/give-back", UriKind.Relative));
        using var given = await TestHost.PostFormAsync(sales, $"/customers/{customer}/give-back", ("Note", "半年没有需求"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound, HttpStatusCode.Redirect),
            (silent.StatusCode, other.StatusCode, given.StatusCode));
        Assert.Null(await scene.OwnerAsync(customer));
        await using var db = scene.Open();
        var transfer = await db.Transfers.SingleAsync(row => row.CustomerKey == customer);
        Assert.Equal(("given-back", "settled"), (transfer.Reason, transfer.Outcome));
    }

    private static Task<HttpResponseMessage> ClaimAsync(HttpClient person, long customer) => TestHost.PostFormAsync(
        person, "/account", "/pool?handler=Claim", ("key", customer.ToString(CultureInfo.InvariantCulture)));
}
