using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Tasks;
using CustomerFlow.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Tasks;

/// <summary>The inbox over HTTP: whose tasks, in which order, page by page, and what happens when two are fast.</summary>
public sealed partial class InboxTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const int MoreThanOnePage = 53;

    private TestHost Host => fixture.Host;

    private OpenTasks Tasks => new(Host);

    private DateTimeOffset Now => Host.Services.GetRequiredService<BusinessClock>().Now;

    [Fact]
    public void Counting_ends_at_a_limit_and_says_so()
    {
        Assert.Equal("999", TaskCounts.Text(TaskCounts.CountedMax));
        Assert.Equal("999+", TaskCounts.Text(TaskCounts.CountedMax + 1));
    }

    [Fact]
    public async Task Tasks_due_at_the_same_moment_and_those_without_are_read_page_by_page_without_gaps_or_repeats()
    {
        var due = Now.AddDays(3);
        var expected = new List<long>();
        for (var number = 0; number < MoreThanOnePage; number++) expected.Add(await Tasks.StartAsync("owner", number % 5 == 0 ? null : due));
        await Tasks.GiveAsync(expected[0], "manager");
        using var manager = await Host.SignedInAsync("manager");
        foreach (var task in expected) await Tasks.GiveAsync(task, "manager");

        var first = await manager.GetStringAsync(Uri("/tasks"));
        // Somebody else takes one that was on the first page: the second page must not skip one for it.
        await Tasks.GiveAsync(KeysOn(first)[3], "lead");
        var second = await manager.GetStringAsync(Uri(WebUtility.HtmlDecode(Next().Match(first).Groups[1].Value)));

        Assert.Equal(50, KeysOn(first).Count);
        Assert.Equal(expected.Order(), KeysOn(first).Concat(KeysOn(second)).Order());
        var dueOnes = expected.Where((_, number) => number % 5 != 0).Order().ToList();
        Assert.Equal(dueOnes, KeysOn(first).Take(dueOnes.Count));
    }

    [Fact]
    public async Task Tasks_of_several_lists_of_groups_and_of_the_person_alone_are_one_list_page_by_page()
    {
        var due = Now.AddDays(4);
        string[][] lists = [["sales"], ["sales", "service"], ["service", "sales"], []];
        List<(DateTimeOffset? Due, long Key)> expected = [];
        for (var number = 0; number < MoreThanOnePage; number++)
        {
            DateTimeOffset? at = number % 6 == 5 ? null : due.AddHours(number % 3);
            var groups = lists[number % lists.Length];
            var task = await Tasks.StartAsync(due: at, groups: groups);
            if (groups.Length == 0) await Tasks.OnlyForAsync(task, "sales");
            expected.Add((at, task));
        }

        var foreign = await Tasks.StartAsync(due: due, groups: ["service"]);
        using var sales = await Host.SignedInAsync("sales");

        var first = await sales.GetStringAsync(Uri("/tasks?view=groups"));
        var second = await sales.GetStringAsync(Uri(WebUtility.HtmlDecode(Next().Match(first).Groups[1].Value)));

        var read = KeysOn(first).Concat(KeysOn(second)).ToList();
        Assert.Equal(expected.OrderBy(task => task.Due ?? DateTimeOffset.MaxValue).ThenBy(task => task.Key).Select(task => task.Key), read);
        Assert.DoesNotContain(foreign, read);
    }

    [Fact]
    public async Task The_second_who_claims_is_told_who_was_first()
    {
        var task = await Tasks.StartAsync();
        using var lead = await EnglishAsync("lead");
        using var agent = await EnglishAsync("agent");
        var open = await agent.GetStringAsync(Uri("/tasks?view=groups"));

        using var first = await TestHost.PostFormAsync(lead, "/tasks?view=groups", "/tasks?handler=Claim&view=groups", ("key", $"{task}"));
        using var second = await TestHost.PostFormAsync(agent, "/tasks?view=groups", "/tasks?handler=Claim&view=groups", ("key", $"{task}"));
        using var third = await TestHost.PostFormAsync(agent, "/account", $"/tasks/{task}?handler=Claim");

        Assert.Contains(task, KeysOn(open));
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (second.StatusCode, third.StatusCode));
        Assert.Contains("Su Min has claimed this task before you.", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Su Min has claimed this task before you.", await third.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("lead", (await Tasks.RowAsync(task)).Assignee);
        var after = await agent.GetStringAsync(Uri("/tasks?view=groups"));
        Assert.DoesNotContain("before you", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_who_claim_at_once_exactly_one_gets_the_task()
    {
        var task = await Tasks.StartAsync();
        using var lead = await Host.SignedInAsync("lead");
        using var agent = await Host.SignedInAsync("agent");
        using var admin = await Host.SignedInAsync("admin");

        var answers = await Task.WhenAll(new[] { lead, agent, admin }.Select(person =>
            TestHost.PostFormAsync(person, "/account", "/tasks?handler=Claim&view=groups", ("key", $"{task}"))));

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
    }

    [Fact]
    public async Task A_task_given_back_is_in_the_group_s_list_again()
    {
        var task = await Tasks.StartAsync("agent");
        using var agent = await EnglishAsync("agent");
        using var lead = await EnglishAsync("lead");

        using var given = await TestHost.PostFormAsync(agent, $"/tasks/{task}", $"/tasks/{task}?handler=Unclaim");

        Assert.Equal("/tasks?view=groups", given.Headers.Location!.ToString());
        Assert.Contains(task, KeysOn(await lead.GetStringAsync(Uri("/tasks?view=groups"))));
        Assert.DoesNotContain(task, KeysOn(await agent.GetStringAsync(Uri("/tasks"))));
    }

    [Fact]
    public async Task Due_times_are_coloured_by_how_near_they_are()
    {
        await Tasks.StartAsync("sales", Now.AddHours(-2));
        await Tasks.StartAsync("sales", Now.AddDays(20));
        await Tasks.StartAsync("sales");
        using var sales = await EnglishAsync("sales");

        var page = await sales.GetStringAsync(Uri("/tasks"));

        Assert.Contains("cf-due is-overdue", page, StringComparison.Ordinal);
        Assert.Contains("cf-due is-later", page, StringComparison.Ordinal);
        Assert.Contains("cf-due is-none", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("propose", true)]
    [InlineData("REMEDY", true)]
    [InlineData("100%", false)]
    [InlineData("_", false)]
    [InlineData("nothing like that", false)]
    public async Task Search_finds_by_name_and_takes_wildcards_as_they_are(string text, bool finds)
    {
        var task = await Tasks.StartAsync("lead", Now.AddMinutes(-30));
        using var lead = await EnglishAsync("lead");

        var page = await lead.GetStringAsync(Uri($"/tasks?q={System.Uri.EscapeDataString(text)}"));

        Assert.Equal(finds, KeysOn(page).Contains(task));
        if (!finds) Assert.Contains("No task matches", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_finds_the_name_that_the_reader_sees_in_either_language()
    {
        var task = await Tasks.StartAsync("manager", Now.AddMinutes(-30));
        using var manager = await Host.SignedInAsync("manager");

        var found = await manager.GetStringAsync(Uri($"/tasks?q={System.Uri.EscapeDataString("处理方案")}"));
        var other = await manager.GetStringAsync(Uri($"/tasks?q={System.Uri.EscapeDataString("审批方案")}"));

        Assert.Contains("提出处理方案", found, StringComparison.Ordinal);
        Assert.Contains(task, KeysOn(found));
        Assert.DoesNotContain(task, KeysOn(other));
    }

    [Theory]
    [InlineData("auditor", null, "/tasks", HttpStatusCode.Forbidden, "Your role does not allow this")]
    [InlineData("manager", "en", "/tasks?q=zzz", HttpStatusCode.OK, "Try another word, or clear the search.")]
    [InlineData("manager", "zh", "/tasks?q=zzz", HttpStatusCode.OK, "请换一个词，或清除搜索条件。")]
    public async Task A_list_with_nothing_in_it_says_what_to_do(
        string username, string? language, string path, HttpStatusCode status, string advice)
    {
        using var person = await Host.SignedInAsync(username);
        (await TestHost.PostFormAsync(person, "/account", "/language", ("language", language ?? "en"), ("returnUrl", "/account"))).Dispose();

        using var answer = await person.GetAsync(Uri(path));

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(advice, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_text_of_any_length_is_answered()
    {
        using var lead = await EnglishAsync("lead");

        using var answer = await lead.GetAsync(Uri("/tasks?q=" + new string('x', 5000)));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var cut = $"name=\"q\" value=\"{new string('x', 100)}\"";
        Assert.Contains(cut, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static Uri Uri(string path) => new(path, UriKind.Relative);

    private static List<long> KeysOn(string page) => [.. Row().Matches(page).Select(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    private async Task<HttpClient> EnglishAsync(string username)
    {
        var person = await Host.SignedInAsync(username);
        (await TestHost.PostFormAsync(person, "/account", "/language", ("language", "en"), ("returnUrl", "/account"))).Dispose();
        return person;
    }

    [GeneratedRegex("class=\"cf-row-title\" href=\"/tasks/(\\d+)\"")]
    private static partial Regex Row();

    [GeneratedRegex("href=\"(/tasks\\?[^\"]*after=[^\"]*)\"")]
    private static partial Regex Next();
}
