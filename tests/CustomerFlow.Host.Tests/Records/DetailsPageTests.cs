using System.Net;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Records;

/// <summary>A contact is asked by mail for the own details, and answers on a page without signing in.</summary>
public sealed class DetailsPageTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private TestHost Host => fixture.Host;

    private RecordScene Scene => new(Host);

    [Fact]
    public async Task Opening_the_page_changes_nothing_and_shows_no_address_in_full()
    {
        var asked = await AskAsync("甲确认公司", "13811112201", "jia@example.cn");
        using var visitor = English();
        var before = await TracesAsync();

        var page = await RecordScene.PageAsync(visitor, asked.Path);
        using var again = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Head, asked.Path));

        Assert.Equal(before, await TracesAsync());
        Assert.Contains("***2201", page, StringComparison.Ordinal);
        Assert.Contains("j***@example.cn", page, StringComparison.Ordinal);
        Assert.DoesNotContain("13811112201", page, StringComparison.Ordinal);
        Assert.DoesNotContain("jia@example.cn", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirming_stamps_the_fields_ends_the_update_and_cannot_be_done_twice()
    {
        var asked = await AskAsync("乙确认公司", "13811112202", "yi@example.cn");
        using var visitor = English();

        using var first = await TestHost.PostFormAsync(visitor, asked.Path, asked.Path + "?handler=Confirm");
        var thanks = await RecordScene.PageAsync(visitor, asked.Path);
        var later = await RecordScene.PageAsync(visitor, asked.Path);

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Contains("Thank you", thanks, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Confirm", later, StringComparison.Ordinal);
        await using var db = Scene.Open();
        var phone = await db.RecordFields.SingleAsync(row => row.RecordKey == asked.Contact && row.Field == "phone");
        Assert.NotNull(phone.ConfirmedAt);
        Assert.Null(phone.ByKey);
        Assert.Empty(await Scene.ChangesAsync(asked.Customer));
        await Until.TrueAsync(async () => await IsEndedAsync(asked.Instance), "the update had ended");
    }

    [Fact]
    public async Task A_correction_waits_for_a_colleague_s_check()
    {
        var asked = await AskAsync("丙确认公司", "13811112203", "bing@example.cn");
        using var visitor = English();
        using var agent = await Host.SignedInAsync("agent");

        using var sent = await TestHost.PostFormAsync(
            visitor, asked.Path, asked.Path + "?handler=Correct", ("Fields.Phone", "13899992203"));
        var waiting = await Scene.PhoneAsync(asked.Contact);
        var task = await Scene.TaskAsync(asked.Customer);
        var sheet = await RecordScene.PageAsync(agent, $"/tasks/{task.Key}");
        await RecordScene.DecideAsync(agent, task, ("result", "approve"));

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal("13811112203", waiting);
        Assert.Contains("the customer", sheet, StringComparison.Ordinal);
        Assert.Contains("<ins>13899992203</ins>", sheet, StringComparison.Ordinal);
        Assert.Equal("13899992203", await Scene.PhoneAsync(asked.Contact));
        await using var db = Scene.Open();
        Assert.Equal(OneAnswer, await db.PublicLinks.Where(row => row.Key == asked.Link).Select(row => row.Answer).SingleAsync());
    }

    [Fact]
    public async Task Answered_twice_at_once_one_counts()
    {
        var asked = await AskAsync("丁确认公司", "13811112204", "ding@example.cn");
        using var one = Host.Visitor();
        using var other = Host.Visitor();

        var answers = await Task.WhenAll(
            TestHost.PostFormAsync(one, asked.Path, asked.Path + "?handler=Correct", ("Fields.Phone", "13899992204")),
            TestHost.PostFormAsync(other, asked.Path, asked.Path + "?handler=Correct", ("Fields.Phone", "13877772204")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        Assert.Single(await Scene.ChangesAsync(asked.Customer));
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task Bad_input_is_said_beside_the_field_and_stays()
    {
        var asked = await AskAsync("戊确认公司", "13811112205", "wu@example.cn");
        using var visitor = English();

        using var refused = await TestHost.PostFormAsync(
            visitor, asked.Path, asked.Path + "?handler=Correct", ("Fields.Email", "not an address"), ("Fields.Name", "吴先生"));
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        using var empty = await TestHost.PostFormAsync(visitor, asked.Path, asked.Path + "?handler=Correct");

        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (refused.StatusCode, empty.StatusCode));
        Assert.Contains("not an address", page, StringComparison.Ordinal);
        Assert.Contains("吴先生", page, StringComparison.Ordinal);
        Assert.Empty(await Scene.ChangesAsync(asked.Customer));
    }

    [Fact]
    public async Task A_link_that_is_unknown_or_over_shows_nothing()
    {
        var asked = await AskAsync("己确认公司", "13811112206", "ji@example.cn", TimeSpan.FromMinutes(-1));
        using var visitor = English();

        using var over = await visitor.GetAsync(new Uri(asked.Path, UriKind.Relative));
        using var unknown = await visitor.GetAsync(new Uri("/d/AAAAAAAAAAAAAAAAAAAAAA", UriKind.Relative));

        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.NotFound), (over.StatusCode, unknown.StatusCode));
    }

    [Fact]
    public async Task Who_wants_no_such_mail_gets_none()
    {
        using var agent = await Host.SignedInAsync("agent");
        using var lead = await Host.SignedInAsync("lead");
        var customer = await RecordScene.CustomerAsync(lead, "庚确认公司");
        var contact = await Scene.ContactAsync(lead, customer, "庚", "13811112207", ("Fields.Email", "geng@example.cn"));
        using var marked = await TestHost.PostFormAsync(
            agent, $"/contacts/{contact}", $"/contacts/{contact}?handler=Mark", ("channel", "mail"), ("purpose", "follow-up"));

        using var asked = await TestHost.PostFormAsync(agent, $"/contacts/{contact}", $"/contacts/{contact}?handler=Ask");
        var page = await RecordScene.PageAsync(agent, $"/contacts/{contact}");

        Assert.Contains("does not want such mail", page, StringComparison.Ordinal);
        await using var db = Scene.Open();
        Assert.False(await db.Set<OutgoingMailRow>().AnyAsync(row => row.Purpose == "details" && row.RecipientKey == contact));
    }

    private HttpClient English()
    {
        var visitor = Host.Visitor();
        visitor.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return visitor;
    }

    private const string OneAnswer = "corrected";

    private async Task<Asked> AskAsync(string name, string phone, string email, TimeSpan? lifetime = null)
    {
        using var agent = await Host.SignedInAsync("agent");
        using var lead = await Host.SignedInAsync("lead");
        var customer = await RecordScene.CustomerAsync(lead, name);
        var contact = await Scene.ContactAsync(lead, customer, name + "联系人", phone, ("Fields.Email", email));
        await RecordScene.DecideAsync(agent, await Scene.TaskAsync(customer), ("result", "approve"));
        using var sent = await TestHost.PostFormAsync(agent, $"/contacts/{contact}", $"/contacts/{contact}?handler=Ask");
        await using var db = Scene.Open();
        var mail = await db.Set<OutgoingMailRow>().AsNoTracking().SingleAsync(row => row.Purpose == "details" && row.RecipientKey == contact);
        var link = await db.PublicLinks.AsNoTracking().SingleAsync(row => row.Purpose == "details" && row.ContactKey == contact);
        Assert.Equal("zh", mail.Language);
        // The mail's own token is nobody's to know: another one to the same place.
        var token = LinkToken.Create();
        var now = Host.Services.GetRequiredService<BusinessClock>().Now;
        var key = await Host.Services.GetRequiredService<KeyBlocks>().NextAsync(CancellationToken.None);
        db.Add(new PublicLink
        {
            Key = key, TokenHash = token.Hash, Purpose = "details", ContactKey = contact, InstanceKey = link.InstanceKey,
            CreatedAt = now.AddDays(-1), ExpiresAt = now + (lifetime ?? TimeSpan.FromDays(30)),
        });
        await db.SaveChangesAsync();
        return new Asked(customer, contact, link.InstanceKey!.Value, key, $"/d/{token.Text}");
    }

    private async Task<bool> IsEndedAsync(long instanceKey)
    {
        await using var db = Scene.Open();
        return await db.Set<InstanceRow>().AnyAsync(row => row.Key == instanceKey && row.EndedAt != null);
    }

    private async Task<string> TracesAsync()
    {
        await using var db = Scene.Open();
        return string.Join(
            ',', await db.Set<TurnLogRow>().CountAsync(), await db.RecordFields.CountAsync(row => row.ConfirmedAt != null),
            await db.RecordChanges.CountAsync(), await db.PublicLinks.CountAsync(row => row.AnsweredAt != null),
            await db.AuditEntries.CountAsync(row => row.Subject != "outgoing_mail"));
    }

    private sealed record Asked(long Customer, long Contact, long Instance, long Link, string Path);
}
