using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CustomerFlow.Host.Tests.Imports;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Tests.Customers;

/// <summary>Programs read and write the customer file under the rules of the page.</summary>
public sealed class CustomersApiTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private TestHost Host => fixture.Host;

    [Fact]
    public async Task A_customer_with_a_contact_is_written_read_and_found()
    {
        using var agent = Program("agent");

        var key = await CreateAsync(agent, "接口公司一");
        using var contact = await agent.PostAsJsonAsync($"/api/customers/{key}/contacts", new { name = "钱接口", phone = "13922220001" });
        var read = await agent.GetFromJsonAsync<JsonElement>($"/api/customers/{key}");
        var found = await agent.GetFromJsonAsync<JsonElement>("/api/customers?q=钱先生 0001 接口");

        Assert.Equal(HttpStatusCode.Created, contact.StatusCode);
        Assert.Equal(("api", "13922220001"), (
            read.GetProperty("customer").GetProperty("source").GetString(), read.GetProperty("contacts")[0].GetProperty("phone").GetString()));
        Assert.Equal(key, found.GetProperty("items")[0].GetProperty("key").GetInt64());
    }

    [Fact]
    public async Task A_change_needs_what_was_read_and_loses_against_an_earlier_one()
    {
        using var agent = Program("agent");
        var key = await CreateAsync(agent, "接口公司二");
        using var read = await agent.GetAsync(new Uri($"/api/customers/{key}", UriKind.Relative));
        var tag = read.Headers.ETag!.ToString();

        using var without = await PutAsync(agent, key, null, "接口公司二甲");
        using var first = await PutAsync(agent, key, tag, "接口公司二乙");
        using var second = await PutAsync(agent, key, tag, "接口公司二丙");

        Assert.Equal(
            (HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.Conflict), (without.StatusCode, first.StatusCode, second.StatusCode));
        Assert.Equal("application/problem+json", second.Content.Headers.ContentType?.MediaType);
        await using var db = ImportScene.Open(Host);
        Assert.Equal("接口公司二乙", (await db.Customers.SingleAsync(row => row.Key == key)).Name);
    }

    [Fact]
    public async Task A_contact_is_changed_only_at_its_own_customer()
    {
        using var agent = Program("agent");
        var (key, other) = (await CreateAsync(agent, "接口公司三"), await CreateAsync(agent, "接口公司四"));
        using var created = await agent.PostAsJsonAsync($"/api/customers/{key}/contacts", new { name = "孙接口", phone = "13922220002" });
        var contact = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetInt64();

        using var wrong = await PutContactAsync(agent, other, contact);
        using var right = await PutContactAsync(agent, key, contact);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (wrong.StatusCode, right.StatusCode));
    }

    [Fact]
    public async Task Purchases_sent_twice_count_once_and_other_values_are_refused()
    {
        using var agent = Program("agent");
        var key = await CreateAsync(agent, "接口公司五");
        object Lines(decimal amount) => new
        {
            purchases = new[] { new { reference = "API-1", boughtOn = "2026-02-03", product = "泵", amount }, new { reference = "API-2", boughtOn = "2026-02-04", product = "阀", amount } },
        };

        var both = await Task.WhenAll(SendAsync(agent, key, Lines(10)), SendAsync(agent, key, Lines(10)));
        using var otherwise = await agent.PostAsJsonAsync($"/api/customers/{key}/purchases", Lines(11));
        var page = await agent.GetFromJsonAsync<JsonElement>($"/api/customers/{key}/purchases?limit=1");
        var rest = await agent.GetFromJsonAsync<JsonElement>($"/api/customers/{key}/purchases?after={page.GetProperty("next").GetString()}");

        Assert.Equal(2, both.Sum(answer => answer.GetProperty("new").GetInt32()));
        Assert.Equal(HttpStatusCode.BadRequest, otherwise.StatusCode);
        Assert.Contains("purchases[0].reference", await otherwise.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("API-2", page.GetProperty("items")[0].GetProperty("reference").GetString());
        Assert.Equal("API-1", rest.GetProperty("items").EnumerateArray().Single().GetProperty("reference").GetString());
    }

    [Fact]
    public async Task Out_of_reach_is_not_there()
    {
        using var agent = Program("agent");
        using var sales = Program("sales");
        var key = await CreateAsync(agent, "接口公司六");

        using var read = await sales.GetAsync(new Uri($"/api/customers/{key}", UriKind.Relative));
        using var changed = await PutAsync(sales, key, "\"0\"", "接口公司六改");
        using var bought = await sales.PostAsJsonAsync($"/api/customers/{key}/purchases", new
        {
            purchases = new[] { new { reference = "API-9", boughtOn = "2026-02-03", product = "泵", amount = 1 } },
        });
        var found = await sales.GetStringAsync(new Uri("/api/customers?q=接口公司六", UriKind.Relative));

        Assert.All([read, changed, bought], answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        Assert.DoesNotContain("接口公司六", found, StringComparison.Ordinal);
    }

    private static async Task<long> CreateAsync(HttpClient program, string name)
    {
        using var answer = await program.PostAsJsonAsync("/api/customers", new { name, region = "上海" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetInt64();
    }

    private static async Task<JsonElement> SendAsync(HttpClient program, long key, object lines)
    {
        using var answer = await program.PostAsJsonAsync($"/api/customers/{key}/purchases", lines);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient program, long key, string? tag, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"/api/customers/{key}", UriKind.Relative))
        {
            Content = JsonContent.Create(new { name }),
        };
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-Match", tag);
        return await program.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> PutContactAsync(HttpClient program, long key, long contact)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"/api/customers/{key}/contacts/{contact}", UriKind.Relative))
        {
            Content = JsonContent.Create(new { name = "孙接口改", phone = "13922220002" }),
        };
        request.Headers.TryAddWithoutValidation("If-Match", "\"0\"");
        return await program.SendAsync(request);
    }

    private HttpClient Program(string username)
    {
        var client = Host.Visitor();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:demo")));
        return client;
    }
}
