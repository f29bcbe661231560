using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class TimerTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static ProcessBuilder Pause(EventTrigger.Timer timer) =>
        new ProcessBuilder().Start().Catch("pause", timer).UserTask("after").Path("start", "pause", "after");

    [Fact]
    public void A_duration_runs_on_the_clock()
    {
        var run = new ProcessRun(Pause(A.Duration("PT2H")));

        Assert.Equal("start>pause:waiting", run.Wait(Hour).Trace);
        Assert.Equal("start>pause>after:waiting", run.Wait(Hour).Trace);
        Assert.Empty(run.Simulator.Timers);
    }

    [Fact]
    public void A_date_without_offset_is_in_the_time_zone_of_the_business()
    {
        var run = new ProcessRun(Pause(new EventTrigger.Timer(TimerKind.Date, A.Text("2026-01-05T18:00:00"))));

        Assert.Equal(ProcessRun.Morning.AddHours(2), run.Simulator.Timers.Single().DueAt);
    }

    [Fact]
    public void A_month_is_counted_by_the_calendar()
    {
        var run = new ProcessRun(Pause(A.Duration("P1M")));

        Assert.Equal(ProcessRun.Morning.AddMonths(1), run.Simulator.Timers.Single().DueAt);
    }

    [Fact]
    public void A_value_that_is_no_time_stops_the_event_until_it_is_corrected()
    {
        var run = new ProcessRun(Pause(A.Duration("=patience")), """{"patience":"soon"}""");
        Assert.Equal("start>pause:stuck", run.Trace);

        run.Set("""{"patience":"PT1H"}""").ResolveAll().Wait(Hour);

        Assert.Equal("start>pause>after:waiting", run.Trace);
    }

    [Fact]
    public void A_boundary_timer_ends_the_task()
    {
        var run = new ProcessRun(Late(A.Duration("PT1H"), interrupts: true)).Wait(Hour);

        Assert.Equal("start>work:terminated>late>remind:waiting", run.Trace);
        Assert.Equal("remind", run.Simulator.Tasks.Single().Opened.ElementId);
    }

    [Fact]
    public void A_cycle_reminds_as_often_as_it_says_and_stops_with_the_task()
    {
        var run = new ProcessRun(Late(A.Cycle("R3/PT1H"), interrupts: false)).Wait(Hour * 2);
        Assert.Equal("start>work:waiting>late>remind:waiting>late>remind:waiting", run.Trace);

        run.Complete("work");

        Assert.Empty(run.Simulator.Timers);
    }

    [Fact]
    public void A_cycle_ends_after_its_last_time()
    {
        var run = new ProcessRun(Late(A.Cycle("R2/PT1H"), interrupts: false)).Wait(Hour * 9);

        Assert.Equal("start>work:waiting>late>remind:waiting>late>remind:waiting", run.Trace);
    }

    [Fact]
    public void A_catching_event_with_a_cycle_sends_one_token_each_time()
    {
        var run = new ProcessRun(Pause(A.Cycle("R3/PT1H"))).Wait(Hour * 2);
        Assert.Equal("start>pause:waiting>after:waiting>after:waiting", run.Trace);

        run.Wait(Hour).Complete("after").Complete("after").Complete("after");

        Assert.Equal(InstanceStatus.Completed, run.State.Status);
    }

    private static ProcessBuilder Late(EventTrigger.Timer timer, bool interrupts) => new ProcessBuilder()
        .Start().UserTasks("work", "remind").Boundary("late", on: "work", timer, interrupts).Path("start", "work").Path("late", "remind");
}
