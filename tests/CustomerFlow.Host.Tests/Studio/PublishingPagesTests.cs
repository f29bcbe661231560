using System.Net;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Studio;

/// <summary>Publishing, going back, and what an upgrade of the product leaves to the owner.</summary>
public sealed class PublishingPagesTests(StudioScene scene) : IClassFixture<StudioScene>, IAsyncLifetime
{
    private const string Overview = $"/studio/{StudioPack.Name}";
    private static readonly string Raised = StudioPack.TableXml.Replace("1000", "2000", StringComparison.Ordinal);

    public Task InitializeAsync() => scene.BeginAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_published_draft_is_followed_by_new_cases_while_running_ones_keep_theirs()
    {
        var old = await scene.StartCaseAsync();
        await scene.SaveAsAsync("owner", StudioPack.Table, Raised);
        using var owner = await scene.Host.SignedInAsync("owner");

        using var answer = await PublishAsync(owner, 1, "Leads approve from 2000");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var young = await scene.StartCaseAsync();
        Assert.Equal((false, true), (await scene.RunsNewestAsync(old), await scene.RunsNewestAsync(young)));
        var page = WebUtility.HtmlDecode(await owner.GetStringAsync(Relative(Overview)));
        Assert.Contains("Leads approve from 2000", page, StringComparison.Ordinal);
        Assert.Equal(0, await scene.RevisionAsync());
    }

    [Fact]
    public async Task A_draft_that_somebody_changed_since_it_was_read_is_not_published_and_the_page_says_who()
    {
        await scene.SaveAsAsync("owner", StudioPack.Table, Raised);
        using var owner = await scene.Host.SignedInAsync("owner");
        await scene.SaveAsAsync("admin", StudioPack.Table, StudioPack.TableXml.Replace("1000", "3000", StringComparison.Ordinal));

        using var answer = await PublishAsync(owner, 1);

        Assert.Contains("1000", await scene.PublishedAsync(StudioPack.Table), StringComparison.Ordinal);
        Assert.Contains("3000", await scene.DraftAsync(StudioPack.Table), StringComparison.Ordinal);
        await StudioScene.ReadInAsync(owner, "en");
        Assert.Contains("Not published:", await SeenAfterAsync(owner, 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_with_an_error_is_not_published()
    {
        await scene.SaveAsAsync("owner", StudioPack.Flow, StudioPack.FlowXml.Replace("formId=\"review\"", "formId=\"nowhere\"", StringComparison.Ordinal));
        using var owner = await scene.Host.SignedInAsync("owner");

        using var answer = await PublishAsync(owner, 1);

        Assert.Equal(1, await scene.RevisionAsync());
        Assert.DoesNotContain("nowhere", await scene.PublishedAsync(StudioPack.Flow), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Going_back_publishes_the_old_files_as_a_new_version()
    {
        var first = await scene.NewestAsync();
        await scene.SaveAsAsync("owner", StudioPack.Table, Raised);
        using var owner = await scene.Host.SignedInAsync("owner");
        using (await PublishAsync(owner, 1)) Assert.Contains("2000", await scene.PublishedAsync(StudioPack.Table), StringComparison.Ordinal);

        using var answer = await TestHost.PostFormAsync(owner, Overview, $"{Overview}?handler=GoBack", ("release", $"{first}"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("1000", await scene.PublishedAsync(StudioPack.Table), StringComparison.Ordinal);
        Assert.NotEqual(first, await scene.NewestAsync());
    }

    [Fact]
    public async Task An_upgrade_of_the_product_leaves_the_owners_version_and_says_that_its_files_wait()
    {
        var folder = Directory.CreateTempSubdirectory("packs");
        await WritePackAsync(folder, StudioPack.FormJson);
        var packs = scene.Host.Services.GetRequiredService<Packs>();
        await packs.LoadAsync(folder.FullName, CancellationToken.None);
        await scene.SaveAsAsync("owner", StudioPack.Table, Raised);
        using var owner = await scene.Host.SignedInAsync("owner");
        using (await PublishAsync(owner, 1)) await WritePackAsync(folder, StudioPack.FormJson.Replace("\"Cost\"", "\"Costs in CNY\"", StringComparison.Ordinal));

        var outcome = Assert.Single(await packs.LoadAsync(folder.FullName, CancellationToken.None));

        Assert.IsType<PackOutcome.Offered>(outcome);
        Assert.Contains("2000", await scene.PublishedAsync(StudioPack.Table), StringComparison.Ordinal);
        Assert.DoesNotContain("CNY", await scene.PublishedAsync(StudioPack.Form), StringComparison.Ordinal);
        Assert.Contains("2000", await scene.DraftAsync(StudioPack.Table), StringComparison.Ordinal);
        Assert.Contains("CNY", await scene.DraftAsync(StudioPack.Form), StringComparison.Ordinal);
        await StudioScene.ReadInAsync(owner, "en");
        Assert.Contains("Your version was not replaced", await owner.GetStringAsync(Relative(Overview)), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static async Task WritePackAsync(DirectoryInfo folder, string form)
    {
        var pack = folder.CreateSubdirectory(StudioPack.Name);
        pack.CreateSubdirectory("mails");
        foreach (var file in StudioPack.Files()) await File.WriteAllBytesAsync(Path.Combine(pack.FullName, file.Name), file.Content);
        await File.WriteAllTextAsync(Path.Combine(pack.FullName, StudioPack.Form), form);
    }

    private static Task<HttpResponseMessage> PublishAsync(HttpClient owner, int revision, string note = "") => TestHost.PostFormAsync(
        owner, Overview, $"{Overview}?handler=Publish", ("revision", $"{revision}"), ("note", note));

    private static async Task<string> SeenAfterAsync(HttpClient owner, int revision)
    {
        using var answer = await PublishAsync(owner, revision);
        return WebUtility.HtmlDecode(await owner.GetStringAsync(answer.Headers.Location!));
    }

    private static Uri Relative(string page) => new(page, UriKind.Relative);
}
