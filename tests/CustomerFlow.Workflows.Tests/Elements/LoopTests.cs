using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class LoopTests
{
    private static ProcessBuilder Each(LoopDefinition loop) =>
        new ProcessBuilder().Start().Job("ask").UserTask("after").Path("start", "ask", "after").Repeat("ask", loop);

    [Fact]
    public void Parallel_runs_begin_together_and_results_keep_the_order_of_the_items()
    {
        var run = new ProcessRun(Each(A.ForEach("people", output: "answer + item")), """{"people":["a","b"]}""");
        Assert.Equal("start>ask:waiting>ask:waiting>ask:waiting", run.Trace);
        var second = run.Simulator.Jobs.Last().Opened.JobKey;

        run.Simulator.CompleteJob(second, A.Variables("""{"answer":"no "}"""));
        run.Complete("ask", """{"answer":"yes "}""");

        Assert.Equal("start>ask>ask>ask>after:waiting", run.Trace);
        Assert.Equal("""["yes a", "no b"]""", run.State.RootVariables.Get("results").ToString());
    }

    [Fact]
    public void Sequential_runs_begin_one_after_the_other_with_their_item_and_number()
    {
        var run = new ProcessRun(Each(A.ForEach("[10, 20]", sequential: true)));
        Assert.Equal("start>ask:waiting>ask:waiting", run.Trace);

        run.Complete("ask");

        Assert.Equal("""{"loopCounter":2,"item":20}""", FeelJson.ToText(run.Job("ask").Variables));
        Assert.Equal("start>ask>ask>ask>after:waiting", run.Complete("ask").Trace);
    }

    [Fact]
    public void An_empty_collection_is_passed_and_something_else_stops()
    {
        var empty = new ProcessRun(Each(A.ForEach("people")), """{"people":[]}""");
        var none = new ProcessRun(Each(A.ForEach("people")));

        Assert.Equal("start>ask>after:waiting", empty.Trace);
        Assert.Equal("start>ask:stuck", none.Trace);
        Assert.Equal("start>ask>after:waiting", none.Set("""{"people":[]}""").ResolveAll().Trace);
    }

    [Fact]
    public void The_completion_condition_ends_the_rest()
    {
        var run = new ProcessRun(Each(A.ForEach("[1, 2, 3]", until: "numberOfCompletedInstances >= 2")));

        run.Complete("ask").Complete("ask");

        Assert.Equal("start>ask>ask>ask>ask:terminated>after:waiting", run.Trace);
        Assert.Empty(run.Simulator.Jobs);
    }

    [Fact]
    public void A_boundary_event_belongs_to_the_whole_and_ends_all_runs()
    {
        var builder = Each(A.ForEach("[1, 2]")).Boundary("late", on: "ask", A.Duration("PT1H")).UserTask("remind").Path("late", "remind");

        var run = new ProcessRun(builder).Wait(TimeSpan.FromHours(1));

        Assert.Equal("start>ask:terminated>ask:terminated>ask:terminated>late>remind:waiting", run.Trace);
    }

    [Theory]
    [InlineData("None", 2)]
    [InlineData("One", 1)]
    [InlineData("All", 0)]
    public void A_behaviour_throws_its_event_on_each_run_or_the_first_or_none(string kind, int times)
    {
        var behavior = new MultiInstanceBehavior(kind, A.Signal("done"), []);
        var builder = Each(A.ForEach("[1, 2]", behavior: behavior)).Boundary("told", on: "ask", A.Signal("done")).UserTask("note").Path("told", "note");

        var run = new ProcessRun(builder).Complete("ask").Complete("ask");

        Assert.Equal(times, run.Trace.Split('>').Count(entry => entry == "told"));
        Assert.Contains("after:waiting", run.Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void A_complex_behaviour_throws_and_ends_the_rest_when_its_condition_holds()
    {
        var behavior = new MultiInstanceBehavior("Complex", null, [new ComplexBehavior(A.Feel("found = true"), A.Signal("done"))]);
        var builder = Each(A.ForEach("[1, 2, 3]", sequential: true, behavior: behavior))
            .Boundary("told", on: "ask", A.Signal("done")).UserTask("note").Path("told", "note");

        var run = new ProcessRun(builder, """{"found":false}""").Complete("ask").Complete("ask", """{"found":true}""");

        Assert.Equal("start>ask>ask>ask>told>note:waiting>after:waiting", run.Trace);
    }

    [Theory]
    [InlineData(false, "start>ask>ask>ask>after:waiting")]
    [InlineData(true, "start>ask>ask>ask>after:waiting")]
    public void A_standard_loop_runs_while_its_condition_holds(bool testBefore, string trace)
    {
        var run = new ProcessRun(Each(A.While("n < 2", testBefore)), """{"n":0}""").Complete("ask", """{"n":1}""").Complete("ask", """{"n":2}""");

        Assert.Equal(trace, run.Trace);
    }

    [Fact]
    public void A_condition_tested_before_can_prevent_the_first_run_and_a_maximum_the_last()
    {
        Assert.Equal("start>ask>after:waiting", new ProcessRun(Each(A.While("false", testBefore: true))).Trace);
        Assert.Equal("start>ask>ask>ask>after:waiting", new ProcessRun(Each(A.While("true", maximum: 2))).Complete("ask").Complete("ask").Trace);
    }

    [Fact]
    public void More_runs_than_one_advance_may_begin_stop_at_the_limit_and_go_on_when_resolved()
    {
        var run = new ProcessRun(Each(A.ForEach("for i in 1..25 return i")), "{}", null, Limits.Default with { ElementsPerAdvance = 10 });
        Assert.Equal(nameof(IncidentKind.StepLimit), run.IncidentKinds);

        run.ResolveAll().ResolveAll().ResolveAll();

        Assert.Equal(25, run.Simulator.Jobs.Count());
        Assert.Empty(run.Simulator.Incidents);
    }
}
