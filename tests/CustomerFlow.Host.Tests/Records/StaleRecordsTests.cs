using CustomerFlow.Data;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Jobs;
using CustomerFlow.Host.Records;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Records;

/// <summary>The job that brings up old records, and what a colleague confirms.</summary>
public sealed class StaleRecordsTests : IAsyncLifetime
{
    private readonly HostFixture fixture = new();

    private TestHost Host => fixture.Host;

    private RecordScene Scene => new(Host);

    private DateTimeOffset Now => Host.Services.GetRequiredService<BusinessClock>().Now;

    public Task InitializeAsync() => fixture.InitializeAsync();

    public Task DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task A_record_older_than_its_tier_allows_comes_to_who_looks_after_it_and_never_twice()
    {
        var old = await AddAsync("high", Now.AddDays(-200), ownedBy: "sales");
        var young = await AddAsync("normal", Now.AddDays(-200), ownedBy: "sales");
        var pool = await AddAsync("normal", Now.AddDays(-400), ownedBy: null);

        var first = await RunAsync(0);
        var second = await RunAsync(1);

        Assert.Equal(("{\"tasks\": 2}", "{\"tasks\": 0}"), (first, second));
        Assert.Equal(("sales", true), await TaskAsync(old));
        Assert.Equal((null, true), await TaskAsync(pool));
        Assert.Equal((null, false), await TaskAsync(young));
    }

    [Fact]
    public async Task One_run_gives_out_no_more_than_its_limit()
    {
        for (var i = 0; i < StaleRecords.StartedMax + 2; i++) await AddAsync("low", Now.AddDays(-800 - i), ownedBy: null);

        var first = await RunAsync(0);
        var second = await RunAsync(1);

        Assert.Equal(($"{{\"tasks\": {StaleRecords.StartedMax}}}", "{\"tasks\": 2}"), (first, second));
    }

    [Fact]
    public async Task Two_nodes_at_once_give_out_one_task_a_customer()
    {
        await AddAsync("high", Now.AddDays(-200), ownedBy: "sales");
        await AddAsync("high", Now.AddDays(-300), ownedBy: "sales");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(RunAsync));

        await using var db = Scene.Open();
        Assert.Equal(2, await db.Set<CaseRow>().CountAsync(row => row.Type == RecordUpdates.CaseType));
    }

    [Fact]
    public async Task Confirmed_as_still_right_every_field_is_fresh_and_says_by_whom()
    {
        var customer = await AddAsync("high", Now.AddDays(-200), ownedBy: null);
        using var agent = await Host.SignedInAsync("agent");

        using var confirmed = await TestHost.PostFormAsync(
            agent, $"/customers/{customer}/edit", $"/customers/{customer}/edit?handler=Confirm");
        var page = await RecordScene.PageAsync(agent, $"/customers/{customer}/edit");

        Assert.Contains("by Emma Clarke", page, StringComparison.Ordinal);
        await using var db = Scene.Open();
        var ages = await db.RecordFields.Where(row => row.RecordKey == customer).ToListAsync();
        Assert.All(ages, age => Assert.True(age.ConfirmedAt > Now.AddHours(-1) && age.ChangedAt < Now.AddDays(-100)));
        Assert.Equal("{\"tasks\": 0}", await RunAsync(0));
    }

    [Fact]
    public async Task The_task_done_confirms_the_record()
    {
        var customer = await AddAsync("high", Now.AddDays(-200), ownedBy: "sales");
        await RunAsync(0);
        using var sales = await Host.SignedInAsync("sales");
        await using var db = Scene.Open();
        var task = await db.Set<UserTaskRow>().SingleAsync(row => row.State == UserTaskState.Open);

        using var done = await RecordScene.CompleteAsync(sales, task, ("outcome", "confirmed"));

        var by = await db.People.Where(row => row.UserName == "sales").Select(row => row.Key).SingleAsync();
        Assert.All(
            await db.RecordFields.Where(row => row.RecordKey == customer).ToListAsync(),
            age => Assert.Equal((true, by), (age.ConfirmedAt > Now.AddHours(-1), age.ByKey)));
        Assert.NotNull((await db.Set<CaseRow>().SingleAsync(row => row.CustomerKey == customer)).ClosedAt);
    }

    [Fact]
    public async Task A_complaint_of_an_unverified_customer_runs_as_before_and_starts_no_check()
    {
        using var visitor = Host.Visitor();

        using var sent = await TestHost.PostFormAsync(
            visitor, "/complain", ("Category", "delivery"), ("Subject", "Parcel never came"), ("Description", "Nothing yet."),
            ("Severity", "normal"), ("Name", "新客"), ("Phone", "13300009999"));

        await using var db = Scene.Open();
        var complaint = await db.Set<CaseRow>().SingleAsync();
        Assert.Equal("complaint", complaint.Type);
        Assert.True(await db.Set<UserTaskRow>().AnyAsync(
            row => row.InstanceKey == complaint.InstanceKey && row.ElementId == "investigate" && row.State == UserTaskState.Open));
        Assert.Null((await db.Customers.SingleAsync(row => row.Key == complaint.CustomerKey)).VerifiedAt);
        using var agent = await Host.SignedInAsync("agent");
        using var asked = await TestHost.PostFormAsync(
            agent, $"/customers/{complaint.CustomerKey}", $"/customers/{complaint.CustomerKey}?handler=Check");
        Assert.Equal("check", (await Scene.TaskAsync(complaint.CustomerKey!.Value)).ElementId);
    }

    private async Task<long> AddAsync(string tier, DateTimeOffset since, string? ownedBy)
    {
        var keys = Host.Services.GetRequiredService<KeyBlocks>();
        var key = await keys.NextAsync(CancellationToken.None);
        await using var db = Scene.Open();
        var owner = await db.People.Where(row => row.UserName == ownedBy).Select(row => (long?)row.Key).SingleOrDefaultAsync();
        db.Add(new Customer
        {
            Key = key, Number = $"K-{key}", Tier = tier, CreatedAt = since, OwnerKey = owner, VerifiedAt = since,
        }.Rename($"老客户 {key}"));
        db.Add(new RecordField { RecordKey = key, Field = "name", ChangedAt = since });
        await db.SaveChangesAsync();
        return key;
    }

    private async Task<(string? Assignee, bool IsOpen)> TaskAsync(long customer)
    {
        await using var db = Scene.Open();
        var task = await db.Set<UserTaskRow>().SingleOrDefaultAsync(row => row.State == UserTaskState.Open
            && db.Set<CaseRow>().Any(one => one.InstanceKey == row.InstanceKey && one.CustomerKey == customer));
        return (task?.Assignee, task is not null);
    }

    private async Task<string?> RunAsync(int number)
    {
        var at = Now.AddSeconds(number);
        await Host.Services.GetRequiredService<JobRuns>().RunAsync(StaleRecords.Id, at, startedBy: null, CancellationToken.None);
        await using var db = Scene.Open();
        return await db.JobRuns.OrderByDescending(row => row.Occurrence).Where(row => row.JobId == StaleRecords.Id)
            .Select(row => row.Result).FirstAsync();
    }
}
