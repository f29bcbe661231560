using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Data.Workflows.Work;

namespace CustomerFlow.Data.Tests.Workflows;

public sealed class UserTasksTests : IAsyncLifetime
{
    private static readonly TurnActor Other = new("lead", "person:8");
    private TestEngine engine = null!;
    private long task;

    public async Task InitializeAsync()
    {
        engine = await TestEngine.CreateAsync();
        await engine.DeployAsync(Bpmn.Process("thin", Bpmn.TaskThenTimer));
        task = await engine.OpenTaskAsync(await engine.StartAsync("thin"));
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Fact]
    public async Task A_task_that_another_person_has_cannot_be_claimed()
    {
        await engine.Tasks.ClaimAsync(task, TestEngine.By, TestEngine.None);

        var second = await engine.Tasks.ClaimAsync(task, Other, TestEngine.None);

        Assert.Equal("agent", Assert.IsType<TaskOutcome.TakenByOther>(second).Assignee);
    }

    [Fact]
    public async Task Every_change_of_hands_is_a_line_in_the_history()
    {
        await engine.Tasks.ClaimAsync(task, TestEngine.By, TestEngine.None);
        await engine.Tasks.AssignAsync(task, "lead", false, TestEngine.By, TestEngine.None);
        await engine.Tasks.UnclaimAsync(task, Other, TestEngine.None);

        Assert.Equal(
            "5 agent,7 agent,6 lead",
            await engine.ScalarAsync<string>(
                "select string_agg(kind || ' ' || by, ',' order by id) from customerflow.element_event where kind between 5 and 8"));
    }

    [Fact]
    public async Task A_change_of_what_somebody_else_has_changed_meanwhile_is_refused()
    {
        await engine.Tasks.UpdateAsync(task, new TaskChange { Priority = 80 }, Other, TestEngine.None);

        var outcome = await engine.Tasks.UpdateAsync(
            task, new TaskChange { Priority = 10, ExpectedRevision = 1 }, TestEngine.By, TestEngine.None);

        Assert.IsType<TaskOutcome.TakenByOther>(outcome);
        Assert.Equal(80, await engine.ScalarAsync<short>("select priority from customerflow.user_task"));
    }

    [Fact]
    public async Task A_task_that_is_done_cannot_be_claimed()
    {
        await engine.CompleteAsync(task);

        var outcome = await engine.Tasks.ClaimAsync(task, Other, TestEngine.None);

        Assert.Equal("agent", Assert.IsType<TaskOutcome.AlreadyEnded>(outcome).By);
    }
}
