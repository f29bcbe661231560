using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class UserTaskTests
{
    private static ProcessBuilder Review(UserTaskDefinition definition) =>
        new ProcessBuilder().Start().UserTask("review", definition).End().Path("start", "review", "end");

    [Fact]
    public void A_task_opens_with_everything_evaluated_and_its_variables_reach_the_process()
    {
        var run = new ProcessRun(
            Review(A.Task(assignee: "= \"a\" + \"nn\"", groups: "staff, lead", dueDate: "=now() + duration(\"P1D\")", priority: "=70")));
        var task = run.Task("review");
        Assert.Equal(("ann", 70, ProcessRun.Morning.AddDays(1)), (task.Assignee, task.Priority, task.DueAt));
        Assert.Equal("staff|lead", string.Join('|', task.CandidateGroups));

        run.Complete("review", """{"approved":true}""");

        Assert.Equal("start>review>end", run.Trace);
        Assert.Equal("""{"approved":true}""", run.Variables);
        Assert.Equal(InstanceStatus.Completed, run.State.Status);
    }

    [Fact]
    public void Completing_twice_is_ignored()
    {
        var run = new ProcessRun(Review(A.Task()));
        var key = run.Task("review").TaskKey;
        run.Complete("review");

        var again = run.Simulator.Send(run.State.Key, new ProcessEvent.UserTaskCompleted(key, A.Variables("{}"), null));

        Assert.NotNull(again);
    }

    [Fact]
    public void An_assignee_that_is_no_text_stops_the_task_and_resolving_opens_it()
    {
        var run = new ProcessRun(Review(A.Task(assignee: "=owner")), """{"owner":true}""");
        Assert.Equal("start>review:stuck", run.Trace);

        run.Set("""{"owner":"bob"}""").ResolveAll();

        Assert.Equal("bob", run.Task("review").Assignee);
        Assert.Empty(run.Simulator.Incidents);
    }

    [Fact]
    public void Creating_listeners_run_before_the_task_opens_and_completing_ones_before_it_closes()
    {
        var run = new ProcessRun(Review(A.Task(listeners:
            [new TaskListener("creating", A.Job("before")), new TaskListener("completing", A.Job("check")), new TaskListener("completing", A.Job("log"))])));
        Assert.Empty(run.Simulator.Tasks);
        Assert.Equal(("before", JobKind.TaskListener), (run.Job("review").Type, run.Job("review").Kind));

        run.Simulator.CompleteJob(run.Job("review").JobKey, A.Variables("{}"));
        run.Complete("review", """{"approved":true}""");
        Assert.Equal("check", run.Job("review").Type);
        run.Simulator.CompleteJob(run.Job("review").JobKey, A.Variables("{}"));
        Assert.Equal("log", run.Job("review").Type);
        Assert.Single(run.Simulator.Tasks);
        run.Simulator.CompleteJob(run.Job("review").JobKey, A.Variables("{}"));

        Assert.Equal("start>review>end", run.Trace);
        Assert.Equal("""{"approved":true}""", run.Variables);
    }
}
