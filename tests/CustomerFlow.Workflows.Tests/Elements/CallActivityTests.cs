using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class CallActivityTests
{
    private static readonly ProcessBuilder Child = new ProcessBuilder("child").Start("s").UserTask("inside").End("e").Path("s", "inside", "e");

    private static ProcessBuilder Parent(bool passesAll = true, bool returnsAll = true) => new ProcessBuilder()
        .Start().Call("call", "child", passesAll, returnsAll).UserTasks("after", "rescue").Path("start", "call", "after");

    private static long ChildKey(ProcessRun run) => run.Simulator.Instances.Last(instance => instance.State.ProcessId == "child").Key;

    [Fact]
    public void Variables_go_down_and_come_back()
    {
        var run = new ProcessRun(Parent(), """{"a":1}""", Child);
        Assert.Equal("s>inside:waiting", run.TraceOf(ChildKey(run)));

        run.Complete("inside", """{"b":2}""");

        Assert.Equal("start>call>after:waiting", run.Trace);
        Assert.Equal("""{"a":1,"b":2}""", run.Variables);
    }

    [Fact]
    public void Without_passing_all_only_the_mapped_variables_go_down_and_nothing_comes_back()
    {
        var run = new ProcessRun(Parent(passesAll: false, returnsAll: false).Inputs("call", ("=a + 1", "x")), """{"a":1}""", Child);
        Assert.Equal("""{"x":2}""", FeelJson.ToText(run.Simulator.State(ChildKey(run)).RootVariables));

        run.Complete("inside", """{"b":2}""");

        Assert.Equal("""{"a":1}""", run.Variables);
    }

    [Fact]
    public void An_error_that_the_child_does_not_catch_goes_to_its_caller()
    {
        var failing = new ProcessBuilder("child").Start("s").UserTask("beside").End("bad", A.Error("E")).Path("s", "bad").Path("s", "beside");
        var builder = Parent().Boundary("failed", on: "call", A.Error("E")).Path("failed", "rescue");

        var run = new ProcessRun(builder, "{}", failing);

        Assert.Equal("start>call:terminated>failed>rescue:waiting", run.Trace);
        Assert.Equal(InstanceStatus.Failed, run.Simulator.State(ChildKey(run)).Status);
    }

    [Fact]
    public void An_escalation_goes_to_the_caller_and_the_child_goes_on()
    {
        var telling = new ProcessBuilder("child").Start("s").Throw("tell", A.Escalation("late")).UserTask("inside").Path("s", "tell", "inside");
        var builder = Parent().Boundary("told", on: "call", A.Escalation(null), interrupts: false).Path("told", "rescue");

        var run = new ProcessRun(builder, "{}", telling);

        Assert.Equal("start>call:waiting>told>rescue:waiting", run.Trace);
        Assert.Equal("start>call>told>rescue:waiting>after:waiting", run.Complete("inside").Trace);
    }

    [Fact]
    public void Cancelling_the_caller_cancels_the_child()
    {
        var run = new ProcessRun(Parent(), "{}", Child).Cancel();

        Assert.Equal(InstanceStatus.Canceled, run.Simulator.State(ChildKey(run)).Status);
    }

    [Fact]
    public void A_process_that_is_missing_is_an_incident_until_it_is_deployed()
    {
        var run = new ProcessRun(Parent());
        Assert.Equal(nameof(IncidentKind.CalledElementError), run.IncidentKinds);

        run.Simulator.Deploy(new ReleaseContent(2, [Child.Build()], []));
        run.ResolveAll().Complete("inside");

        Assert.Equal("start>call>after:waiting", run.Trace);
    }

    [Fact]
    public void A_process_that_calls_itself_stops_at_the_depth_limit()
    {
        var run = new ProcessRun(new ProcessBuilder().Start().Call("again", "process").Path("start", "again"));

        Assert.Equal(nameof(IncidentKind.CalledElementError), run.IncidentKinds);
        Assert.Equal(Limits.Default.CallDepthMax + 1, run.Simulator.Instances.Count());
    }
}
