using System.Collections.Frozen;

namespace CustomerFlow.Workflows.Feel;

/// <summary>All built-in functions by name (DMN §10.3.4, and those Camunda adds).</summary>
internal static class BuiltIns
{
    private static readonly FrozenDictionary<string, FeelFunction> Functions = ((IEnumerable<BuiltInFunction>)
        [
            .. ConversionFunctions.All, .. TextFunctions.All, .. PatternFunctions.All, .. NumberFunctions.All, .. ListFunctions.All,
            .. AggregateFunctions.All, .. TimeFunctions.All, .. RangeFunctions.All, .. ContextFunctions.All, .. GeneralFunctions.All,
        ]).ToFrozenDictionary(function => function.Name, function => new FeelFunction(function.Name, function), StringComparer.Ordinal);

    public static IEnumerable<string> Names => Functions.Keys;

    public static FeelFunction? Find(string name) => Functions.GetValueOrDefault(name);
}
