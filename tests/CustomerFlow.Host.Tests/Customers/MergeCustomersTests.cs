using System.Globalization;
using System.Net;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Customers;

/// <summary>Two records of one customer are found, joined and taken apart again.</summary>
public sealed class MergeCustomersTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private TestHost Host => fixture.Host;

    [Theory]
    [InlineData("华东仪器（上海）有限公司", "华东仪器上海有限责任公司")]
    [InlineData("Northern Tools Ltd.", "NORTHERN TOOLS LIMITED")]
    [InlineData("ＡＢＣ 贸易", "abc贸易")]
    public void Names_that_differ_only_in_their_legal_form_meet(string one, string other) =>
        Assert.Equal(NameKey.Of(one), NameKey.Of(other));

    [Theory]
    [InlineData("华东仪器有限公司", "华北仪器有限公司")]
    [InlineData("公司", "")]
    public void Others_do_not(string one, string other) => Assert.NotEqual(NameKey.Of(one), NameKey.Of(other));

    [Fact]
    public async Task Duplicates_are_found_by_name_and_by_number()
    {
        using var manager = await Host.SignedInAsync("manager");
        await CustomerAsync(manager, "明达科技有限公司");
        await CustomerAsync(manager, "明达科技股份有限公司");
        var first = await CustomerAsync(manager, "同电甲");
        var second = await CustomerAsync(manager, "同电乙");
        await ContactAsync(manager, first, "甲", "13155550001");
        await ContactAsync(manager, second, "乙", "131 5555 0001");

        var page = WebUtility.HtmlDecode(await manager.GetStringAsync(new Uri("/customers/duplicates", UriKind.Relative)));

        Assert.Contains("明达科技有限公司 ↔ 明达科技股份有限公司", page, StringComparison.Ordinal);
        Assert.Contains("同电甲 ↔ 同电乙", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_merge_moves_the_people_fills_what_was_empty_and_tells_one_story()
    {
        using var manager = await Host.SignedInAsync("manager");
        var (kept, merged) = await PairAsync(manager, "合并甲", "13155550011");
        await ComplainAsync("13155550011");

        using var done = await MergeAsync(manager, kept, merged);
        var page = WebUtility.HtmlDecode(await manager.GetStringAsync(new Uri($"/customers/{kept}", UriKind.Relative)));
        var list = WebUtility.HtmlDecode(await manager.GetStringAsync(new Uri($"/customers?q={Uri.EscapeDataString("合并甲")}", UriKind.Relative)));

        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Contains("The parcel of 13155550011", page, StringComparison.Ordinal);
        Assert.Contains("月结", page, StringComparison.Ordinal);
        await using var db = Open();
        Assert.Equal(kept, await db.Contacts.Where(row => row.Name == "P13155550011").Select(row => row.CustomerKey).SingleAsync());
        Assert.Contains(await NumberAsync(kept), list, StringComparison.Ordinal);
        Assert.DoesNotContain(await NumberAsync(merged), list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_complaint_of_a_person_who_moved_belongs_to_the_record_that_was_kept()
    {
        using var manager = await Host.SignedInAsync("manager");
        var (kept, merged) = await PairAsync(manager, "合并乙", "13155550012");
        (await MergeAsync(manager, kept, merged)).Dispose();

        await ComplainAsync("13155550012");

        await using var db = Open();
        Assert.Equal(kept, (await db.Complaints.SingleAsync(row => row.Subject == "The parcel of 13155550012")).CustomerKey);
    }

    [Fact]
    public async Task Undoing_restores_both_records_exactly()
    {
        using var manager = await Host.SignedInAsync("manager");
        var (kept, merged) = await PairAsync(manager, "合并丙", "13155550013");
        (await MergeAsync(manager, kept, merged)).Dispose();
        await using var db = Open();
        var merge = await db.CustomerMerges.SingleAsync(row => row.KeptKey == kept);

        using var undone = await UndoAsync(manager, kept, merge.Key);
        using var again = await UndoAsync(manager, kept, merge.Key);

        Assert.Equal(HttpStatusCode.Redirect, undone.StatusCode);
        var rows = await db.Customers.AsNoTracking().Where(row => row.Key == kept || row.Key == merged)
            .ToDictionaryAsync(row => row.Key);
        Assert.Empty(rows[kept].Needs);
        Assert.Null(rows[kept].Region);
        Assert.Null(rows[merged].MergedIntoKey);
        Assert.Equal(merged, await db.Contacts.Where(row => row.Name == "P13155550013").Select(row => row.CustomerKey).SingleAsync());
        Assert.Contains("已经撤销过", await manager.GetStringAsync(again.Headers.Location), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_changed_after_the_merge_stays_when_it_is_undone()
    {
        using var manager = await Host.SignedInAsync("manager");
        var (kept, merged) = await PairAsync(manager, "合并丁", "13155550014");
        (await MergeAsync(manager, kept, merged)).Dispose();
        await using var db = Open();
        var row = await db.Customers.AsTracking().SingleAsync(customer => customer.Key == kept);
        row.Region = "成都";
        await db.SaveChangesAsync();
        var merge = await db.CustomerMerges.SingleAsync(one => one.KeptKey == kept);

        (await UndoAsync(manager, kept, merge.Key)).Dispose();

        Assert.Equal("成都", await db.Customers.Where(customer => customer.Key == kept).Select(customer => customer.Region).SingleAsync());
    }

    [Fact]
    public async Task Of_two_at_once_one_wins_and_the_other_is_told()
    {
        using var manager = await Host.SignedInAsync("manager");
        using var admin = await Host.SignedInAsync("admin");
        var (kept, merged) = await PairAsync(manager, "合并戊", "13155550015");

        var answers = await Task.WhenAll(MergeAsync(manager, kept, merged), MergeAsync(admin, merged, kept));

        Assert.Equal(
            [HttpStatusCode.Redirect, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
        await using var db = Open();
        Assert.Single(await db.Customers.Where(row => (row.Key == kept || row.Key == merged) && row.MergedIntoKey == null).ToListAsync());
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task An_agent_may_not_merge()
    {
        using var manager = await Host.SignedInAsync("manager");
        using var agent = await Host.SignedInAsync("agent");
        var (kept, merged) = await PairAsync(manager, "合并己", "13155550016");
        (await MergeAsync(manager, kept, merged)).Dispose();
        await using var db = Open();
        var merge = await db.CustomerMerges.SingleAsync(row => row.KeptKey == kept);

        using var page = await agent.GetAsync(new Uri($"/customers/{kept}/merge/{merged}", UriKind.Relative));
        using var undo = await UndoAsync(agent, kept, merge.Key);

        Assert.NotEqual(HttpStatusCode.OK, page.StatusCode);
        Assert.Null(await db.CustomerMerges.Where(row => row.Key == merge.Key).Select(row => row.UndoneAt).SingleAsync());
    }

    private static Task<HttpResponseMessage> MergeAsync(HttpClient who, long kept, long merged) =>
        TestHost.PostFormAsync(who, $"/customers/{kept}/merge/{merged}", ("keep", kept.ToString(CultureInfo.InvariantCulture)));

    private static Task<HttpResponseMessage> UndoAsync(HttpClient who, long kept, long merge) => TestHost.PostFormAsync(
        who, "/customers/new", $"/customers/{kept}?handler=Undo", ("merge", merge.ToString(CultureInfo.InvariantCulture)));

    private static async Task<(long Kept, long Merged)> PairAsync(HttpClient who, string name, string phone)
    {
        var kept = await CustomerAsync(who, name);
        var merged = await CustomerAsync(who, name + "公司", ("Fields.Needs", "月结"), ("Fields.Region", "上海"));
        await ContactAsync(who, merged, "P" + phone, phone);
        return (kept, merged);
    }

    private async Task ComplainAsync(string phone)
    {
        using var visitor = Host.Visitor();
        using var sent = await TestHost.PostFormAsync(
            visitor, "/complain", ("Category", "delivery"), ("Subject", "The parcel of " + phone), ("Description", "Nothing yet."),
            ("Severity", "normal"), ("Name", "P" + phone), ("Phone", phone));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
    }

    private static async Task<long> CustomerAsync(HttpClient who, string name, params (string, string)[] more)
    {
        using var answer = await TestHost.PostFormAsync(who, "/customers/new", [("Fields.Name", name), .. more]);
        return long.Parse(answer.Headers.Location!.ToString().Split('/')[^1], CultureInfo.InvariantCulture);
    }

    private static async Task ContactAsync(HttpClient who, long customer, string name, string phone)
    {
        using var answer = await TestHost.PostFormAsync(
            who, $"/customers/{customer}/contacts/new", ("Fields.Name", name), ("Fields.Phone", phone), ("Fields.Language", "zh"),
            ("Fields.IsKnownElsewhere", "true"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private async Task<string> NumberAsync(long key)
    {
        await using var db = Open();
        return await db.Customers.Where(row => row.Key == key).Select(row => row.Number).SingleAsync();
    }

    private CustomerFlowDb Open() => Host.Services.GetRequiredService<DbPool>().Open(AccessScope.System("test"));
}
