using System.Net;
using System.Text.Json;
using CustomerFlow.Host.Shared;
using CustomerFlow.Testing;

namespace CustomerFlow.Host.Tests.Shared;

public sealed class ShellTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private TestHost Host => fixture.Host;

    [Theory]
    [InlineData("/sign-in", false)]
    [InlineData("/nowhere", false)]
    [InlineData("/health/live", false)]
    [InlineData("/css/customerflow.css", false)]
    public async Task Every_answer_carries_the_security_headers(string address, bool allowsInlineStyles)
    {
        using var visitor = Host.Visitor();

        using var answer = await visitor.GetAsync(new Uri(address, UriKind.Relative));

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal(allowsInlineStyles, policy.Contains("unsafe-inline", StringComparison.Ordinal));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9", "lang=\"zh-CN\"", "用户名")]
    [InlineData("zh-TW", "lang=\"zh-CN\"", "用户名")]
    [InlineData("en-US", "lang=\"en\"", "User name")]
    [InlineData("fr", "lang=\"en\"", "User name")]
    public async Task A_visitor_is_spoken_to_in_the_browser_s_language(string accepted, string language, string label)
    {
        using var visitor = Host.Visitor();
        visitor.DefaultRequestHeaders.AcceptLanguage.ParseAdd(accepted);

        var page = await visitor.GetStringAsync(new Uri("/sign-in", UriKind.Relative));

        Assert.Contains(language, page, StringComparison.Ordinal);
        Assert.Contains(label, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_that_a_visitor_chose_stands_above_all_others()
    {
        using var agent = await Host.SignedInAsync("agent");
        (await TestHost.PostFormAsync(agent, "/account", "/language", ("language", "zh"), ("returnUrl", "/account"))).Dispose();

        var page = await agent.GetStringAsync(new Uri("/account", UriKind.Relative));

        Assert.Contains("我的账号", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_gets_a_problem_in_its_language_with_a_type_that_stays()
    {
        using var program = Host.Visitor();
        program.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh");

        using var answer = await program.GetAsync(new Uri("/api/me", UriKind.Relative));

        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("urn:customerflow:problem:sign-in-needed", problem.RootElement.GetProperty("type").GetString());
        Assert.Equal("请先登录", problem.RootElement.GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_role_that_may_not_open_a_page_gets_403_and_a_page_that_says_so()
    {
        using var agent = await Host.SignedInAsync("agent");

        using var answer = await agent.GetAsync(new Uri("/failures", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Your role does not allow this", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("admin", "/tasks", "/cases", "/customers", "/people", "/failures", "/account")]
    [InlineData("auditor", "/cases", "/customers", "/account")]
    [InlineData("owner", "/cases", "/customers", "/account")]
    public async Task The_pages_of_the_menu_open_on_an_empty_company(string username, params string[] pages)
    {
        using var person = await Host.SignedInAsync(username);

        foreach (var page in pages)
        {
            using var answer = await person.GetAsync(new Uri(page, UriKind.Relative));
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{page}: {answer.StatusCode}");
        }
    }

    [Fact]
    public void Every_kind_of_problem_has_a_type_of_its_own() =>
        Assert.Equal(Problems.All.Count, Problems.All.Select(kind => kind.Type).Distinct().Count());
}
