using CustomerFlow.Workflows.Dmn;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>Writes what a decision saw and answered.</summary>
internal static class DecisionOutcomeJson
{
    public static string Write(DecisionOutcome outcome) => FeelJson.ToText(outcome.Value);
}
