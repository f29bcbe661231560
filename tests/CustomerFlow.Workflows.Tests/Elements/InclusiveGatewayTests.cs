using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class InclusiveGatewayTests
{
    private static ProcessBuilder SplitAndJoin() => new ProcessBuilder()
        .Start().Inclusive("split", defaultTo: "none").Inclusive("join").UserTasks("a", "b", "none", "after").End()
        .Path("start", "split").Flow("split", "a", "a").Flow("split", "b", "b").Flow("split", "none")
        .Path("a", "join").Path("b", "join").Path("none", "join").Path("join", "after", "end");

    [Fact]
    public void Every_condition_that_holds_gets_a_token_and_the_join_waits_for_these_only()
    {
        var run = new ProcessRun(SplitAndJoin(), """{"a":true,"b":true}""");
        Assert.Equal("start>split>a:waiting>b:waiting", run.Trace);

        run.Complete("a");
        Assert.Equal("start>split>a>b:waiting", run.Trace);
        run.Complete("b");

        Assert.Equal("start>split>a>b>join>after:waiting", run.Trace);
    }

    [Fact]
    public void The_default_is_taken_when_nothing_holds()
    {
        var run = new ProcessRun(SplitAndJoin(), """{"a":false,"b":false}""");

        run.Complete("none");

        Assert.Equal("start>split>none>join>after:waiting", run.Trace);
    }

    [Fact]
    public void The_join_waits_for_a_token_that_can_still_come_by_a_boundary_event()
    {
        var builder = new ProcessBuilder().Start().Parallel("fork").Inclusive("join").UserTasks("quick", "slow", "after")
            .Boundary("late", on: "slow", A.Duration("PT1H")).UserTask("remind")
            .Path("start", "fork", "quick", "join", "after").Path("fork", "slow").Path("late", "remind", "join");
        var run = new ProcessRun(builder).Complete("quick");
        Assert.DoesNotContain("after", run.Trace, StringComparison.Ordinal);

        run.Complete("slow");

        Assert.EndsWith("join>after:waiting", run.Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_that_went_another_way_is_not_waited_for()
    {
        var builder = new ProcessBuilder().Start().Parallel("fork").Exclusive("choice").Inclusive("join").UserTasks("a", "b", "away", "after")
            .Path("start", "fork", "a", "join", "after").Path("fork", "b", "choice")
            .Flow("choice", "join", "back").Flow("choice", "away", "not(back)");
        var run = new ProcessRun(builder, """{"back":false}""").Complete("a");
        Assert.DoesNotContain("after", run.Trace, StringComparison.Ordinal);

        run.Complete("b");

        Assert.EndsWith("away:waiting>join>after:waiting", run.Trace, StringComparison.Ordinal);
    }
}
