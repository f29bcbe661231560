using System.Globalization;
using System.Net;
using CustomerFlow.Data.Workflows;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Complaints;

/// <summary>A complaint that names an employee, looked for on every address that there is.</summary>
public sealed class RestrictedRoutesTests : IAsyncLifetime
{
    private const string Half = "Quisquilian";
    private const string Subject = "Quisquilian rudeness at the counter";

    private ComplaintScene scene = null!;
    private ComplaintScene.Opened hidden = null!;

    public async Task InitializeAsync()
    {
        scene = await ComplaintScene.StartAsync(published: false);
        hidden = await scene.OpenAsync(
            request =>
            {
                request["subject"] = Subject;
                request["namedEmployee"] = "lead";
            },
            "manager");
    }

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Theory]
    [InlineData("lead", "the person it names")]
    [InlineData("agent", "a colleague in a group of that person")]
    public async Task No_address_shows_it_to(string username, string who)
    {
        using var program = scene.Program(username);
        using var browser = await scene.Host.SignedInAsync(username);

        var shown = new List<string>();
        foreach (var address in await AddressesAsync())
        {
            foreach (var client in new[] { program, browser })
                if (await ShowsAsync(client, address)) shown.Add($"{address} shows it to {who}");
        }

        Assert.Empty(shown.Distinct());
    }

    [Fact]
    public async Task The_one_who_handles_it_finds_it_on_the_same_addresses()
    {
        using var manager = await scene.Host.SignedInAsync("manager");

        var shown = new List<string>();
        foreach (var address in await AddressesAsync())
            if (await ShowsAsync(manager, address)) shown.Add(address);

        // The crawl can find it: without this, finding nothing would prove nothing.
        Assert.Contains($"/cases/{hidden.Key}", shown);
        Assert.Contains("/cases", shown);
        Assert.True(shown.Count >= 5, string.Join(' ', shown));
    }

    [Theory]
    [InlineData("/cases/{0}")]
    [InlineData("/cases/{0}/contact")]
    [InlineData("/cases/{0}/flow")]
    [InlineData("/api/complaints/{0}")]
    public async Task Its_own_address_is_one_that_does_not_exist(string address)
    {
        using var browser = address.StartsWith("/api", StringComparison.Ordinal)
            ? scene.Program("agent") : await scene.Host.SignedInAsync("agent");

        var path = string.Format(CultureInfo.InvariantCulture, address, hidden.Key);
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
        using var none = await browser.GetAsync(new Uri(path.Replace($"{hidden.Key}", "1", StringComparison.Ordinal), UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(none.StatusCode, answer.StatusCode);
    }

    private async Task<bool> ShowsAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        // An answer may repeat the address that was asked for, and with it the number that we put there ourselves.
        var isAsked = address.Contains(hidden.Number, StringComparison.Ordinal);
        return page.Contains(Subject, StringComparison.Ordinal) || (!isAsked && page.Contains(hidden.Number, StringComparison.Ordinal));
    }

    /// <summary>Every route that answers a GET, with every key that leads to the complaint, and every list also searched.</summary>
    private async Task<IReadOnlyList<string>> AddressesAsync()
    {
        await using var db = scene.Db();
        var task = await db.Set<UserTaskRow>().Where(row => row.InstanceKey == hidden.Key).Select(row => row.Key).FirstAsync();
        var complaint = await db.Complaints.SingleAsync(row => row.InstanceKey == hidden.Key);
        string[] keys = [$"{hidden.Key}", $"{task}", $"{complaint.CustomerKey}", hidden.Number];
        var routes = scene.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) != false)
            .Where(route => !route.RoutePattern.Parameters.Any(parameter => parameter.IsCatchAll || parameter.Name == "token"))
            .Select(route => route.RoutePattern).ToList();
        Assert.True(routes.Count > 20, "The routes were not found.");
        var addresses = routes.SelectMany(route => route.Parameters.Count == 0
            ? [Address(route, ""), Address(route, "") + $"?search={Half}&q={Half}"]
            : keys.Select(key => Address(route, key)));
        return [.. addresses.Where(address => !address.Contains("sign-out", StringComparison.Ordinal)).Distinct()];
    }

    private static string Address(Microsoft.AspNetCore.Routing.Patterns.RoutePattern route, string key) => "/" + string.Join('/', route.PathSegments
        .Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            _ => key,
        }))));
}
