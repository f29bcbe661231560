using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class SubProcessTests
{
    private static ProcessBuilder WithComplaint(bool interrupts) => new ProcessBuilder()
        .Start().UserTasks("work", "after").Path("start", "inner", "after").Sub("inner", inner => inner.Start("s").UserTask("step").Path("s", "step")
            .Sub("complaint", complaint => complaint.Start("came", A.Message("complaint", "=\"k\""), interrupts).UserTask("answer").Path("came", "answer"),
                SubProcessKind.Event));

    [Fact]
    public void A_scope_ends_when_nothing_is_left_inside()
    {
        var run = new ProcessRun(WithComplaint(interrupts: true)).Complete("step");

        Assert.Equal("start>inner>s>step>after:waiting", run.Trace);
        Assert.Empty(run.Simulator.SubscriptionKeys);
    }

    [Fact]
    public void An_interrupting_event_sub_process_takes_over_its_scope()
    {
        var run = new ProcessRun(WithComplaint(interrupts: true)).Publish("complaint", "k", """{"text":"bad"}""");
        Assert.Equal("start>inner:waiting>s>step:terminated>complaint:waiting>came>answer:waiting", run.Trace);
        Assert.Empty(run.Simulator.SubscriptionKeys);

        run.Complete("answer");

        Assert.EndsWith("answer>after:waiting", run.Trace, StringComparison.Ordinal);
        Assert.Equal("""{"text":"bad"}""", run.Variables);
    }

    [Fact]
    public void A_non_interrupting_one_runs_beside_as_often_as_it_is_triggered()
    {
        var run = new ProcessRun(WithComplaint(interrupts: false)).Publish("complaint", "k").Publish("complaint", "k").Complete("step");
        Assert.Equal("start>inner:waiting>s>step>complaint:waiting>came>answer:waiting>complaint:waiting>came>answer:waiting", run.Trace);

        run.Complete("answer").Complete("answer");

        Assert.EndsWith("after:waiting", run.Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scope_without_start_event_begins_with_everything_nothing_leads_to()
    {
        var builder = new ProcessBuilder().Start().Path("start", "inner").Sub("inner", inner => inner.UserTasks("a", "b", "c").Path("a", "c"));

        Assert.Equal("start>inner:waiting>a:waiting>b:waiting", new ProcessRun(builder).Trace);
    }

    [Fact]
    public void An_ad_hoc_sub_process_starts_what_is_chosen_and_collects_what_comes_out()
    {
        var adHoc = new AdHocDefinition(A.Feel("chosen"), null, true, IsSequential: true, "results", A.Feel("done"), null);
        var builder = new ProcessBuilder().Start().UserTask("after").Path("start", "free", "after")
            .Sub("free", free => free.UserTasks("a", "b", "c"), SubProcessKind.AdHoc, adHoc);
        var run = new ProcessRun(builder, """{"chosen":["c","a"]}""");
        Assert.Equal("start>free:waiting>c:waiting", run.Trace);

        run.Complete("c", """{"done":1}""").Complete("a", """{"done":2}""");

        Assert.Equal("start>free>c>a>after:waiting", run.Trace);
        Assert.Equal("[1, 2]", run.State.RootVariables.Get("results").ToString());
    }

    [Fact]
    public void An_ad_hoc_sub_process_ends_by_its_condition_and_cancels_the_rest()
    {
        var adHoc = new AdHocDefinition(null, A.Feel("enough = true"), CancelsRemaining: true, false, null, null, null);
        var builder = new ProcessBuilder().Start().UserTask("after").Path("start", "free", "after")
            .Sub("free", free => free.UserTasks("a", "b"), SubProcessKind.AdHoc, adHoc);

        var run = new ProcessRun(builder).Complete("a", """{"enough":true}""");

        Assert.Equal("start>free>a>b:terminated>after:waiting", run.Trace);
        Assert.False(run.State.HasIncident);
    }

    [Fact]
    public void A_job_can_choose_what_an_ad_hoc_sub_process_starts()
    {
        var adHoc = new AdHocDefinition(A.Feel("chosen"), null, true, false, null, null, A.Job("agent"));
        var builder = new ProcessBuilder().Start().Path("start", "free").Sub("free", free => free.UserTasks("a", "b"), SubProcessKind.AdHoc, adHoc);
        var run = new ProcessRun(builder);
        Assert.Equal("agent", run.Job("free").Type);

        run.Complete("free", """{"chosen":["b"]}""").Complete("b");

        Assert.Equal("start>free>b", run.Trace);
        Assert.Equal(InstanceStatus.Completed, run.State.Status);
    }
}
