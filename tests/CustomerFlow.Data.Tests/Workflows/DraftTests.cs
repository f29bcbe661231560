using System.Text;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;
using Npgsql;

namespace CustomerFlow.Data.Tests.Workflows;

/// <summary>Several owners at one draft. Publishing is held at its door by the lock that every publication takes.</summary>
public sealed class DraftTests : IAsyncLifetime
{
    private const string Pack = "thin";
    private const string Flow = "thin.bpmn";
    private const string TakePublishLock = "select pg_advisory_xact_lock(x'43465055'::bigint)";

    private static readonly string[] Others = ["two", "three"];

    private const string WaitingAtTheLock =
        "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())";

    private TestEngine engine = null!;

    private Drafts Drafts => engine.Get<Drafts>();

    public async Task InitializeAsync()
    {
        engine = await TestEngine.CreateAsync();
        await DeployAsync("PT1H");
        await Drafts.SaveAsync(Pack, Flow, FlowOf("PT2H"), "one", 0, TestEngine.None);
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Fact]
    public async Task A_draft_that_somebody_changed_since_the_publisher_saw_it_is_not_published()
    {
        await Drafts.SaveAsync(Pack, Flow, FlowOf("PT3H"), "two", 1, TestEngine.None);

        var outcome = await Drafts.PublishAsync(Pack, "one", null, 1, TestEngine.None);

        Assert.Equal("two", Assert.IsType<PublishDraftOutcome.Changed>(outcome).By);
        Assert.Equal(1, await ReleasesAsync());
    }

    [Fact]
    public async Task A_save_in_the_middle_of_publishing_is_neither_published_unread_nor_lost()
    {
        var outcome = await WhilePublishingAsync(() => Drafts.SaveAsync(Pack, Flow, FlowOf("PT3H"), "two", 1, TestEngine.None));

        Assert.Equal("two", Assert.IsType<PublishDraftOutcome.Changed>(outcome).By);
        Assert.Equal(1, await ReleasesAsync());
        Assert.Contains("PT3H", Encoding.UTF8.GetString((await Drafts.ReadAsync(Pack, TestEngine.None))!.Files.Single().Content), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_is_discarded_in_the_middle_of_publishing_is_not_published()
    {
        var outcome = await WhilePublishingAsync(() => Drafts.DiscardAsync(Pack, TestEngine.None));

        Assert.IsType<PublishDraftOutcome.NoDraft>(outcome);
        Assert.Equal(1, await ReleasesAsync());
    }

    [Fact]
    public async Task A_draft_over_an_older_release_is_not_published_until_it_is_moved()
    {
        await DeployAsync("PT9H");

        var refused = await Drafts.PublishAsync(Pack, "one", null, 1, TestEngine.None);
        var moved = await Drafts.MoveToLatestAsync(Pack, "one", 1, TestEngine.None);
        var published = await Drafts.PublishAsync(Pack, "one", null, Assert.IsType<DraftOutcome.Saved>(moved).Revision, TestEngine.None);

        Assert.IsType<PublishDraftOutcome.Outdated>(refused);
        Assert.IsType<PublishDraftOutcome.Done>(published);
    }

    [Fact]
    public async Task Two_who_save_at_the_same_moment_learn_who_was_first()
    {
        var outcomes = await Task.WhenAll(Others.Select(by =>
            Drafts.SaveAsync(Pack, Flow, FlowOf("PT3H"), by, 1, TestEngine.None)));

        Assert.Single(outcomes.OfType<DraftOutcome.Saved>());
        var conflict = Assert.Single(outcomes.OfType<DraftOutcome.Conflict>());
        Assert.Equal(2, conflict.Revision);
        Assert.Contains(conflict.By, Others);
    }

    private async Task<PublishDraftOutcome> WhilePublishingAsync(Func<Task> otherPerson)
    {
        await using var door = await engine.DataSource.OpenConnectionAsync();
        await using var held = await door.BeginTransactionAsync();
        await using (var take = new NpgsqlCommand(TakePublishLock, door, held)) await take.ExecuteNonQueryAsync();
        var publishing = Drafts.PublishAsync(Pack, "one", null, 1, TestEngine.None);
        while (await engine.ScalarAsync<long>(WaitingAtTheLock) == 0) Assert.False(publishing.IsCompleted);
        await otherPerson();
        await held.CommitAsync();
        return await publishing;
    }

    private async Task DeployAsync(string wait) => Assert.IsType<DeployOutcome.Published>(await engine.Releases.DeployAsync(
        new Publication(Pack, [new ResourceFile(Flow, FlowOf(wait))], ReleaseOrigin.Pack, "system"), TestEngine.None));

    private Task<long> ReleasesAsync() => engine.ScalarAsync<long>("select count(*) from customerflow.release");

    private static byte[] FlowOf(string wait) => Encoding.UTF8.GetBytes(
        Bpmn.Process(Pack, Bpmn.TaskThenTimer.Replace("PT1H", wait, StringComparison.Ordinal)));
}
