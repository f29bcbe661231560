using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerFlow.Workflows.Dmn;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>
/// Writes what a decision saw and answered: <c>{"value", "decisions": [{"id", "name", "value", "inputs": [{"id", "label", "value"}],
/// "rules": [{"id", "index", "outputs": [{"id", "name", "label", "value"}]}]}], "failure"}</c>.
/// </summary>
internal static class DecisionOutcomeJson
{
    public static string Write(DecisionOutcome outcome) => new JsonObject
    {
        ["value"] = Node(outcome.Value),
        ["failure"] = outcome.Failure,
        ["decisions"] = Array(outcome.Decisions, decision => new JsonObject
        {
            ["id"] = decision.Id,
            ["name"] = decision.Name,
            ["value"] = Node(decision.Value),
            ["inputs"] = Array(decision.Inputs, input => new JsonObject
            {
                ["id"] = input.Id, ["label"] = input.Label, ["value"] = Node(input.Value),
            }),
            ["rules"] = Array(decision.Rules, rule => new JsonObject
            {
                ["id"] = rule.Id,
                ["index"] = rule.Index,
                ["outputs"] = Array(rule.Outputs, output => new JsonObject
                {
                    ["id"] = output.Id, ["name"] = output.Name, ["label"] = output.Label, ["value"] = Node(output.Value),
                }),
            }),
        }),
    }.ToJsonString(JsonSerializerOptions.Web);

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonObject> write) => new([.. items.Select(write)]);

    private static JsonNode? Node(FeelValue value) => JsonNode.Parse(FeelJson.ToText(value));
}
