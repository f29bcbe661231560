using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class EndEventTests
{
    [Fact]
    public void A_terminate_end_event_ends_its_scope_and_only_that()
    {
        var builder = new ProcessBuilder().Start().UserTask("after").Path("start", "inner", "after").Sub("inner", inner => inner
            .Start("s").Parallel("fork").UserTasks("a", "b").End("stop", new EventTrigger.Terminate()).Path("s", "fork", "a", "stop").Path("fork", "b"));

        var run = new ProcessRun(builder).Complete("a");

        Assert.Equal("start>inner>s>fork>a>b:terminated>stop>after:waiting", run.Trace);
        Assert.Equal("after", run.Simulator.Tasks.Single().Opened.ElementId);
    }

    [Fact]
    public void The_instance_ends_with_its_last_token()
    {
        var builder = new ProcessBuilder().Start().Parallel("fork").UserTasks("a", "b").End().Path("start", "fork", "a", "end").Path("fork", "b", "end");

        var run = new ProcessRun(builder).Complete("a");
        Assert.Equal(InstanceStatus.Active, run.State.Status);

        Assert.Equal(InstanceStatus.Completed, run.Complete("b").State.Status);
    }

    [Fact]
    public void A_multiple_end_event_throws_everything_in_order()
    {
        var listener = new ProcessBuilder("listener").Start("s", A.Signal("done")).UserTask("wake").Path("s", "wake");
        var trigger = new EventTrigger.Multiple([A.Signal("done"), new EventTrigger.Message(A.Text("m"), null, A.Job("post"))], IsParallel: false);

        var run = new ProcessRun(new ProcessBuilder().Start().End("all", trigger).Path("start", "all"), "{}", listener);

        Assert.Equal("post", run.Job("all").Type);
        Assert.Equal(2, run.Simulator.Instances.Count());
        Assert.Equal(InstanceStatus.Completed, run.Complete("all").State.Status);
    }

    [Fact]
    public void A_link_jumps_to_the_event_of_its_name()
    {
        var builder = new ProcessBuilder().Start().Throw("leave", new EventTrigger.Link("L")).Catch("arrive", new EventTrigger.Link("L"))
            .UserTask("after").Path("start", "leave").Path("arrive", "after");

        Assert.Equal("start>leave>arrive>after:waiting", new ProcessRun(builder).Trace);
    }

    [Fact]
    public void Cancelling_ends_everything_and_leaves_nothing_open()
    {
        var builder = new ProcessBuilder().Start().Parallel("fork").UserTask("a").Job("b").Catch("c", A.Duration("PT1H")).Catch("d", A.Signal("x"))
            .Path("start", "fork", "a").Path("fork", "b").Path("fork", "c").Path("fork", "d");

        var run = new ProcessRun(builder).Cancel();

        Assert.Equal(InstanceStatus.Canceled, run.State.Status);
        Assert.Equal(0, run.Simulator.Tasks.Count() + run.Simulator.Jobs.Count() + run.Simulator.Timers.Count() + run.Simulator.SubscriptionKeys.Count());
    }
}
