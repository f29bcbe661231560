using System.Text;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Dmn;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Simulation;
using A = CustomerFlow.Workflows.Tests.Simulation.A;
using ProcessBuilder = CustomerFlow.Workflows.Tests.Simulation.ProcessBuilder;

namespace CustomerFlow.Workflows.Tests.Elements;

public sealed class DecisionTaskTests
{
    private const string Double = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="M" namespace="n">
          <decision id="double" name="double"><variable name="double" /><literalExpression><text>x * 2</text></literalExpression></decision>
        </definitions>
        """;

    private static ProcessBuilder Deciding() => new ProcessBuilder().Start().UserTask("after").Path("start", "decide", "after")
        .Add(new Element.DecisionTask(A.Text("double"), "y", ResourceBinding.Latest, null) { Id = "decide", ScopeId = "" });

    private static ProcessSimulator Simulator(params DecisionModel[] models)
    {
        var simulator = new ProcessSimulator(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
        simulator.Deploy(new ReleaseContent(1, [Deciding().Build()], [.. models]));
        return simulator;
    }

    private static DecisionModel Model() => DmnReader.Read(Encoding.UTF8.GetBytes(Double)).Model!;

    [Fact]
    public void A_decision_of_the_release_is_evaluated_at_once_and_kept_for_later_questions()
    {
        var simulator = Simulator(Model());

        var key = simulator.Start("process", A.Variables("""{"x":21}"""));

        Assert.Equal("""{"x":21,"y":42}""", FeelJson.ToText(simulator.State(key).RootVariables));
        var evaluated = simulator.Instances.Single().History.OfType<Effect.DecisionEvaluated>().Single();
        Assert.Equal(("double", FeelValue.Of(42)), (evaluated.DecisionId, evaluated.Outcome.Value));
    }

    [Fact]
    public void A_missing_decision_is_an_incident_and_resolving_asks_again()
    {
        var simulator = Simulator();
        var key = simulator.Start("process", A.Variables("""{"x":21}"""));
        Assert.Equal(IncidentKind.CalledDecisionError, simulator.Incidents.Single().Raised.Kind);

        simulator.Deploy(new ReleaseContent(2, [], [Model()]));
        simulator.Resolve(simulator.Incidents.Single().Raised.IncidentKey);

        Assert.Equal("""{"x":21,"y":42}""", FeelJson.ToText(simulator.State(key).RootVariables));
        Assert.Single(simulator.Tasks);
    }
}
