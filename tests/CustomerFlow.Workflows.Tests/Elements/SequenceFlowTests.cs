using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class SequenceFlowTests
{
    private static ProcessBuilder Leaving(string? defaultTo = null) => new ProcessBuilder().Start().UserTasks("work", "a", "b", "rest")
        .Change<Element.UserTask>("work", task => task with { DefaultFlowId = defaultTo is null ? null : ProcessBuilder.FlowId("work", defaultTo) })
        .Path("start", "work").Flow("work", "a", "x > 1").Flow("work", "b", "x > 2");

    [Theory]
    [InlineData(3, "start>work>a:waiting>b:waiting")]
    [InlineData(2, "start>work>a:waiting")]
    [InlineData(1, "start>work>rest:waiting")]
    public void Every_condition_that_holds_gets_a_token_and_the_default_when_none_does(int x, string trace)
    {
        var run = new ProcessRun(Leaving("rest").Flow("work", "rest"), $"{{\"x\":{x}}}").Complete("work");

        Assert.Equal(trace, run.Trace);
    }

    [Fact]
    public void Without_default_the_task_stays_completed_and_stuck()
    {
        var run = new ProcessRun(Leaving(), """{"x":1}""").Complete("work");
        Assert.Equal("start>work:stuck", run.Trace);
        Assert.Empty(run.Simulator.Tasks);

        Assert.Equal("start>work>a:waiting", run.Set("""{"x":2}""").ResolveAll().Trace);
    }

    [Fact]
    public void Token_quantities_multiply_and_gather_tokens()
    {
        var builder = new ProcessBuilder().Start().UserTasks("many", "one", "pair").Path("start", "many", "one", "pair")
            .Change<Element.UserTask>("many", task => task with { CompletionQuantity = 3 })
            .Change<Element.UserTask>("pair", task => task with { StartQuantity = 2 });
        var run = new ProcessRun(builder).Complete("many");
        Assert.Equal("start>many>one:waiting>one:waiting>one:waiting", run.Trace);

        run.Complete("one").Complete("one").Complete("one").Complete("pair");

        Assert.Equal("start>many>one>one>one>pair", run.Trace);
        Assert.Equal(InstanceStatus.Active, run.State.Status);
    }

    [Fact]
    public void An_endless_circle_stops_at_the_limit()
    {
        var builder = new ProcessBuilder().Start().Exclusive("a").Exclusive("b").Path("start", "a", "b", "a");

        var run = new ProcessRun(builder);

        Assert.Equal(nameof(IncidentKind.StepLimit), run.IncidentKinds);
        run.ResolveAll();
        Assert.Equal(nameof(IncidentKind.StepLimit), run.IncidentKinds);
        Assert.Equal(InstanceStatus.Canceled, run.Cancel().State.Status);
    }

    [Fact]
    public void Execution_listeners_run_before_and_after_an_element()
    {
        var builder = new ProcessBuilder().Start().UserTasks("work", "after").Path("start", "work", "after").Change<Element.UserTask>(
            "work", task => task with { Listeners = [new(true, A.Job("first")), new(true, A.Job("second")), new(false, A.Job("last"))] });
        var run = new ProcessRun(builder);
        Assert.Equal(("first", JobKind.ExecutionListener), (run.Job("work").Type, run.Job("work").Kind));

        run.Complete("work", """{"local":1}""");
        Assert.Equal("second", run.Job("work").Type);
        run.Fail("work");
        Assert.Equal(nameof(IncidentKind.ExecutionListenerNoRetries), run.IncidentKinds);
        run.ResolveAll().Complete("work").Complete("work");

        Assert.Equal("last", run.Job("work").Type);
        Assert.Equal("start>work>after:waiting", run.Complete("work", """{"out":2}""").Trace);
        Assert.Equal("""{"out":2}""", run.Variables);
    }
}
