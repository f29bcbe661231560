using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Dmn;

/// <summary>What a decision answered, and why.</summary>
/// <param name="Value">The answer; after trouble mostly null.</param>
/// <param name="Problems">What went wrong, in order.</param>
/// <param name="Decisions">Each decision evaluated, required ones first, the asked one last.</param>
public sealed record DecisionOutcome(
    FeelValue Value, ImmutableArray<FeelProblem> Problems, ImmutableArray<EvaluatedDecision> Decisions)
{
    /// <summary>Why there is no answer, or null: problems beside an answer are only worth knowing.</summary>
    public string? Failure => Value is FeelNull && !Problems.IsEmpty ? Problems[0].Message : null;
}

/// <summary>One decision in an evaluation.</summary>
/// <param name="Id">Its element id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its answer.</param>
/// <param name="Inputs">Values of the input columns, where it is a table.</param>
/// <param name="Rules">The rules that matched, in table order, where it is a table.</param>
public sealed record EvaluatedDecision(
    string Id, string Name, FeelValue Value, ImmutableArray<EvaluatedInput> Inputs, ImmutableArray<MatchedRule> Rules);

/// <summary>The value of an input column.</summary>
/// <param name="Id">Element id of the column.</param>
/// <param name="Label">Its label, else its expression.</param>
/// <param name="Value">The value of its expression.</param>
public sealed record EvaluatedInput(string Id, string Label, FeelValue Value);

/// <summary>A rule that matched.</summary>
/// <param name="Id">Element id of the rule.</param>
/// <param name="Index">Its row, from 1.</param>
/// <param name="Outputs">Its output cells.</param>
public sealed record MatchedRule(string Id, int Index, ImmutableArray<EvaluatedOutput> Outputs);

/// <summary>The value of an output cell.</summary>
/// <param name="Id">Element id of the column.</param>
/// <param name="Name">Its name; empty for a table with one unnamed column.</param>
/// <param name="Label">Its label, else its name.</param>
/// <param name="Value">The value of the cell.</param>
public sealed record EvaluatedOutput(string Id, string Name, string Label, FeelValue Value);

/// <summary>Something wrong with a decision model.</summary>
/// <param name="ElementId">Id of the element, or empty.</param>
/// <param name="Code">Stable code such as <c>dmn.reference</c>; codes starting with <c>feel.</c> are those of expressions.</param>
/// <param name="Message">The English sentence.</param>
/// <param name="Arguments">What the sentence names, in order.</param>
public sealed record DmnProblem(string ElementId, string Code, string Message, ImmutableArray<string> Arguments)
{
    /// <summary>All codes of models, so that a test can demand a sentence for each in every language.</summary>
    public static IReadOnlyCollection<string> Codes => DmnProblems.Codes;
}

/// <summary>What came of reading a decision model.</summary>
/// <param name="Model">The model; none if the file cannot be read at all. A broken expression in it evaluates to null.</param>
/// <param name="Problems">Everything wrong; a model to be released has none.</param>
public sealed record DmnReading(DecisionModel? Model, ImmutableArray<DmnProblem> Problems);

/// <summary>Collects what decision tables matched while a model is evaluated.</summary>
internal sealed class DecisionTrace
{
    private readonly List<EvaluatedDecision> _done = [];
    private readonly Stack<(List<EvaluatedInput> Inputs, List<MatchedRule> Rules)> _open = new();

    public ImmutableArray<EvaluatedDecision> Decisions => [.. _done];

    public void Begin() => _open.Push(([], []));

    public void End(string id, string name, FeelValue value)
    {
        var (inputs, rules) = _open.Pop();
        _done.Add(new EvaluatedDecision(id, name, value, [.. inputs], [.. rules]));
    }

    public void Note(IEnumerable<EvaluatedInput> inputs, IEnumerable<MatchedRule> rules)
    {
        if (!_open.TryPeek(out var current)) return;
        current.Inputs.AddRange(inputs);
        current.Rules.AddRange(rules);
    }
}
