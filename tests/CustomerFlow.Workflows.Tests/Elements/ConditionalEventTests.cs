using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class ConditionalEventTests
{
    [Fact]
    public void A_catching_condition_fires_when_a_variable_makes_it_true()
    {
        var builder = new ProcessBuilder().Start().Catch("enough", A.When("stock > 10")).UserTask("ship").Path("start", "enough", "ship");
        var run = new ProcessRun(builder, """{"stock":3}""");
        Assert.Equal("start>enough:waiting", run.Set("""{"stock":5}""").Trace);

        Assert.Equal("start>enough>ship:waiting", run.Set("""{"stock":11}""").Trace);
    }

    [Fact]
    public void A_condition_that_already_holds_fires_at_once()
    {
        var builder = new ProcessBuilder().Start().Catch("enough", A.When("stock > 10")).UserTask("ship").Path("start", "enough", "ship");

        var run = new ProcessRun(builder, """{"stock":12}""");

        Assert.Equal("start>enough>ship:waiting", run.Trace);
    }

    [Fact]
    public void A_non_interrupting_boundary_fires_each_time_it_turns_true()
    {
        var builder = new ProcessBuilder().Start().UserTasks("work", "warn")
            .Boundary("hot", on: "work", A.When("heat > 5"), interrupts: false).Path("start", "work").Path("hot", "warn");

        var run = new ProcessRun(builder, """{"heat":1}""")
            .Set("""{"heat":6}""").Set("""{"heat":7}""").Set("""{"heat":2}""").Set("""{"heat":9}""");

        Assert.Equal("start>work:waiting>hot>warn:waiting>hot>warn:waiting", run.Trace);
    }

    [Fact]
    public void A_filter_looks_only_at_its_variables()
    {
        var filtered = A.When("heat > 5") with { Filter = new ConditionalFilter(["trigger"], ["update"]) };
        var builder = new ProcessBuilder().Start().Catch("hot", filtered).UserTask("warn").Path("start", "hot", "warn");
        var run = new ProcessRun(builder, """{"heat":1,"trigger":1}""").Set("""{"heat":9}""");
        Assert.Equal("start>hot:waiting", run.Trace);

        Assert.Equal("start>hot>warn:waiting", run.Set("""{"trigger":2}""").Trace);
    }

    [Fact]
    public void An_event_sub_process_and_a_process_begin_by_condition()
    {
        var builder = new ProcessBuilder().Start("s", A.When("x > 1")).Path("s", "work").UserTask("work")
            .Sub("watch", inner => inner.Start("hot", A.When("heat > 5"), interrupts: false).UserTask("warn").Path("hot", "warn"), SubProcessKind.Event);
        var run = new ProcessRun(new ProcessBuilder("other").Start("go"), "{}", builder);

        run.Simulator.EvaluateConditions(A.Variables("""{"x":2,"heat":6}"""));

        var started = run.Simulator.Instances.Single(instance => instance.State.ProcessId == "process");
        Assert.Equal("s>watch:waiting>hot>work:waiting>warn:waiting", run.TraceOf(started.Key));
    }
}
