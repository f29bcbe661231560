using CustomerFlow.Data.Workflows;

namespace CustomerFlow.Data.Tests.Workflows;

public sealed class ReconcileTests : IAsyncLifetime
{
    private TestEngine engine = null!;

    public async Task InitializeAsync()
    {
        engine = await TestEngine.CreateAsync();
        await engine.DeployAsync(Bpmn.Process("thin", Bpmn.TaskThenTimer));
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Theory]
    [InlineData("an ended instance with open tasks", "update customerflow.instance set status = 2 where key = {0}")]
    [InlineData("an ended instance with timers", "update customerflow.instance set status = 2 where key = {1}")]
    [InlineData("open work without an instance", "delete from customerflow.instance where key = {0}")]
    [InlineData("a task that is done without an end in the history", "update customerflow.user_task set state = 2 where instance_key = {0}")]
    [InlineData("an open task whose element has ended", "update customerflow.user_task set state = 1 where instance_key = {1}")]
    [InlineData("a revision that is not the number of turns", "delete from customerflow.turn_log where instance_key = {0}")]
    [InlineData("a wrong count of open incidents", "update customerflow.instance set open_incidents = 1 where key = {0}")]
    [InlineData("two open tasks of one element",
        "insert into customerflow.user_task select (jsonb_populate_record(t, '{{\"key\": 1}}')).* from customerflow.user_task t where instance_key = {0}")]
    [InlineData("an instance that never began and has nothing that begins it",
        "insert into customerflow.instance select (jsonb_populate_record(i, '{{\"key\": 1, \"revision\": 0}}')).* from customerflow.instance i where key = {0}")]
    public async Task A_contradiction_is_found_and_nothing_before_it(string rule, string damage)
    {
        var atTask = await engine.StartAsync("thin");
        var atTimer = await engine.StartAsync("thin");
        await engine.CompleteAsync(await engine.OpenTaskAsync(atTimer));
        var before = await engine.Get<Reconcile>().RunAsync(TestEngine.None);

        await engine.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, damage, atTask, atTimer));

        Assert.Empty(before);
        Assert.Contains(rule, (await engine.Get<Reconcile>().RunAsync(TestEngine.None)).Select(finding => finding.Rule));
    }
}
