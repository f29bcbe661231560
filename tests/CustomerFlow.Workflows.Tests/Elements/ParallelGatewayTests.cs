using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class ParallelGatewayTests
{
    private static ProcessBuilder ForkAndJoin() => new ProcessBuilder()
        .Start().Parallel("fork", "join").UserTasks("left", "right", "after").End()
        .Path("start", "fork", "left", "join", "after", "end").Path("fork", "right", "join");

    [Fact]
    public void All_branches_begin_and_the_join_waits_for_the_last()
    {
        var run = new ProcessRun(ForkAndJoin());
        Assert.Equal("start>fork>left:waiting>right:waiting", run.Trace);

        run.Complete("right");
        Assert.Equal("start>fork>left:waiting>right", run.Trace);

        run.Complete("left");
        Assert.Equal("start>fork>left>right>join>after:waiting", run.Trace);
    }

    [Fact]
    public void Conditions_on_its_flows_are_ignored()
    {
        var builder = new ProcessBuilder().Start().Parallel("fork").UserTasks("left", "right")
            .Path("start", "fork").Flow("fork", "left", "false").Flow("fork", "right", "false");

        var run = new ProcessRun(builder);

        Assert.Equal("start>fork>left:waiting>right:waiting", run.Trace);
    }

    [Fact]
    public void A_second_token_on_one_flow_waits_for_the_next_round()
    {
        var builder = new ProcessBuilder().Start().Parallel("fork", "join").Exclusive("merge").UserTasks("one", "two", "other", "after")
            .Path("start", "fork", "one", "merge", "join", "after").Path("fork", "two", "merge").Path("fork", "other", "join");
        var run = new ProcessRun(builder);

        run.Complete("one").Complete("two");
        Assert.DoesNotContain("after", run.Trace, StringComparison.Ordinal);
        run.Complete("other");

        Assert.Contains("join>after:waiting", run.Trace, StringComparison.Ordinal);
        Assert.Equal(InstanceStatus.Active, run.Complete("after").State.Status);
    }
}
