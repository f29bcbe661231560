using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Allocation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Allocation;

/// <summary>The job that takes customers back to the pool, at business times of its own, with the shipped table (normal: 90 days, 14 before).</summary>
public sealed class PoolRecallTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    // Far from every other test's days, so that demo customers are never due.
    private static readonly DateTimeOffset Start = new(2027, 3, 1, 2, 0, 0, TimeSpan.Zero);

    private readonly AllocationScene scene = new(fixture.Host);

    [Fact]
    public async Task A_silent_owner_is_warned_once_and_then_loses_the_customer_with_a_record()
    {
        var customer = await scene.CustomerAsync("沉默公司", "sales", since: Start);

        await RunAsync(Start.AddDays(75));
        var early = await WarningsAsync(customer);
        await RunAsync(Start.AddDays(76));
        await RunAsync(Start.AddDays(77));
        var warned = await WarningsAsync(customer);
        await RunAsync(Start.AddDays(89));
        var kept = await scene.OwnerAsync(customer);
        await RunAsync(Start.AddDays(90));

        Assert.Equal((0, 1), (early, warned));
        Assert.NotNull(kept);
        Assert.Null(await scene.OwnerAsync(customer));
        await using var db = scene.Open();
        var transfer = await db.Transfers.SingleAsync(row => row.CustomerKey == customer);
        Assert.Equal(("dormant", "recall", null), (transfer.Reason, transfer.Way, transfer.ByKey));
    }

    [Fact]
    public async Task A_contact_by_the_owner_starts_the_days_anew()
    {
        var customer = await scene.CustomerAsync("有联系公司", "sales", since: Start);
        await RunAsync(Start.AddDays(80));
        await scene.ContactAsync(customer, "sales", Start.AddDays(85));

        await RunAsync(Start.AddDays(95));

        Assert.NotNull(await scene.OwnerAsync(customer));
    }

    [Fact]
    public async Task A_contact_by_somebody_else_does_not()
    {
        var customer = await scene.CustomerAsync("别人联系公司", "sales", since: Start);
        await RunAsync(Start.AddDays(80));
        await scene.ContactAsync(customer, "agent", Start.AddDays(85));

        await RunAsync(Start.AddDays(95));

        Assert.Null(await scene.OwnerAsync(customer));
    }

    [Fact]
    public async Task Nobody_loses_a_customer_without_a_warning_a_day_before()
    {
        var customer = await scene.CustomerAsync("突然公司", "sales", since: Start);

        await RunAsync(Start.AddDays(120));
        var first = await scene.OwnerAsync(customer);
        await RunAsync(Start.AddDays(121));

        Assert.NotNull(first);
        Assert.Null(await scene.OwnerAsync(customer));
    }

    [Fact]
    public async Task A_customer_with_an_open_case_stays_where_it_is()
    {
        var customer = await scene.CustomerAsync("有案公司", "sales", since: Start);
        await RunAsync(Start.AddDays(80));
        await scene.ChangeAsync("sales", customer, "sales", "agent", "workload", null);

        await RunAsync(Start.AddDays(100));
        var during = await scene.OwnerAsync(customer);
        await scene.ApproveAsync("manager", customer, "decline");
        await RunAsync(Start.AddDays(101));

        Assert.NotNull(during);
        Assert.Null(await scene.OwnerAsync(customer));
    }

    [Fact]
    public async Task Lost_customers_are_left_to_win_back()
    {
        var customer = await scene.CustomerAsync("已流失公司", "sales", since: Start);
        await using var db = scene.Open();
        await db.Customers.Where(row => row.Key == customer).ExecuteUpdateAsync(set => set.SetProperty(row => row.Stage, "lost"));

        await RunAsync(Start.AddDays(200));
        await RunAsync(Start.AddDays(202));

        Assert.NotNull(await scene.OwnerAsync(customer));
    }

    private async Task RunAsync(DateTimeOffset at)
    {
        await scene.Get<BusinessClock>().PinAsync(at, CancellationToken.None);
        await using var scope = fixture.Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PoolRecall>().RunAsync(at, CancellationToken.None);
    }

    private async Task<int> WarningsAsync(long customer)
    {
        await using var db = scene.Open();
        var keys = await db.Set<OutgoingMailRow>().Where(row => row.Purpose == "recall-warning").Select(row => row.ElementInstanceKey)
            .ToListAsync();
        return keys.Count(key => key / 10_000_000 == customer);
    }
}
