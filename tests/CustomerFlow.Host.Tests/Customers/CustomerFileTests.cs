using System.Globalization;
using System.Net;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Customers;

/// <summary>Colleagues put customers and their people on file, change them and find them.</summary>
public sealed class CustomerFileTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private TestHost Host => fixture.Host;

    [Fact]
    public async Task A_customer_is_entered_with_its_group_and_is_unverified()
    {
        using var agent = await Host.SignedInAsync("agent");
        var head = await CustomerAsync(agent, "东方控股集团");
        var member = await CustomerAsync(agent, "东方物流有限公司", ("Fields.Parent", await NumberAsync(head)),
            ("Fields.Needs", "大件配送，月结, 大件配送"));

        var page = WebUtility.HtmlDecode(await agent.GetStringAsync(new Uri($"/customers/{head}", UriKind.Relative)));

        await using var db = Open();
        var row = await db.Customers.SingleAsync(customer => customer.Key == member);
        Assert.Equal(head, row.ParentKey);
        Assert.Equal(["大件配送", "月结"], row.Needs);
        Assert.Equal((null, "manual"), (row.VerifiedAt, row.Source));
        Assert.Contains("东方物流有限公司", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_is_found_by_surname_end_of_the_number_and_company_at_once()
    {
        using var agent = await Host.SignedInAsync("agent");
        var customer = await CustomerAsync(agent, "北方仪器有限公司");
        await ContactAsync(agent, customer, "张晓梅", "139 1234 7788");
        var other = await CustomerAsync(agent, "南方仪器有限公司");
        await ContactAsync(agent, other, "张晓兰", "139 1234 9911");

        var found = await SearchAsync(agent, "张女士 7788 北方");
        var byNumber = await SearchAsync(agent, "13912349911");
        var nobody = await SearchAsync(agent, "李女士 7788 北方");

        Assert.Contains("北方仪器", found, StringComparison.Ordinal);
        Assert.DoesNotContain("南方仪器", found, StringComparison.Ordinal);
        Assert.Contains("南方仪器", byNumber, StringComparison.Ordinal);
        Assert.DoesNotContain("北方仪器", nobody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_people_of_a_renamed_company_are_found_by_its_new_name()
    {
        using var agent = await Host.SignedInAsync("agent");
        var customer = await CustomerAsync(agent, "旧名贸易公司");
        await ContactAsync(agent, customer, "赵国强", "13700001234");

        using var saved = await TestHost.PostFormAsync(
            agent, $"/customers/{customer}/edit", ("Fields.Name", "新名贸易公司"), ("Fields.Revision", "0"));

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("赵国强", await SearchAsync(agent, "赵先生 新名"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_without_any_address_is_refused_and_what_was_typed_stays()
    {
        using var agent = await Host.SignedInAsync("agent");
        var customer = await CustomerAsync(agent, "无址公司");

        using var refused = await TestHost.PostFormAsync(
            agent, $"/customers/{customer}/contacts/new", ("Fields.Name", "Typed Name"), ("Fields.Language", "en"));
        var page = await refused.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Typed Name", page, StringComparison.Ordinal);
        Assert.Contains("at least one of phone", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_number_twice_needs_a_word_that_it_is_another_person()
    {
        using var agent = await Host.SignedInAsync("agent");
        var customer = await CustomerAsync(agent, "同号公司");
        await ContactAsync(agent, customer, "First", "13600005678");

        using var warned = await PostContactAsync(agent, customer, "Second", "136 0000 5678");
        using var meant = await PostContactAsync(agent, customer, "Second", "136 0000 5678", ("Fields.IsKnownElsewhere", "true"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect), (warned.StatusCode, meant.StatusCode));
    }

    [Fact]
    public async Task A_mark_belongs_to_the_address_and_survives_a_new_record_of_it()
    {
        using var agent = await Host.SignedInAsync("agent");
        var customer = await CustomerAsync(agent, "勿扰公司");
        var contact = await ContactAsync(agent, customer, "Quiet", "13500004321");

        using var marked = await TestHost.PostFormAsync(
            agent, $"/contacts/{contact}", $"/contacts/{contact}?handler=Mark", ("channel", "phone"), ("purpose", "all"));
        var again = await ContactAsync(agent, customer, "Quiet again", "13500004321", ("Fields.IsKnownElsewhere", "true"));
        var page = await agent.GetStringAsync(new Uri($"/contacts/{again}", UriKind.Relative));
        using var lifted = await TestHost.PostFormAsync(
            agent, $"/contacts/{again}", $"/contacts/{again}?handler=EndMark", ("channel", "phone"), ("purpose", "all"));

        Assert.Contains("not by phone (all purposes)", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("There is no mark", await agent.GetStringAsync(new Uri($"/contacts/{contact}", UriKind.Relative)),
            StringComparison.Ordinal);
        await using var db = Open();
        // What held when stays on record.
        Assert.NotNull((await db.DoNotContacts.OrderByDescending(row => row.Key).FirstAsync(row => row.Channel == "phone")).HoldsUntil);
    }

    [Fact]
    public async Task A_change_by_somebody_else_meanwhile_is_not_overwritten()
    {
        using var agent = await Host.SignedInAsync("agent");
        using var lead = await Host.SignedInAsync("lead");
        var customer = await CustomerAsync(agent, "两人公司");

        using var first = await TestHost.PostFormAsync(
            lead, $"/customers/{customer}/edit", ("Fields.Name", "两人公司一"), ("Fields.Revision", "0"));
        using var second = await TestHost.PostFormAsync(
            agent, $"/customers/{customer}/edit", ("Fields.Name", "两人公司二"), ("Fields.Revision", "0"));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.UnprocessableEntity), (first.StatusCode, second.StatusCode));
        await using var db = Open();
        Assert.Equal("两人公司一", (await db.Customers.SingleAsync(row => row.Key == customer)).Name);
    }

    [Fact]
    public async Task Each_field_knows_since_when_it_holds()
    {
        using var agent = await Host.SignedInAsync("agent");
        var customer = await CustomerAsync(agent, "字段公司");
        await using var db = Open();
        var before = await AgesAsync(db, customer);

        using var saved = await TestHost.PostFormAsync(
            agent, $"/customers/{customer}/edit", ("Fields.Name", "字段公司"), ("Fields.Region", "上海"), ("Fields.Revision", "0"));
        var after = await AgesAsync(db, customer);

        Assert.Equal(before["name"], after["name"]);
        Assert.DoesNotContain("region", before.Keys);
        Assert.Contains("region", after.Keys);
    }

    [Fact]
    public async Task Who_sees_only_the_own_customers_finds_no_others()
    {
        using var agent = await Host.SignedInAsync("agent");
        using var sales = await Host.SignedInAsync("sales");
        var customer = await CustomerAsync(agent, "隐形电子有限公司");
        await ContactAsync(agent, customer, "钱多多", "13400008765");

        var found = await SearchAsync(sales, "隐形电子");
        var byNumber = await SearchAsync(sales, "8765");
        using var page = await sales.GetAsync(new Uri($"/customers/{customer}", UriKind.Relative));

        Assert.DoesNotContain("隐形电子有限公司", found, StringComparison.Ordinal);
        Assert.DoesNotContain("隐形电子有限公司", byNumber, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
    }

    [Fact]
    public async Task The_timeline_tells_what_happened_with_pain_marked()
    {
        using var agent = await Host.SignedInAsync("agent");
        var customer = await CustomerAsync(agent, "时间线公司");
        await ContactAsync(agent, customer, "孙小雨", "13300002468");
        await using (var db = Open())
        {
            db.Add(new Purchase
            {
                Key = await Host.Services.GetRequiredService<KeyBlocks>().NextAsync(CancellationToken.None), CustomerKey = customer,
                BoughtOn = new DateOnly(2026, 3, 1), Product = "Pump P-7", Quantity = 2, Amount = 1380, Reference = "A-1", Source = "api",
            });
            await db.SaveChangesAsync();
        }

        using var sent = await TestHost.PostFormAsync(
            Host.Visitor(), "/complain", ("Category", "delivery"), ("Subject", "Parcel never came"), ("Description", "Nothing yet."),
            ("Severity", "normal"), ("Name", "孙小雨"), ("Phone", "13300002468"));
        var page = WebUtility.HtmlDecode(await agent.GetStringAsync(new Uri($"/customers/{customer}", UriKind.Relative)));

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Contains("Bought Pump P-7 × 2, 1,380 CNY", page, StringComparison.Ordinal);
        Assert.Contains("Parcel never came", page, StringComparison.Ordinal);
        Assert.Contains("pain point", page, StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, DateTimeOffset>> AgesAsync(CustomerFlowDb db, long key) =>
        await db.RecordFields.AsNoTracking().Where(row => row.RecordKey == key).ToDictionaryAsync(row => row.Field, row => row.ChangedAt);

    private static async Task<string> SearchAsync(HttpClient who, string typed) => WebUtility.HtmlDecode(
        await who.GetStringAsync(new Uri($"/customers?q={Uri.EscapeDataString(typed)}", UriKind.Relative)));

    private static async Task<long> CustomerAsync(HttpClient who, string name, params (string, string)[] more)
    {
        using var answer = await TestHost.PostFormAsync(who, "/customers/new", [("Fields.Name", name), .. more]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return long.Parse(answer.Headers.Location!.ToString().Split('/')[^1], CultureInfo.InvariantCulture);
    }

    private static Task<HttpResponseMessage> PostContactAsync(
        HttpClient who, long customer, string name, string phone, params (string, string)[] more) => TestHost.PostFormAsync(
        who, $"/customers/{customer}/contacts/new", [("Fields.Name", name), ("Fields.Phone", phone), ("Fields.Language", "zh"), .. more]);

    private async Task<long> ContactAsync(HttpClient who, long customer, string name, string phone, params (string, string)[] more)
    {
        using var answer = await PostContactAsync(who, customer, name, phone, more);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await using var db = Open();
        return await db.Contacts.Where(row => row.CustomerKey == customer && row.Name == name).Select(row => row.Key).SingleAsync();
    }

    private async Task<string> NumberAsync(long key)
    {
        await using var db = Open();
        return await db.Customers.Where(row => row.Key == key).Select(row => row.Number).SingleAsync();
    }

    private CustomerFlowDb Open() => Host.Services.GetRequiredService<DbPool>().Open(AccessScope.System("test"));
}
