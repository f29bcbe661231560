using System.Net;
using System.Text.RegularExpressions;
using CustomerFlow.Host.Tests.Access;
using CustomerFlow.Testing;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CustomerFlow.Host.Tests.Shared;

/// <summary>What people see when something was refused or failed, and the headers that no page may leave without.</summary>
public sealed partial class ErrorPagesTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private TestHost Host => fixture.Host;

    [Fact]
    public async Task Every_page_carries_the_security_headers_with_a_nonce_of_its_own()
    {
        using var admin = await Host.SignedInAsync("admin");
        var (wrong, nonces, pages) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal), 0);

        foreach (var route in Routes.Of(Host).Where(route => route.Method == "GET" && IsPage(route)))
        {
            using var answer = await admin.GetAsync(new Uri(route.Path, UriKind.Relative));
            pages++;
            var policy = HeaderOf(answer, "Content-Security-Policy");
            var usesIslands = route.Endpoint.Metadata.OfType<object>().Any(data => data.GetType().Name == "UsesIslandsAttribute");
            if (!policy.Contains("default-src 'none'", StringComparison.Ordinal) || policy.Contains("unsafe-eval", StringComparison.Ordinal)
                || !policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal)
                || policy.Contains("'unsafe-inline'", StringComparison.Ordinal) != usesIslands && answer.IsSuccessStatusCode
                || !nonces.Add(Nonce().Match(policy).Value)
                || HeaderOf(answer, "X-Content-Type-Options") != "nosniff" || HeaderOf(answer, "X-Frame-Options") != "DENY"
                || HeaderOf(answer, "Referrer-Policy") != "same-origin")
                wrong.Add($"{route}: {policy}");
        }

        Assert.True(pages > 20, $"{pages} pages");
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("en", 400, "The request is not valid", "reload it and try again")]
    [InlineData("zh", 400, "请求内容有误", "刷新后再试")]
    [InlineData("en", 403, "You are not allowed to do this", "Your role does not allow this")]
    [InlineData("zh", 403, "您没有权限执行此操作", "您的角色无权执行此操作")]
    [InlineData("en", 404, "Not found", "This page does not exist")]
    [InlineData("zh", 404, "未找到", "这个页面不存在")]
    [InlineData("en", 429, "Too many requests", "Try again in a minute")]
    [InlineData("zh", 429, "请求过于频繁", "一分钟后再试")]
    [InlineData("en", 500, "Something went wrong on our side", "tell us the number below")]
    [InlineData("zh", 500, "系统出现意外错误", "把下面的编号告诉我们")]
    public async Task Each_refusal_has_a_page_that_says_what_happened_and_what_to_do(string language, int status, string title, string advice)
    {
        using var visitor = Host.Visitor();
        visitor.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        using var answer = await visitor.GetAsync(new Uri($"/error/{status}", UriKind.Relative));

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(title, page, StringComparison.Ordinal);
        Assert.Contains(advice, page, StringComparison.Ordinal);
        Assert.DoesNotContain(" at CustomerFlow.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "What you typed is kept below")]
    [InlineData("zh", "您的填写保留在下面")]
    public async Task A_form_from_an_expired_page_is_kept_and_one_click_sends_it_again(string language, string kept)
    {
        using var admin = await Host.SignedInAsync("admin");
        (await TestHost.PostFormAsync(admin, "/account", "/language", ("language", language), ("returnUrl", "/account"))).Dispose();

        using var expired = await PostAsync(admin, "/people/new", ("Fields.NameZh", "王<芳>同学"), ("Fields.NameEn", "Wang Fang"), ("Fields.Roles", "staff"));
        var page = await expired.Content.ReadAsStringAsync();
        using var again = await PostAsync(admin, ActionOf(page), [.. HiddenOf(page)]);

        var form = await again.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, expired.StatusCode);
        Assert.Contains(kept, page, StringComparison.Ordinal);
        Assert.DoesNotContain("王<芳>", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains("Wang Fang", form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_after_the_session_ended_is_kept_for_after_signing_in()
    {
        using var visitor = Host.Visitor();

        using var answer = await PostAsync(visitor, "/people/new", ("Fields.NameEn", "Typed at length"));

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("Typed at length", page, StringComparison.Ordinal);
        Assert.Contains("action=\"/people/new\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_from_a_foreign_page_or_with_a_password_is_not_kept()
    {
        using var admin = await Host.SignedInAsync("admin");

        using var foreign = await PostAsync(admin, "/people/new", "https://example.com", ("Fields.NameEn", "Planted name"));
        using var secret = await PostAsync(admin, "/account?handler=Password", ("current", "demo secret"), ("fresh", "new secret"));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (foreign.StatusCode, secret.StatusCode));
        Assert.DoesNotContain("Planted name", await foreign.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", await secret.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static bool IsPage(Route route) => route.Endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null;

    private static string HeaderOf(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : "";

    private Task<HttpResponseMessage> PostAsync(HttpClient client, string path, params (string Name, string Value)[] fields) =>
        PostAsync(client, path, Host.Address.GetLeftPart(UriPartial.Authority), fields);

    private static async Task<HttpResponseMessage> PostAsync(
        HttpClient client, string path, string origin, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.Add("Origin", origin);
        return await client.SendAsync(request);
    }

    private static string ActionOf(string page) => WebUtility.HtmlDecode(Form().Match(page).Groups[1].Value);

    private static IEnumerable<(string, string)> HiddenOf(string page) => Hidden().Matches(page[page.IndexOf("cf-message", StringComparison.Ordinal)..])
        .Select(match => (match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)));

    [GeneratedRegex("'nonce-[^']+'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]+)\" class=\"cf-form\"")]
    private static partial Regex Form();

    [GeneratedRegex("<input (?:type=\"hidden\" )?name=\"([^\"]+)\" (?:type=\"hidden\" )?value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
