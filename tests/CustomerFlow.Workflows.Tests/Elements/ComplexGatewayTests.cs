using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class ComplexGatewayTests
{
    private static ProcessBuilder TwoOfThree() => new ProcessBuilder()
        .Start().Parallel("fork").UserTasks("a", "b", "c", "after").End()
        .Add(new Element.ComplexGateway(A.Feel("activationCount >= 2"), null) { Id = "vote", ScopeId = "" })
        .Path("start", "fork", "a", "vote", "after", "end").Path("fork", "b", "vote").Path("fork", "c", "vote");

    [Fact]
    public void It_fires_when_its_condition_holds_and_takes_in_the_late_token()
    {
        var run = new ProcessRun(TwoOfThree()).Complete("a");
        Assert.DoesNotContain("vote", run.Trace, StringComparison.Ordinal);

        run.Complete("b");
        Assert.EndsWith("vote>after:waiting", run.Trace, StringComparison.Ordinal);
        run.Complete("c").Complete("after");

        Assert.Equal(InstanceStatus.Completed, run.State.Status);
        Assert.Equal("start>fork>a>b>c>vote>after>end", run.Trace);
    }

    [Fact]
    public void At_the_reset_a_flow_whose_condition_turned_true_gets_a_token()
    {
        var builder = TwoOfThree().UserTask("count").Flow("vote", "count", "not(waitingForStart)");

        var run = new ProcessRun(builder).Complete("a").Complete("b").Complete("c");

        Assert.EndsWith("vote>after:waiting>count:waiting", run.Trace, StringComparison.Ordinal);
    }
}
