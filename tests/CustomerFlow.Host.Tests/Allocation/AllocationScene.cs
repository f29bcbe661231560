using System.Net;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Testing;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerFlow.Host.Tests.Allocation;

/// <summary>Customers of the demo's people, and what colleagues do with them.</summary>
internal sealed class AllocationScene(TestHost host)
{
    private static CancellationToken None => CancellationToken.None;

    public CustomerFlowDb Open() => Get<DbPool>().Open(AccessScope.System("test"));

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    public async Task<long> PersonAsync(string username)
    {
        await using var db = Open();
        return await db.People.Where(row => row.UserName == username).Select(row => row.Key).SingleAsync();
    }

    /// <summary>Straight into the tables; without an owner it lies in the pool.</summary>
    public async Task<long> CustomerAsync(string name, string? owner, string tier = "normal", DateTimeOffset? since = null)
    {
        await using var db = Open();
        var key = await Get<KeyBlocks>().NextAsync(None);
        db.Add(new Customer
        {
            Key = key, Number = $"K-T{key}", Tier = tier, CreatedAt = since ?? Get<BusinessClock>().Now,
            OwnerKey = owner is null ? null : await PersonAsync(owner),
        }.Rename(name));
        await db.SaveChangesAsync();
        return key;
    }

    public async Task<long?> OwnerAsync(long customer)
    {
        await using var db = Open();
        return await db.Customers.Where(row => row.Key == customer).Select(row => row.OwnerKey).SingleAsync();
    }

    public async Task ChangeAsync(string by, long customer, string from, string to, string reason, string? note)
    {
        using var person = await host.SignedInAsync(by);
        using var answer = await PostOwnerAsync(person, customer, from, to, reason, note);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public static Task<HttpResponseMessage> PostOwnerAsync(
        HttpClient person, long customer, string from, string to, string reason, string? note) =>
        TestHost.PostFormAsync(
            person, $"/customers/{customer}/owner", ("Fields.From", from), ("Fields.To", to), ("Fields.Reason", reason),
            ("Fields.Note", note ?? ""));

    public async Task ApproveAsync(string by, long customer, string decision)
    {
        await using var db = Open();
        var caseKey = await db.Set<CaseRow>().Where(row => row.CustomerKey == customer && row.ClosedAt == null)
            .Select(row => row.InstanceKey).SingleAsync();
        var task = await db.Set<UserTaskRow>().Where(row => row.InstanceKey == caseKey && row.State == UserTaskState.Open)
            .Select(row => row.Key).SingleAsync();
        var outcome = await Get<UserTasks>().CompleteAsync(
            task, FeelContext.Empty.With("approval", FeelValue.Of(decision)), new TurnActor(by, $"person:{await PersonAsync(by)}"), null, None);
        Assert.IsType<TaskOutcome.Done>(outcome);
    }

    /// <summary>A call with the customer; now when nothing else is said.</summary>
    public async Task ContactAsync(long customer, string by, DateTimeOffset? at)
    {
        await using var db = Open();
        db.Add(new Interaction
        {
            Key = await Get<KeyBlocks>().NextAsync(None), CustomerKey = customer, Channel = "phone", At = at ?? Get<BusinessClock>().Now,
            PersonKey = await PersonAsync(by), SealedFor = customer,
        });
        await db.SaveChangesAsync();
    }
}
