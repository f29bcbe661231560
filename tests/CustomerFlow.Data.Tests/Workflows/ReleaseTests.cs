using System.Text;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;

namespace CustomerFlow.Data.Tests.Workflows;

public sealed class ReleaseTests : IAsyncLifetime
{
    private TestEngine engine = null!;
    private string folder = null!;

    public async Task InitializeAsync()
    {
        engine = await TestEngine.CreateAsync();
        folder = Directory.CreateTempSubdirectory("packs").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "thin"));
        WritePack(Bpmn.TaskThenTimer);
    }

    public async Task DisposeAsync()
    {
        Directory.Delete(folder, true);
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task Publishing_the_same_files_again_changes_nothing()
    {
        var first = await LoadAsync();

        var second = await LoadAsync();

        Assert.IsType<PackOutcome.Published>(first);
        Assert.IsType<PackOutcome.Kept>(second);
        Assert.Equal(1, await engine.ScalarAsync<int>("select version from customerflow.process_definition where is_latest"));
    }

    [Fact]
    public async Task Running_instances_keep_their_version_and_new_ones_take_the_latest()
    {
        await LoadAsync();
        var old = await engine.StartAsync("thin");
        WritePack(Bpmn.TaskThenTimer.Replace("PT1H", "PT5H", StringComparison.Ordinal));
        await LoadAsync();
        var young = await engine.StartAsync("thin");

        foreach (var key in new[] { old, young }) await engine.CompleteAsync(await engine.OpenTaskAsync(key));
        await engine.MoveAsync(TimeSpan.FromHours(2));

        Assert.Equal(2, await engine.StatusAsync(old));
        Assert.Equal(1, await engine.StatusAsync(young));
    }

    [Fact]
    public async Task An_upgrade_of_the_pack_becomes_a_draft_when_the_owner_has_an_own_version()
    {
        await LoadAsync();
        var drafts = engine.Get<Drafts>();
        await drafts.SaveAsync(
            "thin", "thin.bpmn", File(Bpmn.TaskThenTimer.Replace("PT1H", "PT2H", StringComparison.Ordinal)), "owner", 0, TestEngine.None);
        await drafts.PublishAsync("thin", "owner", "longer", 1, TestEngine.None);
        var afterRestart = await LoadAsync();
        WritePack(Bpmn.TaskThenTimer.Replace("PT1H", "PT3H", StringComparison.Ordinal));

        var afterUpgrade = await LoadAsync();

        Assert.IsType<PackOutcome.Kept>(afterRestart);
        Assert.IsType<PackOutcome.Offered>(afterUpgrade);
        var draft = await drafts.ReadAsync("thin", TestEngine.None);
        Assert.Contains("PT3H", Encoding.UTF8.GetString(draft!.Files.Single().Content), StringComparison.Ordinal);
        Assert.Equal((short)ReleaseOrigin.Studio, await engine.ScalarAsync<short>("select origin from customerflow.release where is_latest"));
    }

    [Fact]
    public async Task Going_back_publishes_the_old_files_as_the_newest_version()
    {
        var first = Assert.IsType<PackOutcome.Published>(await LoadAsync());
        WritePack(Bpmn.TaskThenTimer.Replace("PT1H", "PT2H", StringComparison.Ordinal));
        await LoadAsync();

        await engine.Releases.GoBackAsync(first.ReleaseKey, "owner", "worse", TestEngine.None);

        Assert.Equal(3, await engine.ScalarAsync<int>("select version from customerflow.process_definition where is_latest"));
        Assert.Equal(
            1, await engine.ScalarAsync<long>(
                "select count(*) from customerflow.resource r join customerflow.release l on l.key = r.release_key " +
                "where l.is_latest and convert_from(r.content, 'UTF8') like '%PT1H%'"));
    }

    [Fact]
    public async Task Two_people_who_save_a_draft_do_not_overwrite_each_other()
    {
        await LoadAsync();
        var drafts = engine.Get<Drafts>();
        await drafts.SaveAsync("thin", "a.json", [1], "one", 0, TestEngine.None);

        var second = await drafts.SaveAsync("thin", "a.json", [2], "two", 0, TestEngine.None);

        Assert.Equal("one", Assert.IsType<DraftOutcome.Conflict>(second).By);
    }

    [Fact]
    public async Task A_broken_file_is_refused_with_its_problem_and_nothing_is_written()
    {
        var publication = new Publication("x", [new ResourceFile("x.bpmn", [60, 97])], ReleaseOrigin.Api, "owner");

        var outcome = await engine.Releases.DeployAsync(publication, TestEngine.None);

        Assert.NotEmpty(Assert.IsType<DeployOutcome.Refused>(outcome).Problems);
        Assert.Equal(0, await engine.ScalarAsync<long>("select count(*) from customerflow.release"));
    }

    [Fact]
    public async Task A_timer_start_event_starts_its_process_again_and_again()
    {
        var cycle = Bpmn.StartByMessage.Replace(
            "<bpmn:messageEventDefinition messageRef=\"ordered\" />",
            "<bpmn:timerEventDefinition><bpmn:timeCycle xsi:type=\"bpmn:tFormalExpression\">R2/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition>",
            StringComparison.Ordinal);
        await engine.DeployAsync(Bpmn.Process("hourly", cycle));

        await engine.MoveAsync(TimeSpan.FromHours(1));
        var first = await CountAsync();
        await engine.MoveAsync(TimeSpan.FromHours(1));
        await engine.MoveAsync(TimeSpan.FromHours(5));

        Assert.Equal(1, first);
        Assert.Equal(2, await CountAsync());
    }

    private Task<long> CountAsync() => engine.ScalarAsync<long>("select count(*) from customerflow.instance where process_id = 'hourly'");

    private async Task<PackOutcome> LoadAsync() => Assert.Single(await engine.Get<Packs>().LoadAsync(folder, TestEngine.None));

    private void WritePack(string body) => System.IO.File.WriteAllBytes(Path.Combine(folder, "thin", "thin.bpmn"), File(body));

    private static byte[] File(string body) => Encoding.UTF8.GetBytes(Bpmn.Process("thin", body));
}
