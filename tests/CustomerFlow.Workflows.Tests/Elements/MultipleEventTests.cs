using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class MultipleEventTests
{
    private static EventTrigger.Multiple Both(bool parallel) => new([A.Signal("a"), A.Message("b", "=\"k\"")], parallel);

    [Fact]
    public void Any_of_several_triggers_is_enough_and_the_others_close()
    {
        var builder = new ProcessBuilder().Start().Catch("wait", Both(parallel: false)).UserTask("after").Path("start", "wait", "after");

        var run = new ProcessRun(builder).Publish("b", "k");

        Assert.Equal("start>wait>after:waiting", run.Trace);
        Assert.Empty(run.Simulator.SubscriptionKeys);
    }

    [Fact]
    public void A_parallel_multiple_event_waits_for_all_and_keeps_their_variables()
    {
        var builder = new ProcessBuilder().Start().Catch("wait", Both(parallel: true)).UserTask("after").Path("start", "wait", "after");
        var run = new ProcessRun(builder).Broadcast("a", """{"one":1}""");
        Assert.Equal("start>wait:waiting", run.Trace);

        run.Publish("b", "k", """{"two":2}""");

        Assert.Equal("start>wait>after:waiting", run.Trace);
        Assert.Equal("""{"one":1,"two":2}""", run.Variables);
    }

    [Fact]
    public void A_parallel_multiple_boundary_that_does_not_interrupt_listens_again()
    {
        var builder = new ProcessBuilder().Start().UserTasks("work", "note").Boundary("both", on: "work", Both(parallel: true), interrupts: false)
            .Path("start", "work").Path("both", "note");

        var run = new ProcessRun(builder).Broadcast("a").Broadcast("a").Publish("b", "k").Publish("b", "k").Broadcast("a");

        Assert.Equal("start>work:waiting>both>note:waiting>both>note:waiting", run.Trace);
    }

    [Fact]
    public void A_multiple_start_event_begins_by_any_and_a_parallel_one_by_all()
    {
        var any = new ProcessBuilder("any").Start("s", new EventTrigger.Multiple([A.Signal("a"), A.Message("b")], false)).UserTask("x").Path("s", "x");
        var all = new ProcessBuilder("all").Start("s", new EventTrigger.Multiple([A.Signal("a"), A.Message("b")], true)).UserTask("x").Path("s", "x");
        var run = new ProcessRun(new ProcessBuilder().Start(), "{}", any, all);

        run.Broadcast("a").Publish("b");

        var begun = run.Simulator.Instances.Select(instance => instance.State.ProcessId).Where(id => id != "process").Order();
        Assert.Equal("all,any,any", string.Join(',', begun));
    }
}
