using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Testing;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Studio;

/// <summary>A host with the small workflow published as version 1; every test begins there again.</summary>
public sealed class StudioScene : IAsyncLifetime
{
    private TestDatabase? database;

    public TestHost Host { get; private set; } = null!;

    private Drafts Drafts => Host.Services.GetRequiredService<Drafts>();

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        Host = await TestHost.StartAsync(database);
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await database!.DisposeAsync();
    }

    /// <summary>No draft, and the newest release has the workflow's first files.</summary>
    public async Task BeginAsync()
    {
        await Drafts.DiscardAsync(StudioPack.Name, CancellationToken.None);
        var publication = new Publication(StudioPack.Name, StudioPack.Files(), ReleaseOrigin.Pack, "system");
        await Host.Services.GetRequiredService<ReleaseStore>().DeployAsync(publication, CancellationToken.None);
    }

    /// <summary>Lets a signed-in person read the pages in a language.</summary>
    public static async Task ReadInAsync(HttpClient visitor, string language, string page = "/studio")
    {
        using var answer = await TestHost.PostFormAsync(visitor, page, "/language", ("returnUrl", page), ("language", language));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>The key of the small workflow's newest release.</summary>
    public async Task<long> NewestAsync()
    {
        await using var db = Db();
        return await db.Set<ReleaseRow>().Where(row => row.Name == StudioPack.Name && row.IsLatest).Select(row => row.Key).SingleAsync();
    }

    public CustomerFlowDb Db() => Host.Services.GetRequiredService<DbPool>().Open(AccessScope.System("test"));

    public async Task<string> PublishedAsync(string file, string pack = StudioPack.Name)
    {
        await using var db = Db();
        return await db.Set<ResourceRow>().Where(row => row.Name == file)
            .Join(db.Set<ReleaseRow>().Where(row => row.Name == pack && row.IsLatest), row => row.ReleaseKey, row => row.Key, (row, _) => row)
            .Select(row => Encoding.UTF8.GetString(row.Content)).SingleAsync();
    }

    public async Task<string> DraftAsync(string file)
    {
        var draft = await Drafts.ReadAsync(StudioPack.Name, CancellationToken.None);
        return Encoding.UTF8.GetString(draft!.Files.Single(one => one.Name == file).Content);
    }

    public async Task<int> RevisionAsync() => (await Drafts.ReadAsync(StudioPack.Name, CancellationToken.None))?.Row.Revision ?? 0;

    public async Task SaveAsAsync(string username, string file, string text) => await Drafts.SaveAsync(
        StudioPack.Name, file, Encoding.UTF8.GetBytes(text), username, await RevisionAsync(), CancellationToken.None);

    public async Task<long> StartCaseAsync()
    {
        var outcome = await Host.Services.GetRequiredService<ProcessTurns>()
            .StartAsync(new StartRequest(StudioPack.Name, FeelContext.Empty), TurnActor.Engine, null, CancellationToken.None);
        return Assert.IsType<StartOutcome.Started>(outcome).InstanceKey;
    }

    /// <summary>Sends a complaint as a program does; answers the key of its case.</summary>
    public async Task<long> OpenComplaintAsync()
    {
        using var program = Host.Visitor();
        program.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("agent:demo")));
        using var answer = await program.PostAsJsonAsync(new Uri("/api/complaints", UriKind.Relative), new
        {
            subject = "Parcel never came", description = "Ordered on Monday, nothing since.", category = "delivery", severity = "normal",
            amount = 128.5, channel = "api", language = "en", contact = new { name = "Li Hua", email = "li.hua@example.cn" },
        });
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("key").GetInt64();
    }

    /// <summary>The newest release's files that the engine runs for a case.</summary>
    public async Task<bool> RunsNewestAsync(long instanceKey)
    {
        await using var db = Db();
        return await db.Set<InstanceRow>().Where(row => row.Key == instanceKey)
            .Join(db.Set<ReleaseRow>(), row => row.ReleaseKey, row => row.Key, (_, row) => row.IsLatest).SingleAsync();
    }
}
