using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Dmn;

/// <summary>A requirements graph of decisions. Immutable, safe to share between threads.</summary>
public sealed class DecisionModel
{
    private readonly ImmutableDictionary<string, DmnElement> _elements;

    internal DecisionModel(
        string id, string name, string ns, ImmutableDictionary<string, DmnElement> elements, ImmutableDictionary<string, FeelType> types)
    {
        (Id, Name, Namespace, _elements, Types) = (id, name, ns, elements, types);
        Decisions =
        [
            .. elements.Values.OfType<DmnElement.Decision>().OrderBy(decision => decision.Id, StringComparer.Ordinal)
                .Select(decision => new DecisionSummary(
                    decision.Id,
                    decision.Name,
                    [.. decision.Requirements.Select(need => need.Target).OfType<DmnElement.Decision>().Select(need => need.Id)],
                    [.. decision.Requirements.Select(need => need.Target).OfType<DmnElement.InputData>().Select(need => need.Variable)])),
        ];
    }

    /// <summary>Id of the model (of the decision requirements graph).</summary>
    public string Id { get; }

    /// <summary>Name of the model.</summary>
    public string Name { get; }

    /// <summary>Namespace of the model.</summary>
    public string Namespace { get; }

    /// <summary>Its decisions, by id.</summary>
    public ImmutableArray<DecisionSummary> Decisions { get; }

    internal ImmutableDictionary<string, FeelType> Types { get; }

    internal IEnumerable<DmnElement> Elements => _elements.Values;

    /// <summary>Whether there is a decision, decision service or business knowledge of the id or name.</summary>
    /// <param name="idOrName">Element id or name.</param>
    public bool Contains(string idOrName) => Invocable(idOrName) is not null;

    /// <summary>Evaluates a decision, decision service or business knowledge. Never throws.</summary>
    /// <param name="decisionId">Element id or name.</param>
    /// <param name="variables">Input data by name; other variables are visible to the expressions as well.</param>
    /// <param name="environment">Clock, limits and further functions.</param>
    public DecisionOutcome Evaluate(string decisionId, FeelContext variables, FeelEnvironment environment)
    {
        if (Invocable(decisionId) is not { } element)
        {
            var missing = DmnProblems.Of(decisionId, "dmn.reference", decisionId);
            return new DecisionOutcome(FeelValue.Null, [new FeelProblem(0, missing.Code, missing.Message, missing.Arguments)], []);
        }

        var trace = new DecisionTrace();
        var run = new FeelRun(environment) { Trace = trace };
        try
        {
            var value = new DmnRun(run, variables).Answer(element);
            return new DecisionOutcome(value, run.Problems, trace.Decisions);
        }
        catch (FeelLimitException exception)
        {
            run.Add(exception.Problem);
            return new DecisionOutcome(FeelValue.Null, run.Problems, trace.Decisions);
        }
    }

    internal DmnElement? Find(string id) => _elements.GetValueOrDefault(id);

    private DmnElement? Invocable(string idOrName) =>
        _elements.GetValueOrDefault(idOrName) is { } element and not DmnElement.InputData
            ? element
            : _elements.Values.FirstOrDefault(candidate => candidate is not DmnElement.InputData && candidate.Name == idOrName);
}
