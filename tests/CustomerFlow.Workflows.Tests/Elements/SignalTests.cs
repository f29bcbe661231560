using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class SignalTests
{
    [Fact]
    public void A_signal_reaches_everybody_who_waits_in_this_instance_at_once_and_others_too()
    {
        var listener = new ProcessBuilder("listener").Start("s", A.Signal("alarm")).UserTask("run away").Path("s", "run away");
        var builder = new ProcessBuilder().Start().Parallel("fork").Catch("one", A.Signal("alarm")).Catch("two", A.Signal("alarm"))
            .UserTasks("first", "a", "b").Throw("ring", A.Signal("alarm"))
            .Path("start", "fork", "one", "a").Path("fork", "two", "b").Path("fork", "first", "ring");

        var run = new ProcessRun(builder, "{}", listener).Complete("first");

        Assert.Equal("start>fork>one>two>first>ring>a:waiting>b:waiting", run.Trace);
        Assert.Single(run.Simulator.Instances, instance => instance.State.ProcessId == "listener");
    }

    [Fact]
    public void An_end_event_inside_is_caught_at_the_border_before_the_sub_process_ends()
    {
        var builder = new ProcessBuilder().Start().Sub("inner", inner => inner.Start("s").End("e", A.Signal("stop")).Path("s", "e"))
            .Boundary("stopped", on: "inner", A.Signal("stop")).UserTasks("normal", "other").Path("start", "inner", "normal").Path("stopped", "other");

        var run = new ProcessRun(builder);

        Assert.Equal("start>inner:terminated>s>e:terminated>stopped>other:waiting", run.Trace);
    }

    [Fact]
    public void Nobody_waits_later_for_a_signal_that_passed()
    {
        var builder = new ProcessBuilder().Start().UserTask("first").Catch("wait", A.Signal("alarm")).Path("start", "first", "wait");

        var run = new ProcessRun(builder).Broadcast("alarm").Complete("first");

        Assert.Equal("start>first>wait:waiting", run.Trace);
    }
}
