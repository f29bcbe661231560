using System.Diagnostics;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Testing;
using CustomerFlow.Testing.Mail;
using Xunit.Abstractions;

namespace CustomerFlow.Host.Tests.Faults;

/// <summary>
/// Two nodes on one durable database with a real mail server; one of them is killed at every named statement in turn, under work, and
/// once the database itself. Nothing that was accepted may be lost, and nothing may happen twice.
/// </summary>
[Collection(Alone)]
public sealed class KillTests(ITestOutputHelper output) : IAsyncLifetime
{
    internal const string Alone = "faults";

    private const int NamedStatementsMin = 15;
    private static readonly TimeSpan PatiencePerPoint = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan PatienceAtTheEnd = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly SmtpSink sink = new();
    private readonly List<FaultNode> nodes = [];
    private DurableServer database = null!;
    private FaultDriver driver = null!;
    private FaultComplaints complaints = null!;
    private FaultInvariants invariants = null!;

    public async Task InitializeAsync()
    {
        database = await DurableServer.StartAsync();
        driver = new FaultDriver(database);
        complaints = new FaultComplaints(database);
        invariants = new FaultInvariants(database, sink, complaints);
        await StartNodeAsync(null);
        Assert.True(await FaultDriver.PostAsync(nodes, $"deploy/{FaultProcess.Id}", FaultProcess.Xml));
    }

    public async Task DisposeAsync()
    {
        foreach (var node in nodes) await node.DisposeAsync();
        await database.DisposeAsync();
        await sink.DisposeAsync();
    }

    [Fact]
    public async Task A_node_killed_at_any_named_statement_loses_nothing_and_does_nothing_twice()
    {
        var hits = KillPoint.Names.ToDictionary(name => name, _ => 0);

        foreach (var name in KillPoint.Names)
        {
            if (await KillAtAsync(name)) hits[name]++;
            Assert.True(await invariants.ContradictionsAsync() is [], $"After {name}: {string.Join("; ", await invariants.ContradictionsAsync())}");
        }

        await StartNodeAsync(null);
        await ComeToRestAsync();
        output.WriteLine(string.Join('\n', hits.Select(hit => $"{hit.Key}: {hit.Value}")));
        Assert.True(hits.Count >= NamedStatementsMin);
        Assert.Empty(hits.Where(hit => hit.Value == 0).Select(hit => hit.Key));
        await invariants.CheckAsync(driver.Accepted, driver.Deployments);
    }

    [Fact]
    public async Task A_database_that_is_killed_comes_back_with_everything_it_said_yes_to()
    {
        await StartNodeAsync(null);
        for (var round = 0; round < 5; round++) await RoundAsync("", nodes);

        var underWay = Task.WhenAll(Enumerable.Range(0, 10).Select(number => number % 2 == 0 ? driver.OpenAsync(nodes) : complaints.OpenAsync(nodes)));
        await database.KillAsync();
        await underWay;
        await database.RecoverAsync(PatiencePerPoint);

        await RoundAsync("", nodes);
        await ComeToRestAsync();
        Assert.InRange(driver.Accepted.Count, 10, int.MaxValue);
        Assert.InRange(complaints.Accepted.Count, 5, int.MaxValue);
        await invariants.CheckAsync(driver.Accepted, driver.Deployments);
    }

    private async Task<FaultNode> StartNodeAsync(string? killAt)
    {
        var node = await FaultNode.StartAsync(database.ConnectionString, sink.Port, killAt);
        nodes.Add(node);
        return node;
    }

    /// <summary>Starts an armed node and works, asking it first, until it has killed itself.</summary>
    private async Task<bool> KillAtAsync(string name)
    {
        var watch = Stopwatch.StartNew();
        var armed = await StartNodeAsync(name);
        var started = watch.Elapsed;
        FaultNode[] order = [armed, .. nodes.Where(node => node != armed)];
        while (!armed.HasEnded && watch.Elapsed < started + PatiencePerPoint) await RoundAsync(name, order);
        var isKilled = armed.HasEnded;
        if (isKilled) Assert.True(armed.ExitCode == FaultNode.Killed, $"At {name} the node ended with {armed.ExitCode}: {armed.Log}");
        output.WriteLine(FormattableString.Invariant($"{name}: started in {started.TotalSeconds:0.0} s, dead after {watch.Elapsed.TotalSeconds:0.0} s"));
        nodes.Remove(armed);
        await armed.DisposeAsync();
        return isKilled;
    }

    private async Task RoundAsync(string name, IReadOnlyList<FaultNode> order)
    {
        if (name.StartsWith("deploy", StringComparison.Ordinal)) await driver.DeployAsync(order);
        await Task.WhenAll(driver.WorkAsync(order), driver.WorkAsync(order), complaints.OpenAsync(order));
        await complaints.CatchUpAsync(order);
    }

    private async Task ComeToRestAsync()
    {
        var watch = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(Pause);
        while (await invariants.UnfinishedAsync() > 0)
        {
            if (watch.Elapsed > PatienceAtTheEnd) Assert.Fail($"Cases are stuck: {await invariants.WaitingAsync()}\n{nodes[0].Log}");
            await driver.CatchUpAsync(nodes);
            await complaints.CatchUpAsync(nodes);
            if (await invariants.MovingAsync() == 0) await FaultDriver.PostAsync(nodes, "walk");
            await pause.WaitForNextTickAsync();
        }
    }
}

/// <summary>These tests need the machine for themselves: they measure nothing, but they wait for processes.</summary>
[CollectionDefinition(KillTests.Alone, DisableParallelization = true)]
public sealed class AloneCollection;
