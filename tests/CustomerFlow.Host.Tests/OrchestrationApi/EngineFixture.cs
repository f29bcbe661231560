using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Host.Tests.Repository;
using CustomerFlow.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.OrchestrationApi;

/// <summary>The whole host with the processes that the official client plays through, for the tests of one class.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    public static readonly string Files = Path.Combine(SourceTree.Root, "tests", "CustomerFlow.Host.Tests", "OrchestrationApi", "client");

    private static readonly string[] Names = ["order.bpmn", "discount.dmn", "order-start.form", "order-approval.form"];

    public TestDatabase Database { get; private set; } = null!;

    public TestHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        Host = await TestHost.StartAsync(Database);
        var files = Names.Select(name => new ResourceFile(name, File.ReadAllBytes(Path.Combine(Files, name)))).ToList();
        var outcome = await Host.Services.GetRequiredService<ReleaseStore>()
            .DeployAsync(new Publication("order", files, ReleaseOrigin.Api, "test"), CancellationToken.None);
        Assert.IsType<DeployOutcome.Published>(outcome);
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>A program that signs in as one of the demo's people.</summary>
    public HttpClient Program(string username)
    {
        var client = Host.Visitor();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:demo")));
        return client;
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(string username, HttpMethod method, string path, object? body = null)
    {
        using var client = Program(username);
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is string text) request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body);
        using var answer = await client.SendAsync(request);
        var content = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, content.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(content));
    }

    public Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string username, string path, object? body = null) =>
        SendAsync(username, HttpMethod.Post, path, body);

    /// <summary>A search that has to be answered.</summary>
    public async Task<JsonElement> SearchAsync(string username, string what, object? request = null)
    {
        var (status, body) = await PostAsync(username, $"/v2/{what}/search", request);
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return body;
    }

    /// <summary>Starts a process and returns its key.</summary>
    public async Task<string> StartAsync(string processId, object? variables = null)
    {
        var (status, body) = await PostAsync("admin", "/v2/process-instances", new { processDefinitionId = processId, variables });
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return body.GetProperty("processInstanceKey").GetString()!;
    }

    /// <summary>An order that waits for its approval, and the key of that task.</summary>
    public async Task<(string InstanceKey, string TaskKey)> OrderToApproveAsync()
    {
        var key = await StartAsync("order", new { orderId = Guid.NewGuid().ToString(), amount = 500 });
        var jobs = await SearchAsync("admin", "jobs", new { filter = new { processInstanceKey = key } });
        var job = jobs.GetProperty("items")[0].GetProperty("jobKey").GetString();
        var (status, _) = await PostAsync("admin", $"/v2/jobs/{job}/completion");
        Assert.Equal(HttpStatusCode.NoContent, status);
        var tasks = await SearchAsync("admin", "user-tasks", new { filter = new { processInstanceKey = key } });
        return (key, tasks.GetProperty("items")[0].GetProperty("userTaskKey").GetString()!);
    }

    public static IReadOnlyList<string> Texts(JsonElement page, string field) =>
        [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty(field).ToString())];
}
