using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Data.Tests.Workflows;

public sealed class MessagesTests : IAsyncLifetime
{
    private TestEngine engine = null!;

    public async Task InitializeAsync()
    {
        engine = await TestEngine.CreateAsync();
        await engine.DeployAsync(Bpmn.Process("waiting", Bpmn.WaitForMessage), Bpmn.Process("starting", Bpmn.StartByMessage));
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Fact]
    public async Task A_message_reaches_the_instance_that_waits_for_its_key()
    {
        var right = await engine.StartAsync("waiting", """{"order": "A1"}""");
        var wrong = await engine.StartAsync("waiting", """{"order": "A2"}""");

        await PublishAsync("paid", "A1", TimeSpan.Zero);
        await engine.SettleAsync();

        Assert.Equal(2, await engine.StatusAsync(right));
        Assert.Equal(1, await engine.StatusAsync(wrong));
        Assert.Equal(
            "7", await engine.ScalarAsync<string>($"select variables->>'amount' from customerflow.instance where key = {right}"));
    }

    [Fact]
    public async Task A_kept_message_reaches_an_instance_that_waits_later_and_only_one()
    {
        await PublishAsync("paid", "A1", TimeSpan.FromHours(1));

        var first = await engine.StartAsync("waiting", """{"order": "A1"}""");
        var second = await engine.StartAsync("waiting", """{"order": "A1"}""");
        await engine.SettleAsync();

        Assert.Equal(2, await engine.StatusAsync(first));
        Assert.Equal(1, await engine.StatusAsync(second));
    }

    [Fact]
    public async Task A_message_whose_time_is_over_reaches_nobody()
    {
        await PublishAsync("paid", "A1", TimeSpan.FromHours(1));
        await engine.MoveAsync(TimeSpan.FromHours(2));

        var late = await engine.StartAsync("waiting", """{"order": "A1"}""");
        await engine.SettleAsync();

        Assert.Equal(1, await engine.StatusAsync(late));
    }

    [Fact]
    public async Task The_same_message_id_is_refused_while_the_message_is_kept()
    {
        await engine.Messages.PublishAsync(Request("paid", "A1", TimeSpan.FromHours(1), "once"), TestEngine.None);

        var again = await engine.Messages.PublishAsync(Request("paid", "A1", TimeSpan.FromHours(1), "once"), TestEngine.None);

        Assert.IsType<PublishOutcome.AlreadyPublished>(again);
    }

    [Fact]
    public async Task Only_one_instance_per_message_key_is_alive_and_the_next_starts_when_it_ends()
    {
        await PublishAsync("ordered", "K", TimeSpan.FromHours(1));
        await PublishAsync("ordered", "K", TimeSpan.FromHours(1));
        await engine.SettleAsync();
        var first = await engine.ScalarAsync<long>("select key from customerflow.instance where process_id = 'starting'");
        var alive = await CountAsync();

        await engine.CompleteAsync(await engine.OpenTaskAsync(first));
        await engine.SettleAsync();

        Assert.Equal(1, alive);
        Assert.Equal(2, await CountAsync());
        Assert.Equal(1, await engine.ScalarAsync<long>(
            "select count(*) from customerflow.instance where process_id = 'starting' and status = 1"));
    }

    [Fact]
    public async Task Publishing_and_beginning_to_wait_at_the_same_moment_never_loses_the_message()
    {
        const int Pairs = 30;

        var work = Enumerable.Range(0, Pairs).SelectMany(i => new[]
        {
            Task.Run(async () => { await engine.StartAsync("waiting", $$"""{"order": "R{{i}}"}"""); }),
            Task.Run(() => PublishAsync("paid", $"R{i}", TimeSpan.FromHours(1))),
        });
        await Task.WhenAll(work);
        await engine.SettleAsync();

        Assert.Equal(Pairs, await engine.ScalarAsync<long>(
            "select count(*) from customerflow.instance where process_id = 'waiting' and status = 2"));
    }

    private Task<long> CountAsync() =>
        engine.ScalarAsync<long>("select count(*) from customerflow.instance where process_id = 'starting'");

    private async Task PublishAsync(string name, string key, TimeSpan timeToLive) => Assert.IsType<PublishOutcome.Published>(
        await engine.Messages.PublishAsync(Request(name, key, timeToLive, null), TestEngine.None));

    private static MessageRequest Request(string name, string key, TimeSpan timeToLive, string? id) =>
        new(name, key, FeelJson.ParseObject("""{"amount": 7}"""), timeToLive, id);
}
