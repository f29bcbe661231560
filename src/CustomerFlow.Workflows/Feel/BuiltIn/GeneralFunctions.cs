using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Feel;

/// <summary>Functions on values of any type.</summary>
internal static class GeneralFunctions
{
    public static ImmutableArray<BuiltInFunction> All { get; } =
    [
        new("not", "negand", call => call.Boolean(0) is { } value ? FeelValue.Of(!value) : null),
        new("is", "value1?, value2?", call => FeelValue.Of(IsSame(call[0], call[1]))),
        new("is defined", "value", call => FeelValue.Of(!call[0].IsNull)),
        new("get or else", "value, default", call => call[0].IsNull ? call[1] : call[0]),
        new("assert", "value, condition, cause?", Assert),
    ];

    /// <summary>The same on sight: of the same type, and times with the same zone (DMN §10.3.4.9).</summary>
    private static bool IsSame(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelTime a, FeelTime b) => a.Value == b.Value && a.Zone == b.Zone,
        (FeelDateTime a, FeelDateTime b) => a.Value == b.Value && a.Zone == b.Zone && a.Cycles == b.Cycles,
        _ => left.Equals(right),
    };

    private static FeelValue Assert(BuiltInCall call)
    {
        if (call[1] is FeelBoolean { Value: true }) return call[0];
        return call.Run.Problem(call.Position, "feel.assertion", call.Text(2) ?? "");
    }
}
