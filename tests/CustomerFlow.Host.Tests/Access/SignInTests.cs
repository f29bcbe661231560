using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using CustomerFlow.Host.Access;
using CustomerFlow.Testing;

namespace CustomerFlow.Host.Tests.Access;

/// <summary>Each test uses a sign-in of its own, since they lock, change and enrol.</summary>
public sealed partial class SignInTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private TestHost Host => fixture.Host;

    [Fact]
    public async Task A_page_asks_to_sign_in_and_goes_on_where_one_wanted_to_go()
    {
        using var visitor = Host.Visitor();

        using var refused = await visitor.GetAsync(new Uri("/tasks?view=groups", UriKind.Relative));
        var signIn = refused.Headers.Location!.PathAndQuery;
        using var answer = await TestHost.PostFormAsync(
            visitor, signIn, ("Username", "lead"), ("Password", "demo"), ("ReturnUrl", "/tasks?view=groups"));

        Assert.Equal("/tasks?view=groups", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_foreign_return_address_is_not_followed()
    {
        using var visitor = Host.Visitor();

        using var answer = await TestHost.PostFormAsync(
            visitor, "/sign-in", ("Username", "lead"), ("Password", "demo"), ("ReturnUrl", "https://example.com/"));

        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Too_many_wrong_passwords_lock_the_account()
    {
        using var visitor = Host.Visitor();
        for (var attempt = 0; attempt < 8; attempt++)
            (await TestHost.PostFormAsync(visitor, "/sign-in", ("Username", "sales"), ("Password", "wrong"))).Dispose();

        using var answer = await TestHost.PostFormAsync(visitor, "/sign-in", ("Username", "sales"), ("Password", "demo"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("locked", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var visitor = Host.Visitor();
        using var content = new FormUrlEncodedContent([new("Username", "lead"), new("Password", "demo")]);

        using var answer = await visitor.PostAsync(new Uri("/sign-in", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Each_one_time_code_works_once()
    {
        using var person = await Host.SignedInAsync("manager");
        using var setUp = await TestHost.PostFormAsync(person, "/account", "/account?handler=SetUpCode");
        var key = Base32.Decode(AuthenticatorKey().Match(await setUp.Content.ReadAsStringAsync()).Groups[1].Value);
        var code = OneTimeCode.At(key, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
        (await TestHost.PostFormAsync(person, "/account", "/account?handler=ConfirmCode", ("code", code))).Dispose();
        using var other = Host.Visitor();
        (await TestHost.PostFormAsync(other, "/sign-in", ("Username", "manager"), ("Password", "demo"))).Dispose();

        using var again = await TestHost.PostFormAsync(other, "/sign-in/code", ("Code", code));

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Contains("Each code works once", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_signs_in_with_a_password_or_a_token_and_never_with_a_cookie()
    {
        using var person = await Host.SignedInAsync("agent");
        using var created = await TestHost.PostFormAsync(person, "/account", "/account?handler=CreateToken", ("name", "nightly export"));
        var token = Secret().Match(await created.Content.ReadAsStringAsync()).Groups[1].Value;

        var byCookie = await StatusAsync(person, null);
        using var program = Host.Visitor();
        var byToken = await StatusAsync(program, new("Bearer", token));
        var byPassword = await StatusAsync(program, Basic("agent", "demo"));
        var byWrongToken = await StatusAsync(program, new("Bearer", token + "x"));

        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized),
            (byCookie, byToken, byPassword, byWrongToken));
    }

    [Fact]
    public async Task A_changed_password_ends_what_was_remembered_of_the_old_one()
    {
        using var program = Host.Visitor();
        var before = await StatusAsync(program, Basic("auditor", "demo"));
        using var person = await Host.SignedInAsync("auditor");
        (await TestHost.PostFormAsync(
            person, "/account", "/account?handler=Password", ("current", "demo"), ("fresh", "correct horse"), ("repeated", "correct horse"))).Dispose();

        var withOld = await StatusAsync(program, Basic("auditor", "demo"));
        var withNew = await StatusAsync(program, Basic("auditor", "correct horse"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.OK), (before, withOld, withNew));
    }

    private static AuthenticationHeaderValue Basic(string name, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, AuthenticationHeaderValue? credential)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/me", UriKind.Relative));
        request.Headers.Authorization = credential;
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    [GeneratedRegex("<code class=\"cf-secret\">([A-Z2-7 ]+)</code>")]
    private static partial Regex AuthenticatorKey();

    [GeneratedRegex("<code class=\"cf-secret\">([A-Za-z0-9_-]{22})</code>")]
    private static partial Regex Secret();
}
