using System.Net;
using CustomerFlow.Data.Workflows;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CustomerFlow.Host.Tests.Allocation;

/// <summary>Customers change hands only with a record of it, by who may decide or by an approved proposal.</summary>
public sealed class TransferTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly AllocationScene scene = new(fixture.Host);

    [Fact]
    public async Task The_database_refuses_a_change_of_owner_without_its_record()
    {
        var customer = await scene.CustomerAsync("裸改公司", "sales");
        await using var db = scene.Open();

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlAsync(
            $"update customerflow.customer set owner_key = null where key = {customer}"));

        Assert.Equal("demand_transfer", refusal.ConstraintName);
        Assert.NotNull(await db.Customers.Where(row => row.Key == customer).Select(row => row.OwnerKey).SingleAsync());
    }

    [Fact]
    public async Task A_record_is_never_changed_or_deleted()
    {
        var customer = await scene.CustomerAsync("改痕公司", "sales");
        await scene.ChangeAsync("manager", customer, "sales", "agent", "workload", "两人各一半");
        await using var db = scene.Open();

        var changed = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlAsync(
            $"update customerflow.transfer set reason = 'other' where customer_key = {customer}"));
        var deleted = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlAsync(
            $"delete from customerflow.transfer where customer_key = {customer}"));

        Assert.Equal((PostgresErrorCodes.IntegrityConstraintViolation, PostgresErrorCodes.IntegrityConstraintViolation),
            (changed.SqlState, deleted.SqlState));
    }

    [Fact]
    public async Task A_manager_changes_the_owner_and_the_path_says_who_to_whom_and_why()
    {
        var customer = await scene.CustomerAsync("路径公司", "sales");

        await scene.ChangeAsync("manager", customer, "sales", "agent", "expertise", "需要懂出口的同事");
        using var manager = await fixture.Host.SignedInAsync("manager");
        var page = WebUtility.HtmlDecode(await manager.GetStringAsync(new Uri($"/customers/{customer}", UriKind.Relative)));

        await using var db = scene.Open();
        var transfer = await db.Transfers.SingleAsync(row => row.CustomerKey == customer);
        Assert.Equal((await scene.PersonAsync("sales"), await scene.PersonAsync("agent"), "expertise", "manual", "waiting"),
            (transfer.FromKey, transfer.ToKey, transfer.Reason, transfer.Way, transfer.Outcome));
        Assert.Equal(await scene.PersonAsync("manager"), transfer.ByKey);
        Assert.Contains("需要懂出口的同事", page, StringComparison.Ordinal);
        Assert.Contains("客户流转：大卫·布朗 → 艾玛·克拉克（需要专长）", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_of_two_changes_from_the_same_page_is_refused_and_keeps_what_was_typed()
    {
        var customer = await scene.CustomerAsync("同时公司", "sales");
        await scene.ChangeAsync("manager", customer, "sales", "agent", "workload", null);

        using var manager = await fixture.Host.SignedInAsync("manager");
        using var second = await AllocationScene.PostOwnerAsync(manager, customer, "sales", "lead", "workload", "我的说明");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        Assert.Contains("我的说明", WebUtility.HtmlDecode(await second.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(await scene.PersonAsync("agent"), await scene.OwnerAsync(customer));
    }

    [Fact]
    public async Task A_proposal_changes_nothing_until_somebody_else_approves_it()
    {
        var customer = await scene.CustomerAsync("提议公司", "sales");
        await scene.ChangeAsync("sales", customer, "sales", "agent", "customer-wish", "客户要求中文对接");
        var before = await scene.OwnerAsync(customer);

        await scene.ApproveAsync("manager", customer, "approve");

        await using var db = scene.Open();
        var transfer = await db.Transfers.SingleAsync(row => row.CustomerKey == customer);
        Assert.Equal((await scene.PersonAsync("sales"), await scene.PersonAsync("agent")), (before, await scene.OwnerAsync(customer)));
        Assert.Equal(("proposal", await scene.PersonAsync("manager")), (transfer.Way, transfer.ByKey));
        var done = await db.Set<CaseRow>().SingleAsync(row => row.CustomerKey == customer);
        Assert.Equal(("closed", "approved"), (done.Status, done.Outcome));
    }

    [Fact]
    public async Task A_second_proposal_for_the_same_customer_waits_for_the_first()
    {
        var customer = await scene.CustomerAsync("两议公司", "sales");
        await scene.ChangeAsync("sales", customer, "sales", "agent", "workload", null);

        using var sales = await fixture.Host.SignedInAsync("sales");
        using var second = await AllocationScene.PostOwnerAsync(sales, customer, "sales", "lead", "workload", null);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        Assert.Contains("waiting for approval already", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proposal_that_was_overtaken_changes_nothing_and_says_so()
    {
        var customer = await scene.CustomerAsync("超越公司", "sales");
        await scene.ChangeAsync("sales", customer, "sales", "agent", "workload", null);
        await scene.ChangeAsync("manager", customer, "sales", "lead", "territory", null);

        await scene.ApproveAsync("manager", customer, "approve");

        Assert.Equal(await scene.PersonAsync("lead"), await scene.OwnerAsync(customer));
        await using var db = scene.Open();
        Assert.Equal("overtaken", (await db.Set<CaseRow>().SingleAsync(row => row.CustomerKey == customer)).Outcome);
    }

    [Fact]
    public async Task The_first_contact_of_the_new_owner_is_the_outcome()
    {
        var customer = await scene.CustomerAsync("联系公司", "sales");
        await scene.ChangeAsync("manager", customer, "sales", "agent", "workload", null);

        await scene.ContactAsync(customer, "agent", at: null);

        await using var db = scene.Open();
        Assert.Equal("contacted", (await db.Transfers.SingleAsync(row => row.CustomerKey == customer)).Outcome);
    }
}
