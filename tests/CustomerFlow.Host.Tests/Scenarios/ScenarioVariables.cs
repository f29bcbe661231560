using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Host.Tests.Scenarios;

/// <summary>The variables that a complaint starts with besides what the scenario says: keys and codes only.</summary>
internal static class ScenarioVariables
{
    public static FeelContext Of(Scenario scenario, long customerKey, long contactKey, long? caseKey)
    {
        var variables = FeelContext.Empty
            .With("caseNumber", FeelValue.Of(ScenarioWorld.CaseNumber))
            .With("customerKey", FeelValue.Of(customerKey))
            .With("contactKey", FeelValue.Of(contactKey))
            .With("language", FeelValue.Of(scenario.World.Customer.Language))
            .With("tier", FeelValue.Of(scenario.World.Customer.Tier))
            .With("receivedAt", FeelValue.Of(scenario.At));
        return caseKey is { } key ? variables.With("caseKey", FeelValue.Of(key)) : variables;
    }
}
