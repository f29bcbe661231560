using CustomerFlow.Workflows.Feel;
using FsCheck.Xunit;
using static CustomerFlow.Workflows.Tests.Feel.FeelTestValues;

namespace CustomerFlow.Workflows.Tests.Feel;

public sealed class FeelRobustnessTests
{
    private static readonly string[] Pieces =
    [
        "1", "-2.5", "\"a\"", "@\"2026-03-02\"", "@\"PT1H\"", "true", "null", "x", "[", "]", "(", ")", "{", "}", "a:", ",", "..", "+", "-", "*",
        "/", "**", "<", ">=", "=", "in", "and", "or", "if", "then", "else", "for i in", "return", "some i in", "satisfies", "function(i)",
        "not(", "sum(", "sort(", "substring(", ".b", "instance of", "number", "between", "list<", ">", "@", "`", "\"", "\\", "//", "?", "item",
    ];

    [Property(MaxTest = 500)]
    public bool Any_text_is_parsed_or_refused_and_evaluates_without_an_exception(byte[] choices)
    {
        var text = string.Join(' ', choices.Select(choice => Pieces[choice % Pieces.Length]));

        return Survives(text);
    }

    [Property(MaxTest = 500)]
    public bool A_generated_expression_evaluates_within_its_limits(byte[] choices)
    {
        var text = new Generator(choices).Expression(0);

        return FeelExpression.Parse(text) is FeelParse.Parsed && Survives(text);
    }

    [Property(MaxTest = 300)]
    public bool A_value_written_as_json_is_read_as_the_same(byte[] choices)
    {
        var value = Parse(new Generator(choices).Data(0)).Evaluate(FeelScope.Empty, FeelTestValues.Environment).Value;

        return FeelJson.Parse(FeelJson.ToText(value)).Equals(value);
    }

    [Property(MaxTest = 300)]
    public bool A_value_printed_is_an_expression_with_the_same_value(byte[] choices)
    {
        var value = Parse("[" + new Generator(choices).Data(0) + "]").Evaluate(FeelScope.Empty, FeelTestValues.Environment).Value;

        return Evaluate(value.ToString()).Value.Equals(value);
    }

    [Theory]
    [InlineData("for i in 1..1000000000 return i", "feel.limit-")]
    [InlineData("(function(f) f(f))(function(f) f(f))", "feel.limit-depth")]
    [InlineData("count(for a in 1..1000, b in 1..1000, c in 1..1000 return 1)", "feel.limit-")]
    [InlineData("{d: function(s, n) if n = 0 then s else d(s + s, n - 1), r: d(\"0123456789\", 40)}.r", "feel.")]
    [InlineData("for i in 1..40 return if i = 1 then \"0123456789\" else partial[-1] + partial[-1]", "feel.limit-text")]
    [InlineData("for i in 1..50000 return if i = 1 then [] else [partial[-1]]", "feel.limit-")]
    public void What_spends_too_much_ends_with_a_problem(string text, string code)
    {
        var result = Evaluate(text);

        Assert.Contains(result.Problems, problem => problem.Code.StartsWith(code, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData('(')]
    [InlineData('[')]
    [InlineData('-')]
    public void Nesting_without_end_is_refused(char bracket)
    {
        var refused = Assert.IsType<FeelParse.Refused>(FeelExpression.Parse(new string(bracket, 60_000)));

        Assert.Equal("feel.too-deep", refused.Problem.Code);
    }

    [Fact]
    public void A_chain_of_operators_without_end_meets_the_depth_limit()
    {
        var result = Evaluate(string.Join('+', Enumerable.Repeat("1", 30_000)));

        Assert.Equal("feel.limit-depth", result.Problems.Single().Code);
    }

    private static bool Survives(string text)
    {
        var environment = FeelTestValues.Environment with { Limits = FeelLimits.Default with { StepsMax = 20_000 } };
        var scope = FeelScope.Of(FeelJson.ParseObject("""{ "x": { "b": [1, "two", null] } }"""));
        if (FeelExpression.Parse(text) is FeelParse.Parsed parsed) _ = parsed.Expression.Evaluate(scope, environment);
        if (FeelExpression.ParseUnaryTests(text) is FeelParse.Parsed tests)
        {
            var value = tests.Expression.EvaluateTest(FeelValue.Of(1), scope, environment).Value;
            return value is FeelBoolean or FeelNull;
        }

        return true;
    }

    /// <summary>Makes expressions of the choices given, always of balanced parts.</summary>
    private sealed class Generator(byte[] choices)
    {
        private const int DepthMax = 5;
        private int _at;

        public string Expression(int depth)
        {
            var choice = depth >= DepthMax ? Next(6) : Next(16);
            return choice switch
            {
                < 5 => Data(DepthMax),
                5 => "x",
                6 => $"({Expression(depth + 1)} + {Expression(depth + 1)})",
                7 => $"({Expression(depth + 1)} ** {Expression(depth + 1)})",
                8 => $"({Expression(depth + 1)} / {Expression(depth + 1)})",
                9 => $"(if {Expression(depth + 1)} = {Expression(depth + 1)} then {Expression(depth + 1)} else {Expression(depth + 1)})",
                10 => $"(for i in {Expression(depth + 1)} return {Expression(depth + 1)})",
                11 => $"(some i in {Expression(depth + 1)} satisfies i = {Expression(depth + 1)})",
                12 => $"[{Expression(depth + 1)}, {Expression(depth + 1)}][{Expression(depth + 1)}]",
                13 => $"({Expression(depth + 1)} in [{Expression(depth + 1)}..{Expression(depth + 1)}])",
                14 => $"sort([{Expression(depth + 1)}, {Expression(depth + 1)}])",
                _ => $"({Expression(depth + 1)} - {Expression(depth + 1)})",
            };
        }

        public string Data(int depth)
        {
            var choice = depth >= DepthMax ? Next(5) : Next(7);
            return choice switch
            {
                0 => $"{Next(256) - 128}",
                1 => $"{Next(256)}.{Next(100)}",
                2 => $"\"t\\\"{(char)('a' + Next(26))}龙\"",
                3 => Next(2) == 0 ? "true" : "false",
                4 => "null",
                5 => $"[{Data(depth + 1)}, {Data(depth + 1)}]",
                _ => $"{{a: {Data(depth + 1)}, b c: {Data(depth + 1)}}}",
            };
        }

        private int Next(int count) => choices.Length == 0 ? 0 : choices[_at++ % choices.Length] % count;
    }
}
