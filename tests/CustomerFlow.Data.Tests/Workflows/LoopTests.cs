using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;

namespace CustomerFlow.Data.Tests.Workflows;

public sealed class LoopTests : IAsyncLifetime
{
    private readonly SwitchStep step = new();
    private TestEngine engine = null!;

    public async Task InitializeAsync()
    {
        engine = await TestEngine.CreateAsync(step);
        await engine.DeployAsync(
            Bpmn.Process("thin", Bpmn.TaskThenTimer), Bpmn.Process("child", Bpmn.TaskThenTimer), Bpmn.Process("caller", Bpmn.Caller),
            Bpmn.Process("ordering", Bpmn.StartByMessage),
            Bpmn.Process("stuck", Bpmn.Caller.Replace("processId=\"child\"", "processId=\"=&quot;ordering&quot;\"", StringComparison.Ordinal)),
            Bpmn.Process("stepping", Bpmn.Job("cf:test")), Bpmn.Process("outside", Bpmn.Job("worker")));
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Fact]
    public async Task A_batch_of_due_timers_moves_every_instance()
    {
        var keys = new List<long>();
        for (var i = 0; i < 60; i++)
        {
            keys.Add(await engine.StartAsync("thin"));
            await engine.CompleteAsync(await engine.OpenTaskAsync(keys[i]));
        }

        await engine.MoveAsync(TimeSpan.FromHours(1));

        Assert.Equal(60, await engine.ScalarAsync<long>("select count(*) from customerflow.instance where status = 2"));
        Assert.Empty(await engine.Get<Reconcile>().RunAsync(TestEngine.None));
    }

    [Fact]
    public async Task A_turn_that_always_fails_becomes_an_incident_and_its_neighbours_go_on()
    {
        var broken = await ToTimerAsync();
        var fine = await ToTimerAsync();
        var state = await engine.ScalarAsync<byte[]>($"select state from customerflow.instance where key = {broken}");
        await engine.ExecuteAsync($"update customerflow.instance set state = '\\x00' where key = {broken}");

        await engine.MoveAsync(TimeSpan.FromHours(1));

        Assert.Equal(2, await engine.StatusAsync(fine));
        Assert.Equal(1, await engine.StatusAsync(broken));
        var incident = await engine.ScalarAsync<long>($"select key from customerflow.incident where instance_key = {broken}");
        Assert.Equal(1, await engine.ScalarAsync<int>($"select open_incidents from customerflow.instance where key = {broken}"));

        await engine.ExecuteAsync(
            $"update customerflow.instance set state = '\\x{Convert.ToHexString(state!)}' where key = {broken}");
        await engine.Instances.ResolveIncidentAsync(incident, TestEngine.By, TestEngine.None);
        await engine.SettleAsync();

        Assert.Equal(2, await engine.StatusAsync(broken));
        Assert.Equal(0, await engine.ScalarAsync<int>($"select open_incidents from customerflow.instance where key = {broken}"));
    }

    [Fact]
    public async Task A_called_process_runs_in_its_own_instance_and_its_variables_come_back()
    {
        var caller = await engine.StartAsync("caller");
        await engine.SettleAsync();
        var child = await engine.ScalarAsync<long>($"select key from customerflow.instance where parent_key = {caller}");

        await engine.CompleteAsync(await engine.OpenTaskAsync(child), """{"found": "yes"}""");
        await engine.MoveAsync(TimeSpan.FromHours(1));

        Assert.Equal(2, await engine.StatusAsync(child));
        Assert.Equal(2, await engine.StatusAsync(caller));
        Assert.Equal("yes", await engine.ScalarAsync<string>($"select variables->>'found' from customerflow.instance where key = {caller}"));
    }

    [Fact]
    public async Task A_call_of_a_process_that_cannot_begin_by_itself_is_an_incident_of_the_caller()
    {
        var caller = await engine.StartAsync("stuck");

        await engine.SettleAsync();

        Assert.Equal(1, await engine.ScalarAsync<int>($"select open_incidents from customerflow.instance where key = {caller}"));
        Assert.Equal(3, await engine.ScalarAsync<short>($"select status from customerflow.instance where parent_key = {caller}"));
        Assert.Empty(await engine.Get<Reconcile>().RunAsync(TestEngine.None));
    }

    [Fact]
    public async Task Cancelling_a_caller_cancels_what_it_called()
    {
        var caller = await engine.StartAsync("caller");
        await engine.SettleAsync();
        var child = await engine.ScalarAsync<long>($"select key from customerflow.instance where parent_key = {caller}");

        await engine.Instances.CancelAsync(caller, TestEngine.By, TestEngine.None);
        await engine.SettleAsync();

        Assert.Equal(3, await engine.StatusAsync(caller));
        Assert.Equal(3, await engine.StatusAsync(child));
        Assert.Equal(0, await engine.OpenTaskAsync(child));
        Assert.Empty(await engine.Get<Reconcile>().RunAsync(TestEngine.None));
    }

    [Fact]
    public async Task An_inline_step_runs_in_the_turn_that_reaches_it()
    {
        var key = await engine.StartAsync("stepping");

        Assert.Equal(2, await engine.StatusAsync(key));
        Assert.Equal("done", await engine.ScalarAsync<string>($"select variables->>'step' from customerflow.instance where key = {key}"));
        Assert.Equal(0, await engine.ScalarAsync<long>("select count(*) from customerflow.job"));
        Assert.Empty((await engine.Get<Data.Workflows.Turns.Replay>().RunAsync(key, TestEngine.None)).Differences);
    }

    [Fact]
    public async Task A_step_that_throws_does_not_hold_up_the_person_and_becomes_an_incident()
    {
        step.Behaviour = "throw";
        var key = await engine.StartAsync("stepping");
        var afterStart = await engine.ScalarAsync<short>("select state from customerflow.job");

        await engine.SettleAsync();
        var incident = await engine.ScalarAsync<long>($"select key from customerflow.incident where instance_key = {key}");
        step.Behaviour = "complete";
        await engine.Instances.ResolveIncidentAsync(incident, TestEngine.By, TestEngine.None);
        await engine.SettleAsync();

        Assert.Equal(1, afterStart);
        Assert.NotEqual(0, incident);
        Assert.Equal(2, await engine.StatusAsync(key));
        Assert.Equal((short)JobState.Completed, await engine.ScalarAsync<short>("select state from customerflow.job"));
        Assert.Empty(await engine.Get<Reconcile>().RunAsync(TestEngine.None));
    }

    [Fact]
    public async Task A_step_that_cannot_be_done_is_an_incident_at_once_and_runs_again_when_resolved()
    {
        step.Behaviour = "fail";
        var key = await engine.StartAsync("stepping");
        var incident = await engine.ScalarAsync<long>($"select key from customerflow.incident where instance_key = {key}");
        step.Behaviour = "complete";

        await engine.Instances.ResolveIncidentAsync(incident, TestEngine.By, TestEngine.None);
        await engine.SettleAsync();

        Assert.Equal(2, await engine.StatusAsync(key));
        Assert.Empty(await engine.Get<Reconcile>().RunAsync(TestEngine.None));
    }

    [Fact]
    public async Task A_worker_outside_takes_a_job_with_a_lease_and_answers_it()
    {
        var key = await engine.StartAsync("outside");

        var taken = await engine.Jobs.ActivateAsync("worker", "w1", TimeSpan.FromMinutes(1), 10, TestEngine.None);
        var nobody = await engine.Jobs.ActivateAsync("worker", "w2", TimeSpan.FromMinutes(1), 10, TestEngine.None);
        var answer = await engine.Jobs.CompleteAsync(taken[0].Key, taken[0].Epoch, FeelJson.ParseObject("""{"x": 1}"""), TestEngine.None);
        var again = await engine.Jobs.CompleteAsync(taken[0].Key, taken[0].Epoch, FeelContext.Empty, TestEngine.None);

        Assert.Empty(nobody);
        Assert.IsType<JobOutcome.Done>(answer);
        Assert.IsType<JobOutcome.AlreadyEnded>(again);
        Assert.Equal(2, await engine.StatusAsync(key));
    }

    [Fact]
    public async Task A_worker_whose_lease_ran_out_changes_nothing()
    {
        await engine.StartAsync("outside");
        var first = await engine.Jobs.ActivateAsync("worker", "w1", TimeSpan.Zero, 1, TestEngine.None);
        await engine.Jobs.ActivateAsync("worker", "w2", TimeSpan.FromMinutes(1), 1, TestEngine.None);

        var answer = await engine.Jobs.CompleteAsync(first[0].Key, first[0].Epoch, FeelContext.Empty, TestEngine.None);

        Assert.IsType<JobOutcome.LeaseLost>(answer);
    }

    [Fact]
    public async Task A_job_without_retries_is_an_incident_that_can_be_resolved()
    {
        var key = await engine.StartAsync("outside");
        var job = (await engine.Jobs.ActivateAsync("worker", "w1", TimeSpan.FromMinutes(1), 1, TestEngine.None))[0];
        await engine.Jobs.FailAsync(
            job.Key, job.Epoch, new JobFailure("no answer", 0, TimeSpan.Zero), FeelContext.Empty, TestEngine.None);
        var incident = await engine.ScalarAsync<long>($"select key from customerflow.incident where instance_key = {key}");

        await engine.Instances.ResolveIncidentAsync(incident, TestEngine.By, TestEngine.None);
        var again = await engine.Jobs.ActivateAsync("worker", "w1", TimeSpan.FromMinutes(1), 1, TestEngine.None);

        Assert.Equal(job.Key, Assert.Single(again).Key);
        Assert.Equal(0, await engine.ScalarAsync<int>($"select open_incidents from customerflow.instance where key = {key}"));
    }

    private async Task<long> ToTimerAsync()
    {
        var key = await engine.StartAsync("thin");
        await engine.CompleteAsync(await engine.OpenTaskAsync(key));
        return key;
    }

    private sealed class SwitchStep() : InlineStep<string>("cf:test")
    {
        public string Behaviour { get; set; } = "complete";

        public override Task<string> ReadAsync(StepReader reader, StepInput input, CancellationToken cancellationToken) =>
            Task.FromResult(Behaviour);

        public override StepOutcome Decide(string record, StepInput input, DateTimeOffset now) => record switch
        {
            "throw" => throw new InvalidOperationException("a bug"),
            "fail" => new StepOutcome.Failed("There is no text for this mail."),
            _ => new StepOutcome.Completed(FeelJson.ParseObject("""{"step": "done"}"""), []),
        };
    }
}
