using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Tests.Feel;

/// <summary>Short ways to evaluate in tests; the clock stands at noon of 2026-03-02 in Shanghai, a Monday.</summary>
internal static class FeelTestValues
{
    public static FeelEnvironment Environment { get; } =
        FeelEnvironment.At(new DateTimeOffset(2026, 3, 2, 4, 0, 0, TimeSpan.Zero), "Asia/Shanghai");

    public static FeelExpression Parse(string text, FeelParseOptions? options = null) =>
        Assert.IsType<FeelParse.Parsed>(FeelExpression.Parse(text, options)).Expression;

    public static FeelResult Evaluate(string text, string variables = "{}") =>
        Parse(text).Evaluate(FeelScope.Of(FeelJson.ParseObject(variables)), Environment);

    public static bool? Test(string tests, string input)
    {
        var parsed = Assert.IsType<FeelParse.Parsed>(FeelExpression.ParseUnaryTests(tests)).Expression;
        var value = parsed.EvaluateTest(Evaluate(input).Value, FeelScope.Empty, Environment).Value;
        return value is FeelBoolean boolean ? boolean.Value : null;
    }
}
