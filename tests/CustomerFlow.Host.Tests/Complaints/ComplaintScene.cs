using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Complaints;

/// <summary>The whole host with the demo's people and a small complaint process.</summary>
internal sealed class ComplaintScene : IAsyncDisposable
{
    private readonly TestDatabase database;

    private ComplaintScene(TestDatabase database, TestHost host) => (this.database, Host) = (database, host);

    public TestHost Host { get; }

    /// <summary>Not published: the shipped workflow runs.</summary>
    public static async Task<ComplaintScene> StartAsync(bool published = true, params string[] settings)
    {
        var database = await TestDatabase.CreateAsync();
        var scene = new ComplaintScene(database, await TestHost.StartAsync(database, settings));
        if (published) await scene.PublishAsync();
        return scene;
    }

    public async Task PublishAsync()
    {
        var releases = Host.Services.GetRequiredService<ReleaseStore>();
        var outcome = await releases.DeployAsync(
            new Publication("complaint", SmallComplaintProcess.Files, ReleaseOrigin.Studio, "test"), CancellationToken.None);
        Assert.IsType<DeployOutcome.Published>(outcome);
    }

    public CustomerFlowDb Db() => Host.Services.GetRequiredService<DbPool>().Open(AccessScope.System("test"));

    public T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    /// <summary>A program that signs in as one of the demo's people.</summary>
    public HttpClient Program(string username)
    {
        var client = Host.Visitor();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:demo")));
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }

    public static Dictionary<string, object?> Request(string email = "li.hua@example.cn") => new()
    {
        ["subject"] = "Parcel never came",
        ["description"] = "Ordered on Monday, promised for Wednesday, nothing since.",
        ["category"] = "delivery",
        ["severity"] = "normal",
        ["amount"] = 128.5,
        ["channel"] = "api",
        ["language"] = "en",
        ["contact"] = new Dictionary<string, object?> { ["name"] = "Li Hua", ["email"] = email, ["phone"] = "13800138000" },
    };

    public static Task<HttpResponseMessage> PostAsync(HttpClient client, Dictionary<string, object?> request, string? idempotencyKey = null)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/complaints", UriKind.Relative)) { Content = JsonContent.Create(request) };
        if (idempotencyKey is not null) message.Headers.Add("Idempotency-Key", idempotencyKey);
        return client.SendAsync(message);
    }

    /// <summary>Opens a complaint through the API and returns its answer.</summary>
    public async Task<Opened> OpenAsync(Action<Dictionary<string, object?>>? change = null, string username = "agent")
    {
        using var client = Program(username);
        var request = Request();
        change?.Invoke(request);
        using var answer = await PostAsync(client, request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonSerializer.Deserialize<Opened>(body, JsonSerializerOptions.Web)!;
    }

    public static string Hidden(string html, string name) => Regex.Match(html, $"name=\"{name}\"[^>]*value=\"([^\"]*)\"").Groups[1].Value;

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>What the API answers.</summary>
    internal sealed record Opened(string Number, long Key, long ProcessInstanceKey, string StatusUrl)
    {
        public string StatusPath => new Uri(StatusUrl).AbsolutePath;

        public string Token => StatusPath[(StatusPath.LastIndexOf('/') + 1)..];
    }
}
