using System.Net;
using CustomerFlow.Testing;

namespace CustomerFlow.Host.Tests.Shared;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Too_many_attempts_from_one_address_are_stopped_while_the_page_still_opens()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await TestHost.StartAsync(database, "--App:SignInsPerMinuteMax=2");
        using var visitor = host.Visitor();
        for (var attempt = 0; attempt < 2; attempt++)
            (await TestHost.PostFormAsync(visitor, "/sign-in", ("Username", "lead"), ("Password", "wrong"))).Dispose();

        using var stopped = await TestHost.PostFormAsync(visitor, "/sign-in", ("Username", "lead"), ("Password", "demo"));
        using var page = await visitor.GetAsync(new Uri("/sign-in", UriKind.Relative));

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (stopped.StatusCode, page.StatusCode));
    }
}
