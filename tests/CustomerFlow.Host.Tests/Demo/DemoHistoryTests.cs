using System.Net;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Demo;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Demo;

/// <summary>The past that a demo begins with: lived through on the engine, once, and never seen by anything that is written now.</summary>
public sealed class DemoHistoryTests : IAsyncLifetime
{
    /// <summary>The complaints, and one record that waits for its check.</summary>
    private static readonly int CasesTold = DemoStories.All.Count + 1;

    private const string WithHistory = "--Demo:History=true";
    private TestDatabase database = null!;

    public async Task InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task A_first_start_ends_with_cases_in_many_states_and_the_clock_at_real_time()
    {
        await using (var host = await TestHost.StartAsync(database, WithHistory))
        {
            await host.Services.GetRequiredService<DemoPreparation>().Finished;

            await using var db = Open(host);
            var cases = await db.Set<CaseRow>().AsNoTracking().ToListAsync();
            Assert.Equal(CasesTold, cases.Count);
            Assert.Subset(
                cases.Select(row => row.Status).ToHashSet(),
                new HashSet<string> { "closed", "waiting-for-customer", "investigating", "reopened" });
            Assert.Contains(cases, row => row.ClosedAt is null && row.DueAt < row.OpenedAt.AddDays(30) && row.DueAt < Now);
            var clock = host.Services.GetRequiredService<BusinessClock>();
            Assert.Equal((false, TimeSpan.Zero), (clock.IsPinned, clock.Offset));
            Assert.Equal(0, await db.Set<IncidentRow>().CountAsync());
            Assert.Empty(await host.Services.GetRequiredService<Reconcile>().RunAsync(CancellationToken.None));
            var mails = await db.Set<OutgoingMailRow>().AsNoTracking().ToListAsync();
            Assert.True(mails.Max(row => row.QueuedAt) - mails.Min(row => row.QueuedAt) > TimeSpan.FromDays(14));
            Assert.All(mails, row => Assert.True(row.QueuedAt <= Now.AddMinutes(1)));
        }

        await using var again = await TestHost.StartAsync(database, WithHistory);
        await again.Services.GetRequiredService<DemoPreparation>().Finished;
        await using var later = Open(again);
        Assert.Equal(CasesTold, await later.Set<CaseRow>().CountAsync());
    }

    [Fact]
    public async Task A_start_that_was_broken_off_goes_on_and_opens_no_case_twice()
    {
        await using (var host = await TestHost.StartAsync(database, WithHistory))
            await Until.TrueAsync(async () => await CountAsync(host) >= 3, "three cases were there");
        Assert.InRange(await StoredCasesAsync(), 3, DemoStories.All.Count - 1);

        await using var next = await TestHost.StartAsync(database, WithHistory);
        await next.Services.GetRequiredService<DemoPreparation>().Finished;

        Assert.Equal(CasesTold, await CountAsync(next));
        Assert.False(next.Services.GetRequiredService<BusinessClock>().IsPinned);
    }

    [Fact]
    public async Task What_is_sent_meanwhile_waits_for_the_present()
    {
        await using var host = await TestHost.StartAsync(database, WithHistory);
        var preparation = host.Services.GetRequiredService<DemoPreparation>();
        using var visitor = host.Visitor();

        using var answer = await TestHost.PostFormAsync(
            visitor, "/complain", ("Category", "delivery"), ("Subject", "Parcel never came"), ("Description", "Nothing since Monday."),
            ("Severity", "normal"), ("Name", "Li Hua"), ("Email", "li.hua@example.cn"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.True(preparation.Finished.IsCompleted);
        await using var db = Open(host);
        var opened = await db.Set<CaseRow>().Where(row => row.Title == "Parcel never came").Select(row => row.OpenedAt).SingleAsync();
        Assert.InRange(Now - opened, TimeSpan.FromSeconds(-5), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Outside_of_a_demo_nothing_is_made_up()
    {
        await using var host = await TestHost.StartAsync(database, WithHistory, "--Demo:Enabled=false");

        await host.Services.GetRequiredService<DemoPreparation>().Finished;

        Assert.Equal(0, await CountAsync(host));
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static CustomerFlowDb Open(TestHost host) => host.Services.GetRequiredService<DbPool>().Open(AccessScope.System("test"));

    private static async Task<int> CountAsync(TestHost host)
    {
        await using var db = Open(host);
        return await db.Set<CaseRow>().CountAsync();
    }

    private async Task<long> StoredCasesAsync()
    {
        await using var command = database.DataSource.CreateCommand("""select count(*) from customerflow."case" """);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
