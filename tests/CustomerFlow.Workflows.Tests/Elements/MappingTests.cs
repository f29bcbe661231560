using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class MappingTests
{
    [Fact]
    public void Inputs_are_local_and_later_ones_see_earlier_ones()
    {
        var builder = new ProcessBuilder().Start().Job("work").End().Path("start", "work", "end")
            .Inputs("work", ("=1 + 1", "two"), ("=two * 2", "four"), ("=four", "deep.inside"));

        var run = new ProcessRun(builder);

        Assert.Equal("""{"two":2,"four":4,"deep":{"inside":4}}""", FeelJson.ToText(run.Job("work").Variables));
        Assert.Equal("{}", run.Complete("work").Variables);
    }

    [Fact]
    public void With_outputs_only_these_leave_the_element()
    {
        var builder = new ProcessBuilder().Start().Job("work").End().Path("start", "work", "end").Outputs("work", ("=result + 1", "total"));

        var run = new ProcessRun(builder).Complete("work", """{"result":41,"noise":1}""");

        Assert.Equal("""{"total":42}""", run.Variables);
    }

    [Fact]
    public void Without_outputs_a_result_goes_to_the_nearest_scope_that_has_the_variable()
    {
        var builder = new ProcessBuilder().Start().Sub("inner", inner => inner.Start("s").Job("work").UserTask("hold").Path("s", "work", "hold"))
            .Path("start", "inner").Inputs("inner", ("=1", "local"));

        var run = new ProcessRun(builder).Complete("work", """{"local":2,"far":3}""");

        Assert.Equal("""{"far":3}""", run.Variables);
        Assert.Equal("2", run.State.VisibleVariables(run.Task("hold").ElementInstanceKey)!.Get("local").ToString());
    }

    [Fact]
    public void A_variable_beyond_its_size_is_an_incident_and_not_stored()
    {
        var builder = new ProcessBuilder().Start().Job("work").End().Path("start", "work", "end");
        var run = new ProcessRun(builder, "{}", null, Limits.Default with { VariableBytesMax = 20 });

        run.Complete("work", """{"big":"0123456789012345678901234567890"}""");

        Assert.Equal(nameof(IncidentKind.IoMappingError), run.IncidentKinds);
        Assert.Equal("{}", run.Variables);
    }

    [Fact]
    public void A_script_sets_its_result_and_dates_are_kept_as_text()
    {
        var builder = new ProcessBuilder().Start().Script("plan", "date(\"2026-03-01\")", "day").End().Path("start", "plan", "end");

        var run = new ProcessRun(builder);

        Assert.Equal("""{"day":"2026-03-01"}""", run.Variables);
        Assert.Equal("start>plan>end", run.Trace);
    }
}
