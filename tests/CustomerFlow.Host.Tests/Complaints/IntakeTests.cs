using System.Net;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Complaints;

public sealed class IntakeTests : IAsyncLifetime
{
    private const string Page = "/complaints/new";

    private ComplaintScene scene = null!;

    public async Task InitializeAsync() => scene = await ComplaintScene.StartAsync();

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task A_caller_without_mail_is_taken_in_and_the_number_is_there_to_be_read_aloud()
    {
        using var agent = await AgentAsync();

        using var sent = await PostAsync(agent, "Open", Fields());

        Assert.Equal("/complaints/taken", sent.Headers.Location!.ToString());
        var taken = await agent.GetStringAsync(sent.Headers.Location);
        await using var db = scene.Db();
        var complaint = await db.Complaints.SingleAsync();
        var number = await db.Set<CaseRow>().Select(row => row.Number).SingleAsync();
        Assert.Contains(number, taken, StringComparison.Ordinal);
        Assert.Equal("phone", complaint.Channel);
        Assert.NotNull(complaint.EnteredByKey);
    }

    [Theory]
    [InlineData("13800138000")]
    [InlineData("138-0013-8000")]
    [InlineData("8000")]
    [InlineData("li.hua@example.cn")]
    [InlineData("Li Hua")]
    public async Task A_known_caller_is_found_with_the_open_cases_and_nothing_typed_is_lost(string typed)
    {
        var opened = await scene.OpenAsync();
        using var agent = await AgentAsync();

        using var found = await PostAsync(agent, "Search", Fields(("Input.Search", typed), ("Input.Subject", "Typed before searching")));

        var page = await found.Content.ReadAsStringAsync();
        Assert.Contains("cf-chosen", page, StringComparison.Ordinal);
        Assert.Contains(opened.Number, page, StringComparison.Ordinal);
        Assert.Contains("Typed before searching", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_number_becomes_the_phone_of_the_new_contact()
    {
        using var agent = await AgentAsync();

        using var found = await PostAsync(agent, "Search", ("Input.Search", "13912340000"));

        Assert.Matches("name=\"Input.Phone\" value=\"13912340000\"", await found.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_chosen_caller_gets_the_complaint_without_another_contact()
    {
        await scene.OpenAsync();
        await using var db = scene.Db();
        var contact = await db.Contacts.SingleAsync();
        using var agent = await AgentAsync();

        using var sent = await PostAsync(agent, "Open", Fields(("Input.ContactKey", $"{contact.Key}"), ("Input.Name", ""), ("Input.Phone", "")));

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal((2, 1), (await db.Complaints.CountAsync(row => row.ContactKey == contact.Key), await db.Contacts.CountAsync()));
    }

    [Fact]
    public async Task What_was_written_down_is_added_to_an_open_case_instead()
    {
        var opened = await scene.OpenAsync();
        using var agent = await AgentAsync();

        using var sent = await PostAsync(agent, "Append", Fields(("appendTo", $"{opened.Key}")));

        Assert.Equal($"/cases/{opened.Key}", sent.Headers.Location!.ToString());
        await using var db = scene.Db();
        var added = await db.Interactions.SingleAsync();
        Assert.Equal((opened.Key, "phone", true), (added.CaseKey, added.Channel, added.Inbound));
        Assert.NotNull(added.PersonKey);
        Assert.Equal(1, await db.Complaints.CountAsync());
    }

    [Fact]
    public async Task The_time_received_starts_the_clock_and_is_kept_apart_from_the_time_entered()
    {
        using var agent = await AgentAsync();

        using var sent = await PostAsync(agent, "Open", Fields(("Input.ReceivedAt", "2026-01-05T09:30")));
        using var wrong = await PostAsync(agent, "Open", Fields(("Input.ReceivedAt", "yesterday")));

        await using var db = scene.Db();
        var complaint = await db.Complaints.SingleAsync();
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 9, 30, 0, TimeSpan.FromHours(8)), complaint.ReceivedAt);
        Assert.True(complaint.EnteredAt > complaint.ReceivedAt);
        Assert.Contains("Give a valid date and time.", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_half_done_one_is_put_aside_found_again_and_gone_once_it_is_taken_in()
    {
        using var agent = await AgentAsync();
        using var saved = await PostAsync(agent, "Save", ("Input.Subject", "Line broke"), ("Input.Name", "Wang"));
        await using var db = scene.Db();
        var draft = await db.Set<Data.Complaints.ComplaintDraft>().SingleAsync();
        using var lead = await scene.Host.SignedInAsync("lead");

        var list = await agent.GetStringAsync(new Uri(Page, UriKind.Relative));
        var again = await agent.GetStringAsync(new Uri($"{Page}?draft={draft.Key}", UriKind.Relative));
        var foreign = await lead.GetStringAsync(new Uri($"{Page}?draft={draft.Key}", UriKind.Relative));
        using var sent = await PostAsync(agent, "Open", Fields(("Input.DraftKey", $"{draft.Key}")));

        Assert.Contains($"draft={draft.Key}", list, StringComparison.Ordinal);
        Assert.Contains("value=\"Line broke\"", again, StringComparison.Ordinal);
        Assert.DoesNotContain("Line broke", foreign, StringComparison.Ordinal);
        Assert.Equal(0, await db.Set<Data.Complaints.ComplaintDraft>().CountAsync());
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_opens_one_complaint()
    {
        using var agent = await AgentAsync();
        var fields = Fields(("Input.RequestKey", Guid.NewGuid().ToString("N")));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var sent = await PostAsync(agent, "Open", fields);
            Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        }));

        await using var db = scene.Db();
        Assert.Equal(1, await db.Complaints.CountAsync());
    }

    [Fact]
    public async Task One_about_a_colleague_of_the_team_is_taken_in_and_then_hidden_from_the_one_who_took_it()
    {
        await using var db = scene.Db();
        var named = await db.People.SingleAsync(row => row.UserName == "lead");
        using var agent = await AgentAsync();

        using var sent = await PostAsync(agent, "Open", Fields(("Input.NamedPersonKey", $"{named.Key}")));

        var taken = await agent.GetStringAsync(sent.Headers.Location);
        Assert.Contains("you cannot open it", taken, StringComparison.Ordinal);
        Assert.DoesNotContain("/cases/", taken.Split("<main")[1].Split("</main>")[0], StringComparison.Ordinal);
        Assert.True((await db.Complaints.IgnoreQueryFilters().SingleAsync()).Restricted);
    }

    [Fact]
    public async Task What_is_missing_is_said_at_its_field_in_both_languages()
    {
        using var agent = await AgentAsync();
        using var lead = await scene.Host.SignedInAsync("lead");

        using var english = await PostAsync(agent, "Open", Fields(("Input.Subject", "")));
        using var chinese = await PostAsync(lead, "Open", Fields(("Input.Subject", ""), ("Input.NamedPersonKey", "42")));

        Assert.Contains("Say in one line what it is about.", await english.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("没有这个人。", WebUtility.HtmlDecode(await chinese.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        await using var db = scene.Db();
        Assert.Equal(0, await db.Complaints.CountAsync());
    }

    private async Task<HttpClient> AgentAsync()
    {
        var agent = await scene.Host.SignedInAsync("agent");
        agent.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return agent;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient person, string handler, params (string Name, string Value)[] fields) =>
        TestHost.PostFormAsync(person, Page, $"{Page}?handler={handler}", fields);

    private static (string Name, string Value)[] Fields(params (string Name, string Value)[] changes)
    {
        var fields = new Dictionary<string, string>
        {
            ["Input.Name"] = "Zhao Min", ["Input.Phone"] = "13700137000", ["Input.Language"] = "zh", ["Input.Channel"] = "phone",
            ["Input.Category"] = "delivery", ["Input.Severity"] = "normal", ["Input.Subject"] = "No parcel", ["Input.Description"] = "Waits since Monday.",
        };
        foreach (var (name, value) in changes) fields[name] = value;
        return [.. fields.Select(field => (field.Key, field.Value))];
    }
}
