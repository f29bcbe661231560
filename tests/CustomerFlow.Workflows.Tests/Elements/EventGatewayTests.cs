using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class EventGatewayTests
{
    private static ProcessBuilder Race(bool instantiates = false, bool parallel = false) => new ProcessBuilder()
        .Add(new Element.EventGateway(instantiates, parallel) { Id = "race", ScopeId = "" })
        .Catch("answer", A.Message("answer", "=\"k\"")).Catch("late", A.Duration("PT1H")).UserTasks("read", "remind")
        .Path("race", "answer", "read").Path("race", "late", "remind");

    [Fact]
    public void The_first_event_decides_and_the_other_is_no_longer_awaited()
    {
        var run = new ProcessRun(Race().Start().Path("start", "race"));

        run.Publish("answer", "k", """{"text":"yes"}""");

        Assert.Equal("start>race>answer>read:waiting", run.Trace);
        Assert.Empty(run.Simulator.Timers);
        Assert.Equal("""{"text":"yes"}""", run.Variables);
    }

    [Fact]
    public void Time_may_come_first()
    {
        var run = new ProcessRun(Race().Start().Path("start", "race")).Wait(TimeSpan.FromHours(1));

        Assert.Equal("start>race>late>remind:waiting", run.Trace);
        Assert.Empty(run.Simulator.SubscriptionKeys);
    }

    [Fact]
    public void An_instantiating_gateway_begins_with_the_event_that_came()
    {
        var run = new ProcessRun(Race(instantiates: true), "{}", start: "answer", limits: null);

        Assert.Equal("answer>read:waiting", run.Trace);
        Assert.Empty(run.Simulator.Timers);
    }

    [Fact]
    public void A_parallel_instantiating_gateway_waits_for_the_others_too()
    {
        var run = new ProcessRun(Race(instantiates: true, parallel: true), "{}", start: "answer", limits: null);
        Assert.Equal("answer>late:waiting>read:waiting", run.Trace);

        Assert.Equal("answer>late>read:waiting>remind:waiting", run.Wait(TimeSpan.FromHours(1)).Trace);
    }
}
