using System.Net;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Jobs;
using CustomerFlow.Data.Time;
using CustomerFlow.Host.Jobs;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CustomerFlow.Host.Tests.Jobs;

/// <summary>What people do with jobs, and that it outlives the node: hosts come and go on one database.</summary>
public sealed class JobPagesTests : IAsyncLifetime
{
    private const string Digest = "task-digest";
    private TestDatabase database = null!;

    public async Task InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Run_now_writes_exactly_one_run_and_says_who_started_it()
    {
        await using var host = await TestHost.StartAsync(database);
        using var admin = await host.SignedInAsync("admin");

        using var answer = await TestHost.PostFormAsync(admin, $"/jobs/{Digest}", $"/jobs/{Digest}?handler=Run");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var run = Assert.Single(await RunsAsync(host, Digest));
        Assert.Equal(("succeeded", "admin"), (run.State, run.StartedBy));
    }

    [Fact]
    public async Task Nobody_runs_a_job_without_the_right_to()
    {
        await using var host = await TestHost.StartAsync(database);
        using var agent = await host.SignedInAsync("agent");

        using var answer = await TestHost.PostFormAsync(agent, "/account", $"/jobs/{Digest}?handler=Run");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(await RunsAsync(host, Digest));
    }

    [Fact]
    public async Task One_occurrence_runs_once_on_two_nodes()
    {
        await using var one = await TestHost.StartAsync(database);
        await using var other = await TestHost.StartAsync(database);
        var occurrence = one.Services.GetRequiredService<BusinessClock>().Now;

        var ran = await Task.WhenAll(new[] { one, other, one, other }.Select(host =>
            host.Services.GetRequiredService<JobRuns>().RunAsync(Digest, occurrence, startedBy: null, CancellationToken.None)));

        Assert.Single(ran, true);
        Assert.Single(await RunsAsync(one, Digest));
    }

    [Fact]
    public async Task Two_schedulers_share_one_trigger_and_fire_each_occurrence_once()
    {
        await using var one = await TestHost.StartAsync(database);
        await using var other = await TestHost.StartAsync(database);
        using var admin = await one.SignedInAsync("admin");

        (await ChangeTimeAsync(admin, "survey-links", "* * * * * *")).Dispose();
        await Until.TrueAsync(async () => (await RunsAsync(one, "survey-links")).Count >= 3, "the job ran three times");
        (await TestHost.PostFormAsync(admin, "/jobs/survey-links", "/jobs/survey-links?handler=Pause", ("paused", "true"))).Dispose();

        var runs = await RunsAsync(one, "survey-links");
        Assert.All(runs, run => Assert.Equal(0, run.Occurrence.Millisecond));
        Assert.Equal(runs.Count, runs.DistinctBy(run => run.Occurrence).Count());
        Assert.Equal(1, await TriggersAsync("task-digest"));
    }

    [Fact]
    public async Task A_paused_job_stays_paused_after_a_restart()
    {
        await using (var host = await TestHost.StartAsync(database))
        {
            using var admin = await host.SignedInAsync("admin");
            (await TestHost.PostFormAsync(admin, $"/jobs/{Digest}", $"/jobs/{Digest}?handler=Pause", ("paused", "true"))).Dispose();
        }

        await using var next = await TestHost.StartAsync(database);

        Assert.True((await StateAsync(next, Digest)).Paused);
        Assert.Equal(0, await TriggersAsync(Digest));
        Assert.Equal(1, await TriggersAsync("calendar-coverage"));
    }

    [Fact]
    public async Task A_changed_time_outlives_a_restart_and_an_upgrade_of_the_shipped_file()
    {
        await using (var host = await TestHost.StartAsync(database))
        {
            using var admin = await host.SignedInAsync("admin");
            (await ChangeTimeAsync(admin, Digest, "0 15 7 * * 1-5")).Dispose();
        }

        await using var next = await TestHost.StartAsync(database);
        var triggers = next.Services.GetRequiredService<JobTriggers>();
        var shipped = next.Services.GetRequiredService<IReadOnlyList<Schedule>>()
            .Select(schedule => schedule with { Time = ScheduleTime.Parse("0 0 6 * * *")! }).ToList();
        var upgraded = new Schedules(shipped, next.Services.GetRequiredService<DbPool>(), triggers);
        await upgraded.ApplyAsync(CancellationToken.None);

        Assert.Equal("0 15 7 * * 1-5", (await StateAsync(next, Digest)).Time.Cron);
        Assert.Equal("0 15 7 * * 1-5", (await upgraded.FindAsync(Digest, CancellationToken.None))!.Time.Cron);
        Assert.Equal("0 15 7 ? * MON,TUE,WED,THU,FRI", await TriggerCronAsync(next, Digest));
        Assert.Equal("0 0 6 * * ?", await TriggerCronAsync(next, "calendar-coverage"));
    }

    [Theory]
    [InlineData("every morning")]
    [InlineData("0 0 8 1 * 1")]
    [InlineData("0 0 0 30 2 *")]
    public async Task A_time_that_cannot_be_used_is_refused_and_stays_in_the_field(string typed)
    {
        await using var host = await TestHost.StartAsync(database);
        using var admin = await host.SignedInAsync("admin");

        using var answer = await ChangeTimeAsync(admin, Digest, typed);

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains($"value=\"{typed}\"", page, StringComparison.Ordinal);
        Assert.False((await StateAsync(host, Digest)).IsChanged);
    }

    [Fact]
    public async Task What_was_missed_while_no_node_was_up_runs_once()
    {
        await using (var host = await TestHost.StartAsync(database)) Assert.Empty(await RunsAsync(host, Digest));
        await using (var command = database.DataSource.CreateCommand(
            "update quartz.qrtz_triggers set next_fire_time = $2 where trigger_name = $1"))
        {
            command.Parameters.AddWithValue(Digest);
            command.Parameters.AddWithValue(TimeProvider.System.GetUtcNow().AddDays(-5).UtcTicks);
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        await using var next = await TestHost.StartAsync(database);

        await Until.TrueAsync(async () => (await RunsAsync(next, Digest)) is [{ FinishedAt: not null }], "the missed run was made up for");
        var trigger = await TriggerAsync(next, Digest);
        Assert.True(trigger!.NextFireTimeUtc > TimeProvider.System.GetUtcNow());
        Assert.Single(await RunsAsync(next, Digest));
    }

    private static Task<HttpResponseMessage> ChangeTimeAsync(HttpClient person, string id, string cron) => TestHost.PostFormAsync(
        person, $"/jobs/{id}", $"/jobs/{id}?handler=Time", ("rhythm", "Own"), ("time", "08:00"), ("weekday", "1"), ("day", "1"),
        ("cron", cron), ("save", "true"));

    private static async Task<IReadOnlyList<JobRun>> RunsAsync(TestHost host, string id)
    {
        await using var db = host.Services.GetRequiredService<DbPool>().Open(AccessScope.System("test"));
        return await db.JobRuns.AsNoTracking().Where(run => run.JobId == id).OrderBy(run => run.Occurrence).ToListAsync();
    }

    private static async Task<ScheduleState> StateAsync(TestHost host, string id) =>
        (await host.Services.GetRequiredService<Schedules>().FindAsync(id, CancellationToken.None))!;

    private static async Task<ICronTrigger?> TriggerAsync(TestHost host, string id)
    {
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        return await scheduler.GetTrigger(new TriggerKey(id, JobTriggers.Group)) as ICronTrigger;
    }

    private static async Task<string?> TriggerCronAsync(TestHost host, string id) => (await TriggerAsync(host, id))?.CronExpressionString;

    private async Task<long> TriggersAsync(string id)
    {
        await using var command = database.DataSource.CreateCommand("select count(*) from quartz.qrtz_triggers where trigger_name = $1");
        command.Parameters.AddWithValue(id);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
