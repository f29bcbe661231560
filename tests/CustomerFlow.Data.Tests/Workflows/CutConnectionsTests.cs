using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Loops;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Data.Workflows.Work;
using Npgsql;

namespace CustomerFlow.Data.Tests.Workflows;

/// <summary>Two nodes on one database whose connections are cut again and again in the middle of their work.</summary>
public sealed class CutConnectionsTests : IAsyncLifetime
{
    private const int Cases = 40;
    private TestEngine engine = null!;
    private TestEngine other = null!;
    private readonly SemaphoreSlim progress = new(0);
    private int cuts;

    public async Task InitializeAsync()
    {
        engine = await TestEngine.CreateAsync();
        other = await engine.OtherNodeAsync();
        await engine.DeployAsync(Bpmn.Process("thin", Bpmn.TaskThenTimer));
    }

    public async Task DisposeAsync()
    {
        await other.DisposeAsync();
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_is_lost_and_nothing_is_done_twice()
    {
        var keys = new List<long>();
        for (var i = 0; i < Cases; i++) keys.Add(await engine.StartAsync("thin"));
        using var stop = new CancellationTokenSource();
        var saboteur = Task.Run(() => CutAsync(stop.Token));

        await Task.WhenAll(keys.Select((key, i) => Task.Run(() => CompleteAsync(i % 2 == 0 ? engine : other, key))));
        await AgainAsync(() => engine.Clock.PinAsync(TestEngine.Start.AddHours(2), TestEngine.None));
        await AgainAsync(() => other.Clock.RefreshAsync(TestEngine.None));
        await Task.WhenAll(Task.Run(() => SettleAsync(engine)), Task.Run(() => SettleAsync(other)));
        await stop.CancelAsync();
        await saboteur;
        await AgainAsync(engine.SettleAsync);

        Assert.True(cuts > 10, $"Only {cuts} connections were cut.");
        Assert.Equal(Cases, await engine.ScalarAsync<long>("select count(*) from customerflow.instance where status = 2"));
        Assert.Equal(Cases, await engine.ScalarAsync<long>("select count(*) from customerflow.user_task where state = 2"));
        Assert.Equal(0, await engine.ScalarAsync<long>("select count(*) from customerflow.incident"));
        Assert.Empty(await engine.Get<Reconcile>().RunAsync(TestEngine.None));
        foreach (var key in keys) Assert.Empty((await engine.Get<Replay>().RunAsync(key, TestEngine.None)).Differences);
    }

    private Task CompleteAsync(TestEngine node, long key) => AgainAsync(async () =>
    {
        var task = await node.ScalarAsync<long>($"select key from customerflow.user_task where instance_key = {key}");
        // A cut at COMMIT leaves it open whether it was done; asking again tells.
        var outcome = await node.CompleteAsync(task);
        Assert.True(outcome is TaskOutcome.Done or TaskOutcome.AlreadyEnded, outcome.ToString());
        progress.Release();
    });

    private async Task SettleAsync(TestEngine node)
    {
        for (var i = 0; i < 5; i++)
        {
            progress.Release();
            await AgainAsync(() => node.Get<TimerLoop>().RunOnceAsync(TestEngine.None));
        }
    }

    private static async Task AgainAsync(Func<Task> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await work();
                return;
            }
            catch (NpgsqlException) when (attempt < 100)
            {
                // The connection was cut; the next one comes.
            }
        }
    }

    // One cut for each thing that was done, whoever is at it then: work gets through, and most of it meets a cut.
    private async Task CutAsync(CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(engine.ConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        while (!stop.IsCancellationRequested)
        {
            await progress.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var found = 0L;
            while (found == 0 && !stop.IsCancellationRequested)
            {
                await using var cut = new NpgsqlCommand(
                    "select count(pg_terminate_backend(pid)) from (select pid from pg_stat_activity where datname = current_database() " +
                    "and pid <> pg_backend_pid() and xact_start is not null order by random() limit 1) busy", connection);
                found = (long)(await cut.ExecuteScalarAsync(CancellationToken.None))!;
            }

            cuts += (int)found;
        }
    }
}
