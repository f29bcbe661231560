using System.Text;
using CustomerFlow.Data.Workflows.Releases;
using Npgsql;

namespace CustomerFlow.Data.Tests.Workflows;

/// <summary>The product ships a new pack to a company whose owner has published an own version.</summary>
public sealed class PackUpgradeTests : IAsyncLifetime
{
    private const string Pack = "thin";
    private const string Flow = "thin.bpmn";
    private const string Note = "notes.json";
    private TestEngine engine = null!;
    private string folder = null!;

    private Drafts Drafts => engine.Get<Drafts>();

    public async Task InitializeAsync()
    {
        engine = await TestEngine.CreateAsync();
        folder = Directory.CreateTempSubdirectory("packs").FullName;
        Directory.CreateDirectory(Path.Combine(folder, Pack));
        await WriteAsync(Flow, FlowOf("PT1H"));
        await WriteAsync(Note, "{}");
        await LoadAsync();
    }

    public async Task DisposeAsync()
    {
        Directory.Delete(folder, true);
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task A_pack_that_is_the_newest_already_is_kept_without_reading_it_or_waiting_for_who_publishes()
    {
        await using var other = await engine.DataSource.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using var take = new NpgsqlCommand($"select pg_advisory_xact_lock({ReleaseStore.PublishLock})", other, transaction);
        await take.ExecuteNonQueryAsync();

        var again = await LoadAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.IsType<PackOutcome.Kept>(again);
    }

    [Fact]
    public async Task A_file_that_only_the_owner_changed_stays_the_owners_in_the_draft()
    {
        await OwnerPublishesAsync("PT2H");
        await WriteAsync(Note, """{"new":true}""");

        await LoadAsync();

        var draft = await Drafts.ReadAsync(Pack, TestEngine.None);
        Assert.Equal([Note], draft!.Changed);
        Assert.Contains("PT2H", TextOf(draft, Flow), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_the_product_dropped_goes_in_the_draft()
    {
        await OwnerPublishesAsync("PT2H");
        File.Delete(Path.Combine(folder, Pack, Note));

        await LoadAsync();

        Assert.Equal([Flow], (await Drafts.ReadAsync(Pack, TestEngine.None))!.Files.Select(file => file.Name));
    }

    [Fact]
    public async Task An_upgrade_that_the_owner_discarded_does_not_come_back_with_the_next_restart()
    {
        await OwnerPublishesAsync("PT2H");
        await WriteAsync(Flow, FlowOf("PT3H"));
        await LoadAsync();
        await Drafts.DiscardAsync(Pack, TestEngine.None);

        var afterRestart = await LoadAsync();

        Assert.IsType<PackOutcome.Kept>(afterRestart);
        Assert.Null(await Drafts.ReadAsync(Pack, TestEngine.None));
    }

    [Fact]
    public async Task An_upgrade_waits_while_the_owner_has_a_draft_and_is_offered_after_it()
    {
        await OwnerPublishesAsync("PT2H");
        await Drafts.SaveAsync(Pack, Note, Encoding.UTF8.GetBytes("""{"mine":1}"""), "owner", 0, TestEngine.None);
        await WriteAsync(Flow, FlowOf("PT3H"));

        var during = await LoadAsync();
        var mine = await Drafts.ReadAsync(Pack, TestEngine.None);
        await Drafts.DiscardAsync(Pack, TestEngine.None);
        var after = await LoadAsync();

        Assert.IsType<PackOutcome.Waiting>(during);
        Assert.Equal([Note], mine!.Changed);
        Assert.IsType<PackOutcome.Offered>(after);
    }

    [Fact]
    public async Task Two_nodes_that_start_together_offer_an_upgrade_once()
    {
        await OwnerPublishesAsync("PT2H");
        await WriteAsync(Flow, FlowOf("PT3H"));
        await using var other = await engine.OtherNodeAsync();

        var outcomes = await Task.WhenAll(
            engine.Get<Packs>().LoadAsync(folder, TestEngine.None), other.Get<Packs>().LoadAsync(folder, TestEngine.None));

        Assert.Single(outcomes.SelectMany(outcome => outcome), outcome => outcome is PackOutcome.Offered);
    }

    private async Task OwnerPublishesAsync(string wait)
    {
        await Drafts.SaveAsync(Pack, Flow, Encoding.UTF8.GetBytes(FlowOf(wait)), "owner", 0, TestEngine.None);
        Assert.IsType<PublishDraftOutcome.Done>(await Drafts.PublishAsync(Pack, "owner", null, 1, TestEngine.None));
    }

    private async Task<PackOutcome> LoadAsync() => Assert.Single(await engine.Get<Packs>().LoadAsync(folder, TestEngine.None));

    private Task WriteAsync(string file, string text) => File.WriteAllTextAsync(Path.Combine(folder, Pack, file), text);

    private static string FlowOf(string wait) =>
        Bpmn.Process(Pack, Bpmn.TaskThenTimer.Replace("PT1H", wait, StringComparison.Ordinal));

    private static string TextOf(DraftContent draft, string file) =>
        Encoding.UTF8.GetString(draft.Files.Single(one => one.Name == file).Content);
}
