using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class ErrorTests
{
    private static ProcessBuilder Inner(string? caughtCode, bool atTask = false) => new ProcessBuilder()
        .Start().Sub("inner", inner => inner.Start("s").Job("pay").UserTask("beside").Path("s", "pay").Path("s", "beside"))
        .UserTasks("normal", "rescue").Boundary("failed", on: atTask ? "pay" : "inner", A.Error(caughtCode))
        .Path("start", "inner", "normal").Path("failed", "rescue");

    [Fact]
    public void An_error_leaves_the_sub_process_and_ends_everything_in_it()
    {
        var run = new ProcessRun(Inner("no-money")).ThrowError("pay", "no-money", """{"left":3}""");

        Assert.Equal("start>inner:terminated>s>pay:terminated>beside:terminated>failed>rescue:waiting", run.Trace);
        Assert.Equal("""{"left":3}""", run.Variables);
        Assert.Empty(run.Simulator.Jobs);
    }

    [Fact]
    public void Another_code_is_not_caught_and_an_event_without_code_catches_all()
    {
        var other = new ProcessRun(Inner("no-money")).ThrowError("pay", "no-time");
        var all = new ProcessRun(Inner(null)).ThrowError("pay", "no-time");

        Assert.Equal(nameof(IncidentKind.UnhandledErrorEvent), other.IncidentKinds);
        Assert.EndsWith("failed>rescue:waiting", all.Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void The_event_with_the_code_goes_before_the_one_that_catches_all()
    {
        var builder = Inner(null).Boundary("exactly", on: "inner", A.Error("no-money")).UserTask("special").Path("exactly", "special");

        var run = new ProcessRun(builder).ThrowError("pay", "no-money");

        Assert.EndsWith("exactly>special:waiting", run.Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_sub_process_catches_inside_and_the_scope_goes_on_after_it()
    {
        var builder = new ProcessBuilder().Start().UserTask("normal").Path("start", "inner", "normal").Sub("inner", inner => inner
            .Start("s").End("broken", A.Error("bad")).Path("s", "broken")
            .Sub("handler", handler => handler.Start("caught", A.Error("bad")).UserTask("repair").Path("caught", "repair"),
                SubProcessKind.Event));

        var run = new ProcessRun(builder);

        Assert.Equal("start>inner:waiting>s>broken:terminated>handler:waiting>caught>repair:waiting", run.Trace);
        Assert.EndsWith("repair>normal:waiting", run.Complete("repair").Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_event_that_nothing_catches_is_an_incident_and_resolving_throws_it_again()
    {
        var run = new ProcessRun(new ProcessBuilder().Start().End("broken", A.Error("bad")).Path("start", "broken"));
        Assert.Equal("start>broken:stuck", run.Trace);

        run.ResolveAll();

        Assert.Equal("start>broken:stuck", run.Trace);
        Assert.Single(run.Simulator.Incidents);
    }
}
