using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class MessageTests
{
    private static ProcessBuilder WaitForPaper() => new ProcessBuilder()
        .Start().Catch("paper", A.Message("paper-came", "=number")).UserTask("after").Path("start", "paper", "after");

    [Fact]
    public void Name_and_correlation_key_decide_who_gets_a_message()
    {
        var run = new ProcessRun(WaitForPaper(), """{"number":"C-1"}""");

        Assert.Equal("start>paper:waiting", run.Publish("paper-came", "C-2").Publish("other", "C-1").Trace);
        Assert.Equal("start>paper>after:waiting", run.Publish("paper-came", "C-1", """{"pages":3}""").Trace);
        Assert.Equal("""{"number":"C-1","pages":3}""", run.Variables);
    }

    [Fact]
    public void A_correlation_key_that_is_missing_stops_the_event()
    {
        var run = new ProcessRun(WaitForPaper());

        Assert.Equal("start>paper:stuck", run.Trace);
        Assert.Equal(nameof(IncidentKind.ExtractValueError), run.IncidentKinds);
    }

    [Fact]
    public void A_message_that_came_early_waits_as_long_as_it_lives()
    {
        var builder = new ProcessBuilder().Start().UserTask("first").Catch("paper", A.Message("paper-came", "=\"k\"")).UserTask("after")
            .Path("start", "first", "paper", "after");

        var alive = new ProcessRun(builder).Publish("paper-came", "k", timeToLive: TimeSpan.FromHours(2)).Wait(TimeSpan.FromHours(1)).Complete("first");
        var dead = new ProcessRun(builder).Publish("paper-came", "k", timeToLive: TimeSpan.FromHours(1)).Wait(TimeSpan.FromHours(2)).Complete("first");

        Assert.Equal("start>first>paper>after:waiting", alive.Trace);
        Assert.Equal("start>first>paper:waiting", dead.Trace);
    }

    [Fact]
    public void A_non_interrupting_boundary_message_can_come_again()
    {
        var builder = new ProcessBuilder().Start().UserTasks("work", "note")
            .Boundary("remark", on: "work", A.Message("remark", "=\"k\""), interrupts: false).Path("start", "work").Path("remark", "note");

        var run = new ProcessRun(builder).Publish("remark", "k").Publish("remark", "k");

        Assert.Equal("start>work:waiting>remark>note:waiting>remark>note:waiting", run.Trace);
        run.Complete("work");
        Assert.Empty(run.Simulator.SubscriptionKeys);
    }

    [Fact]
    public void A_message_starts_an_instance_and_a_thrown_one_reaches_another()
    {
        var receiver = new ProcessBuilder("receiver").Start("s", A.Message("order")).UserTask("handle").Path("s", "handle");
        var sender = new ProcessBuilder("sender").Start().Throw("send", A.Message("order", "=\"k\"")).End()
            .Path("start", "send", "end").Inputs("send", ("=7", "number"));

        var run = new ProcessRun(sender, "{}", receiver);

        var started = run.Simulator.Instances.Single(instance => instance.State.ProcessId == "receiver");
        Assert.Equal("s>handle:waiting", run.TraceOf(started.Key));
        Assert.Equal("""{"number":7}""", FeelJson.ToText(started.State.RootVariables));
    }

    [Fact]
    public void A_receive_task_waits_and_an_instantiating_one_begins_the_instance()
    {
        var builder = new ProcessBuilder()
            .Add(new Element.ReceiveTask(A.Message("order"), Instantiates: true) { Id = "order", ScopeId = "" })
            .Add(new Element.ReceiveTask(A.Message("more", "=\"k\""), Instantiates: false) { Id = "more", ScopeId = "" }).UserTask("after")
            .Path("order", "more", "after");

        var run = new ProcessRun(builder, """{"a":1}""", start: "order", limits: null);
        Assert.Equal("order>more:waiting", run.Trace);

        Assert.Equal("order>more>after:waiting", run.Publish("more", "k").Trace);
    }
}
