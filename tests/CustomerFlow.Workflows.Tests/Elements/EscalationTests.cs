using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class EscalationTests
{
    private static ProcessBuilder Escalating(bool interrupts) => new ProcessBuilder()
        .Start().Sub("inner", inner => inner.Start("s").Throw("tell", A.Escalation("late")).UserTask("work").Path("s", "tell", "work"))
        .Boundary("told", on: "inner", A.Escalation("late"), interrupts).UserTask("lead").Path("start", "inner").Path("told", "lead");

    [Fact]
    public void Without_interruption_both_go_on()
    {
        var run = new ProcessRun(Escalating(interrupts: false));

        Assert.Equal("start>inner:waiting>s>tell>told>work:waiting>lead:waiting", run.Trace);
    }

    [Fact]
    public void An_interrupting_boundary_ends_the_sub_process()
    {
        var run = new ProcessRun(Escalating(interrupts: true));

        Assert.Equal("start>inner:terminated>s>tell:terminated>told>lead:waiting", run.Trace);
    }

    [Fact]
    public void Nobody_has_to_catch_it()
    {
        var run = new ProcessRun(new ProcessBuilder().Start().End("tell", A.Escalation("late")).Path("start", "tell"));

        Assert.Equal("start>tell", run.Trace);
        Assert.True(run.State.IsEnded);
    }
}
