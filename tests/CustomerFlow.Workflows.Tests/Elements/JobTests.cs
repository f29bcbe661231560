using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class JobTests
{
    private static ProcessBuilder Pay() => new ProcessBuilder().Start().Job("pay", "payment").End().Path("start", "pay", "end");

    [Fact]
    public void A_job_sees_all_variables_and_its_result_goes_on()
    {
        var run = new ProcessRun(Pay().Inputs("pay", ("=order.total", "amount")), """{"order":{"total":12.5}}""");
        Assert.Equal("payment", run.Job("pay").Type);
        Assert.Equal("12.5", run.Job("pay").Variables.Get("amount").ToString());

        run.Complete("pay", """{"paid":true}""");

        Assert.Equal("""{"order":{"total":12.5},"paid":true}""", run.Variables);
    }

    [Fact]
    public void With_retries_left_a_failure_only_counts_down_and_without_it_is_an_incident()
    {
        var run = new ProcessRun(Pay());
        run.Fail("pay", retriesLeft: 2);
        Assert.Equal((2, 0), (run.Simulator.Jobs.Single().Retries, run.Simulator.Incidents.Count()));

        run.Fail("pay", retriesLeft: 0);
        Assert.Equal(nameof(IncidentKind.JobNoRetries), run.IncidentKinds);
        run.ResolveAll();

        Assert.Equal(1, run.Simulator.Jobs.Single().Retries);
        Assert.Equal("start>pay>end", run.Complete("pay").Trace);
    }

    [Fact]
    public void An_error_that_nothing_catches_is_an_incident_and_the_job_can_be_tried_again()
    {
        var run = new ProcessRun(Pay()).ThrowError("pay", "no-money");
        Assert.Equal("start>pay:stuck", run.Trace);

        run.ResolveAll().Complete("pay");

        Assert.Equal("start>pay>end", run.Trace);
    }

    [Fact]
    public void A_job_that_fails_again_has_one_incident_and_a_late_success_ends_it()
    {
        var run = new ProcessRun(Pay()).Fail("pay").Fail("pay").ThrowError("pay", "no-money");
        Assert.Equal(nameof(IncidentKind.UnhandledErrorEvent), run.IncidentKinds);

        run.Complete("pay");

        Assert.Equal("start>pay>end", run.Trace);
        Assert.Empty(run.Simulator.Incidents);
    }

    [Fact]
    public void Retries_must_be_a_whole_number()
    {
        var builder = Pay().Change<Element.JobTask>("pay", task => task with { Job = A.Job() with { Retries = A.Text("=0") } });

        var run = new ProcessRun(builder);

        Assert.Equal(nameof(IncidentKind.ExtractValueError), run.IncidentKinds);
        Assert.Empty(run.Simulator.Jobs);
    }
}
