using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Host.Access;
using CustomerFlow.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Tests.Access;

/// <summary>Whoever has left gets in nowhere any more. Each test uses a sign-in of its own.</summary>
public sealed partial class LeaverAccessTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private TestHost Host => fixture.Host;

    [Fact]
    public async Task Whoever_has_left_cannot_sign_in_and_is_told_no_more_than_a_stranger()
    {
        await LeaveAsync("lead");
        using var visitor = Host.Visitor();

        using var answer = await TestHost.PostFormAsync(visitor, "/sign-in", ("Username", "lead"), ("Password", "demo"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("The user name or the password is not right.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_password_nor_token_of_a_leaver_opens_the_API()
    {
        using var person = await Host.SignedInAsync("agent");
        using var created = await TestHost.PostFormAsync(person, "/account", "/account?handler=CreateToken", ("name", "export"));
        var token = Secret().Match(await created.Content.ReadAsStringAsync()).Groups[1].Value;
        var before = await StatusAsync(new("Bearer", token));
        var key = await LeaveAsync("agent");
        // What a node remembers for a minute is forgotten at once where the change is made; here a minute must not be waited for.
        Host.Services.GetRequiredService<VerifiedCredentials>().Forget(key);

        var byToken = await StatusAsync(new("Bearer", token));
        var byPassword = await StatusAsync(new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("agent:demo"))));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (before, byToken, byPassword));
    }

    [Fact]
    public async Task An_open_session_ends_at_its_next_renewal_which_is_a_minute_away_at_most()
    {
        var renewal = Host.Services.GetRequiredService<IOptions<SecurityStampValidatorOptions>>().Value;
        var interval = renewal.ValidationInterval;
        using var sales = await Host.SignedInAsync("sales");
        await LeaveAsync("sales");
        renewal.ValidationInterval = TimeSpan.Zero;

        using var answer = await sales.GetAsync(new Uri("/account", UriKind.Relative));

        renewal.ValidationInterval = interval;
        Assert.InRange(interval, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.InRange(VerifiedCredentials.Lifetime, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in", answer.Headers.Location!.AbsolutePath);
    }

    private async Task<long> LeaveAsync(string username)
    {
        await using var db = Host.Services.GetRequiredService<DbPool>().Open(AccessScope.System("test"));
        var person = await db.People.SingleAsync(row => row.UserName == username);
        person.Active = false;
        await db.SaveChangesAsync();
        return person.Key;
    }

    private async Task<HttpStatusCode> StatusAsync(AuthenticationHeaderValue credential)
    {
        using var program = Host.Visitor();
        program.DefaultRequestHeaders.Authorization = credential;
        using var answer = await program.GetAsync(new Uri("/api/me", UriKind.Relative));
        return answer.StatusCode;
    }

    [GeneratedRegex("<code class=\"cf-secret\">([A-Za-z0-9_-]{22})</code>")]
    private static partial Regex Secret();
}
