using System.Net;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Tests.Complaints;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Public;

public sealed class ComplainTests : IAsyncLifetime
{
    private ComplaintScene scene = null!;

    public async Task InitializeAsync() => scene = await ComplaintScene.StartAsync();

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task A_visitor_complains_and_is_shown_the_number_and_the_link()
    {
        using var visitor = Visitor("zh");

        using var answer = await TestHost.PostFormAsync(visitor, "/complain", Fields());

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = await visitor.GetStringAsync(answer.Headers.Location);
        await using var db = scene.Db();
        var complaint = await db.Complaints.SingleAsync();
        var row = await db.Set<CaseRow>().SingleAsync();
        Assert.Contains(row.Number, page, StringComparison.Ordinal);
        Assert.Contains("/s/", page, StringComparison.Ordinal);
        Assert.Equal(("web", "zh", 1280.5m), (complaint.Channel, complaint.Language, complaint.Amount));
        Assert.Null(complaint.EnteredByKey);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_opens_one_complaint()
    {
        using var visitor = Visitor("en");
        var key = ComplaintScene.Hidden(await visitor.GetStringAsync(new Uri("/complain", UriKind.Relative)), "RequestKey");

        using var first = await TestHost.PostFormAsync(visitor, "/complain", Fields(("RequestKey", key)));
        using var second = await TestHost.PostFormAsync(visitor, "/complain", Fields(("RequestKey", key)));

        Assert.Equal(32, key.Length);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        await using var db = scene.Db();
        Assert.Equal(1, await db.Complaints.CountAsync());
    }

    [Fact]
    public async Task A_form_that_was_changed_and_sent_again_is_another_complaint()
    {
        using var visitor = Visitor("en");
        var key = Guid.NewGuid().ToString("N");
        using var first = await TestHost.PostFormAsync(visitor, "/complain", Fields(("RequestKey", key)));

        using var second = await TestHost.PostFormAsync(visitor, "/complain", Fields(("RequestKey", key), ("Subject", "Another matter")));

        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        await using var db = scene.Db();
        Assert.Equal(2, await db.Complaints.CountAsync());
    }

    [Theory]
    [InlineData("Name", "")]
    [InlineData("Subject", "")]
    [InlineData("Description", "")]
    [InlineData("Category", "media")]
    [InlineData("Email", "nobody")]
    [InlineData("Amount", "lots")]
    public async Task What_is_missing_or_wrong_is_said_at_its_field_and_nothing_typed_is_lost(string field, string value)
    {
        using var visitor = Visitor("en");

        using var answer = await TestHost.PostFormAsync(visitor, "/complain", Fields((field, value)));

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("field-validation-error", page, StringComparison.Ordinal);
        Assert.Contains("+86 138 0013 8000", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        await using var db = scene.Db();
        Assert.Equal(0, await db.Complaints.CountAsync());
    }

    [Fact]
    public async Task Neither_mail_nor_phone_is_refused_and_one_of_them_is_enough()
    {
        using var visitor = Visitor("en");

        using var without = await TestHost.PostFormAsync(visitor, "/complain", Fields(("Email", ""), ("Phone", "")));
        using var byPhone = await TestHost.PostFormAsync(visitor, "/complain", Fields(("Email", "")));

        Assert.Equal(HttpStatusCode.OK, without.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, byPhone.StatusCode);
    }

    [Fact]
    public async Task Who_fills_in_the_field_that_people_do_not_see_opens_nothing()
    {
        using var visitor = Visitor("en");

        using var answer = await TestHost.PostFormAsync(visitor, "/complain", Fields(("Website", "http://spam.example")));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var db = scene.Db();
        Assert.Equal(0, await db.Complaints.CountAsync());
    }

    [Fact]
    public async Task The_same_person_is_put_on_file_once_however_the_phone_is_written()
    {
        using var visitor = Visitor("en");

        using var first = await TestHost.PostFormAsync(visitor, "/complain", Fields());
        using var second = await TestHost.PostFormAsync(visitor, "/complain", Fields(("Phone", "138-0013-8000"), ("Email", "LI.HUA@example.cn")));

        await using var db = scene.Db();
        Assert.Equal((2, 1, 1), (await db.Complaints.CountAsync(), await db.Customers.CountAsync(), await db.Contacts.CountAsync()));
    }

    [Fact]
    public async Task Another_address_at_a_known_phone_becomes_a_contact_of_its_own_and_changes_nothing_on_file()
    {
        using var visitor = Visitor("en");
        using var first = await TestHost.PostFormAsync(visitor, "/complain", Fields());
        await using var before = scene.Db();
        var onFile = await before.Contacts.SingleAsync();

        using var second = await TestHost.PostFormAsync(visitor, "/complain", Fields(("Email", "other@example.cn")));

        await using var db = scene.Db();
        Assert.Equal((1, 2), (await db.Customers.CountAsync(), await db.Contacts.CountAsync()));
        Assert.Equal(onFile.EmailSealed, (await db.Contacts.SingleAsync(row => row.Key == onFile.Key)).EmailSealed);
    }

    [Fact]
    public async Task A_link_that_nobody_made_shows_nothing()
    {
        using var answer = await scene.Host.Visitor().GetAsync(new Uri("/complain/sent/AAAAAAAAAAAAAAAAAAAAAA", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static (string Name, string Value)[] Fields(params (string Name, string Value)[] changes)
    {
        var fields = new Dictionary<string, string>
        {
            ["Category"] = "delivery", ["Subject"] = "Parcel never came", ["Description"] = "Nothing since Monday.", ["Severity"] = "normal",
            ["Amount"] = "1,280.50", ["Name"] = "Li Hua", ["Email"] = "li.hua@example.cn", ["Phone"] = "+86 138 0013 8000",
        };
        foreach (var (name, value) in changes) fields[name] = value;
        return [.. fields.Select(field => (field.Key, field.Value))];
    }

    private HttpClient Visitor(string language)
    {
        var visitor = scene.Host.Visitor();
        visitor.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return visitor;
    }
}
