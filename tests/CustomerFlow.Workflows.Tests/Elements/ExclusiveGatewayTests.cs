using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Tests.Simulation;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class ExclusiveGatewayTests
{
    private static ProcessBuilder Choice(string? defaultTo = null) => new ProcessBuilder()
        .Start().Exclusive("choice", defaultTo).UserTasks("high", "middle", "rest").End()
        .Path("start", "choice").Flow("choice", "high", "amount > 100").Flow("choice", "middle", "amount > 10")
        .Flow("choice", "rest", defaultTo is null ? "amount < 0" : null);

    [Theory]
    [InlineData(1000, "start>choice>high:waiting")]
    [InlineData(50, "start>choice>middle:waiting")]
    [InlineData(5, "start>choice>rest:waiting")]
    public void The_first_condition_that_holds_decides_and_else_the_default(int amount, string trace)
    {
        var run = new ProcessRun(Choice(defaultTo: "rest"), $"{{\"amount\":{amount}}}");

        Assert.Equal(trace, run.Trace);
    }

    [Fact]
    public void Without_default_an_amount_that_fits_nothing_stops_until_it_is_corrected()
    {
        var run = new ProcessRun(Choice(), """{"amount":5}""");
        Assert.Equal("start>choice:stuck", run.Trace);
        Assert.Equal(nameof(IncidentKind.ConditionError), run.IncidentKinds);

        run.Set("""{"amount":50}""").ResolveAll();

        Assert.Equal("start>choice>middle:waiting", run.Trace);
    }

    [Fact]
    public void A_condition_that_is_neither_true_nor_false_stops_the_gateway()
    {
        var run = new ProcessRun(Choice(defaultTo: "rest"), """{"amount":"much"}""");

        Assert.Equal("start>choice:stuck", run.Trace);
        Assert.Equal(nameof(IncidentKind.ExtractValueError), run.IncidentKinds);
    }
}
