using System.Globalization;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.OrchestrationApi.Search;
using CustomerFlow.Workflows.Dmn;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Host.OrchestrationApi.Definitions;

/// <summary>What a decision answered, and why. Values are JSON text.</summary>
internal sealed record EvaluationAnswer(
    string DecisionDefinitionId, string DecisionDefinitionKey, string DecisionDefinitionName, int DecisionDefinitionVersion,
    string DecisionEvaluationKey, string DecisionInstanceKey, string DecisionRequirementsId, string DecisionRequirementsKey,
    IReadOnlyList<EvaluationAnswer.Step> EvaluatedDecisions, string? FailedDecisionDefinitionId, string? FailureMessage, string Output,
    string TenantId)
{
    private const string Table = "DECISION_TABLE";
    private const string Expression = "LITERAL_EXPRESSION";

    public static EvaluationAnswer Of(
        DecisionDefinitionRow decision, IReadOnlyDictionary<string, DecisionDefinitionRow> known, DecisionOutcome outcome, long key) => new(
        decision.DecisionId, Columns.Key(decision.Key), decision.Name ?? decision.DecisionId, decision.Version, Columns.Key(key),
        Columns.Key(key), decision.RequirementsId, Columns.Key(decision.ResourceKey),
        [.. outcome.Decisions.Where(step => known.ContainsKey(step.Id)).Select((step, at) => Of(step, known[step.Id], key, at + 1))],
        outcome.Failure is null ? null : decision.DecisionId, outcome.Failure, FeelJson.ToText(outcome.Value), Tenants.Only);

    private static Step Of(EvaluatedDecision step, DecisionDefinitionRow row, long evaluationKey, int number) => new(
        step.Id, row.Name ?? step.Id, row.Version, step.Inputs.IsEmpty && step.Rules.IsEmpty ? Expression : Table,
        FeelJson.ToText(step.Value), Tenants.Only,
        [.. step.Rules.Select(rule => new Rule(rule.Id, rule.Index, [.. rule.Outputs.Select(output => new RuleOutput(
            output.Id, output.Name, FeelJson.ToText(output.Value), rule.Id, rule.Index))]))],
        [.. step.Inputs.Select(input => new StepInput(input.Id, input.Label, FeelJson.ToText(input.Value)))],
        Columns.Key(row.Key), string.Create(CultureInfo.InvariantCulture, $"{evaluationKey}-{number}"));

    /// <summary>One decision on the way.</summary>
    internal sealed record Step(
        string DecisionDefinitionId, string DecisionDefinitionName, int DecisionDefinitionVersion, string DecisionDefinitionType,
        string Output, string TenantId, IReadOnlyList<Rule> MatchedRules, IReadOnlyList<StepInput> EvaluatedInputs,
        string DecisionDefinitionKey, string DecisionEvaluationInstanceKey);

    internal sealed record Rule(string RuleId, int RuleIndex, IReadOnlyList<RuleOutput> EvaluatedOutputs);

    internal sealed record RuleOutput(string OutputId, string OutputName, string OutputValue, string? RuleId, int? RuleIndex);

    internal sealed record StepInput(string InputId, string InputName, string InputValue);
}
