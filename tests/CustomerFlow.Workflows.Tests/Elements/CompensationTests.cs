using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class CompensationTests
{
    private static readonly Func<string, Element> Undo = id =>
        new Element.JobTask(A.Job(), JobTaskKind.Service) { Id = id, ScopeId = "", IsForCompensation = true };

    private static ProcessBuilder BookTwo(ProcessBuilder builder) => builder
        .UserTasks("hotel", "flight").Add(Undo("undo-hotel")).Add(Undo("undo-flight"))
        .Boundary("hotel-undone", on: "hotel", A.Compensation(), handler: "undo-hotel")
        .Boundary("flight-undone", on: "flight", A.Compensation(), handler: "undo-flight");

    [Fact]
    public void Completed_activities_are_undone_the_last_one_first()
    {
        var builder = BookTwo(new ProcessBuilder().Start()).End("back", A.Compensation()).Path("start", "hotel", "flight", "back");
        var run = new ProcessRun(builder).Complete("hotel").Complete("flight");
        Assert.Equal("start>hotel>flight>back:waiting>flight-undone>undo-flight:waiting", run.Trace);

        run.Complete("undo-flight").Complete("undo-hotel");

        Assert.Equal("start>hotel>flight>back>flight-undone>undo-flight>hotel-undone>undo-hotel", run.Trace);
        Assert.Equal(InstanceStatus.Completed, run.State.Status);
    }

    [Fact]
    public void Only_the_named_activity_is_undone_and_only_once()
    {
        var builder = BookTwo(new ProcessBuilder().Start()).Throw("back", A.Compensation("hotel")).Throw("again", A.Compensation("hotel"))
            .UserTask("after").Path("start", "hotel", "flight", "back", "again", "after");

        var run = new ProcessRun(builder).Complete("hotel").Complete("flight").Complete("undo-hotel");

        Assert.Equal("start>hotel>flight>back>hotel-undone>undo-hotel>again>after:waiting", run.Trace);
    }

    [Fact]
    public void What_was_not_completed_is_not_undone()
    {
        var builder = BookTwo(new ProcessBuilder().Start()).End("back", A.Compensation()).Path("start", "back");

        Assert.Equal("start>back", new ProcessRun(builder).Trace);
    }

    [Fact]
    public void A_completed_sub_process_undoes_what_it_holds_with_the_variables_it_had()
    {
        var builder = new ProcessBuilder().Start().Sub("trip", trip => BookTwo(trip.Start("s")).Path("s", "hotel", "flight"))
            .Inputs("trip", ("=\"T-7\"", "number")).End("back", A.Compensation()).Path("start", "trip", "back");

        var run = new ProcessRun(builder).Complete("hotel").Complete("flight");

        Assert.Equal("T-7", run.Job("undo-flight").Variables.Get("number").ToString());
        run.Complete("undo-flight").Complete("undo-hotel");
        Assert.Equal(InstanceStatus.Completed, run.State.Status);
    }

    [Fact]
    public void A_compensation_event_sub_process_decides_instead()
    {
        var builder = new ProcessBuilder().Start().Sub("trip", trip => BookTwo(trip.Start("s")).Path("s", "hotel", "flight")
                .Sub("undo-trip", undo => undo.Start("asked", A.Compensation()).UserTask("call").Throw("rest", A.Compensation("hotel"))
                    .Path("asked", "call", "rest"), SubProcessKind.Event))
            .End("back", A.Compensation()).Path("start", "trip", "back");

        var run = new ProcessRun(builder).Complete("hotel").Complete("flight").Complete("call").Complete("undo-hotel");

        Assert.DoesNotContain("undo-flight", run.Trace, StringComparison.Ordinal);
        Assert.Equal(InstanceStatus.Completed, run.State.Status);
    }

    [Fact]
    public void Every_run_of_a_repeated_activity_is_undone()
    {
        var builder = BookTwo(new ProcessBuilder().Start()).Repeat("hotel", A.ForEach("[1, 2]", sequential: true))
            .End("back", A.Compensation()).Path("start", "hotel", "back");

        var run = new ProcessRun(builder).Complete("hotel").Complete("hotel").Complete("undo-hotel").Complete("undo-hotel");

        Assert.Equal(InstanceStatus.Completed, run.State.Status);
    }

    [Fact]
    public void A_cancelled_transaction_undoes_its_work_and_leaves_by_its_cancel_event()
    {
        var builder = new ProcessBuilder().Start().UserTasks("normal", "sorry").Path("start", "trip", "normal").Path("canceled", "sorry")
            .Sub("trip", trip => BookTwo(trip.Start("s")).Parallel("fork").UserTask("beside").End("give-up", new EventTrigger.Cancel())
                .Path("s", "fork", "hotel", "give-up").Path("fork", "beside"), SubProcessKind.Transaction)
            .Boundary("canceled", on: "trip", new EventTrigger.Cancel());
        var run = new ProcessRun(builder).Complete("hotel");
        Assert.EndsWith("hotel>beside:terminated>give-up:waiting>hotel-undone>undo-hotel:waiting", run.Trace, StringComparison.Ordinal);

        run.Complete("undo-hotel");

        Assert.EndsWith("undo-hotel>canceled>sorry:waiting", run.Trace, StringComparison.Ordinal);
        Assert.DoesNotContain("normal", run.Trace, StringComparison.Ordinal);
    }
}
