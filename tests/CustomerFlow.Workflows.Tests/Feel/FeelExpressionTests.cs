using CustomerFlow.Workflows.Feel;
using static CustomerFlow.Workflows.Tests.Feel.FeelTestValues;

namespace CustomerFlow.Workflows.Tests.Feel;

public sealed class FeelExpressionTests
{
    private const string Order =
        """{ "amount": 120.50, "customer": { "name": "Lin", "Full Name": "Lin Wei" }, "items": [{ "n": 1 }, { "n": 2 }, { "n": 3 }], "order date": "2026-03-02" }""";

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("-10 ** 2", "100")]
    [InlineData("2 ** 3 ** 2", "64")]
    [InlineData("10 - 4 - 3", "3")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("1 / 3", "0.3333333333333333333333333333333333")]
    [InlineData("if amount > 100 then \"large\" else \"small\"", "large")]
    [InlineData("customer.name + \"!\"", "Lin!")]
    [InlineData("customer.Full Name", "Lin Wei")]
    [InlineData("date(order date) + duration(\"P1M\")", "2026-04-02")]
    [InlineData("items[n > 1].n", "[2, 3]")]
    [InlineData("items[-1].n", "3")]
    [InlineData("count(items[item.n >= 2])", "2")]
    [InlineData("for i in items, k in 1..2 return i.n * k", "[1, 2, 2, 4, 3, 6]")]
    [InlineData("for i in 3..1 return i", "[3, 2, 1]")]
    [InlineData("for i in 1..5 return if i = 1 then 1 else i * partial[-1]", "[1, 2, 6, 24, 120]")]
    [InlineData("some i in items satisfies i.n = 2", "true")]
    [InlineData("every i in items satisfies i.n > 1", "false")]
    [InlineData("{a: 1, b: a + 1}.b", "2")]
    [InlineData("(function(x, y) x + y)(1, 2)", "3")]
    [InlineData("amount between 100 and 200", "true")]
    [InlineData("amount in [100..120]", "false")]
    [InlineData("5 in (1, [4..6])", "true")]
    [InlineData("[1..3].end", "3")]
    [InlineData("@\"PT26H\".hours", "2")]
    [InlineData("amount instance of number and customer instance of context<name: string>", "true")]
    [InlineData("true and null", "null")]
    [InlineData("false and null", "false")]
    [InlineData("// a comment\n1 /* and another */ + 1", "2")]
    [InlineData("`amount` + 1", "121.5")]
    [InlineData("string length(\"龙🐎\")", "2")]
    [InlineData("now() > date and time(\"2026-03-02T11:59:00+08:00\")", "true")]
    [InlineData("today()", "2026-03-02")]
    public void An_expression_has_its_value(string text, string expected)
    {
        var result = Evaluate(text, Order);

        Assert.Equal(expected, result.Value.ToString());
    }

    [Theory]
    [InlineData("missing", "feel.name-unknown")]
    [InlineData("1 + \"a\"", "feel.operands")]
    [InlineData("1 / 0", "feel.overflow")]
    [InlineData("{a: 1}.b", "feel.entry-unknown")]
    [InlineData("[1][2]", "feel.index")]
    [InlineData("1()", "feel.no-function")]
    [InlineData("substring(1)", "feel.arguments")]
    [InlineData("1 instance of nothing", "feel.type-unknown")]
    [InlineData("for i in null return i", "feel.iteration")]
    [InlineData("{a: 1, a: 2}", "feel.duplicate-key")]
    [InlineData("assert(1, false, \"why\")", "feel.assertion")]
    public void Trouble_is_null_and_a_problem(string text, string code)
    {
        var result = Evaluate(text);

        Assert.Equal(FeelValue.Null, result.Value);
        Assert.Contains(result.Problems, problem => problem.Code == code);
    }

    [Theory]
    [InlineData("1 +", 3, "feel.unfinished")]
    [InlineData("1 1", 2, "feel.unexpected")]
    [InlineData("\"open", 0, "feel.text-open")]
    [InlineData("@\"no time\"", 0, "feel.literal")]
    public void A_text_that_is_no_expression_is_refused_at_its_place(string text, int position, string code)
    {
        var refused = Assert.IsType<FeelParse.Refused>(FeelExpression.Parse(text));

        Assert.Equal((position, code), (refused.Problem.Position, refused.Problem.Code));
    }

    [Theory]
    [InlineData("-", "1", true)]
    [InlineData("< 5, [10..20]", "12", true)]
    [InlineData("not(1, 2)", "2", false)]
    [InlineData("\"a\", \"b\"", "\"b\"", true)]
    [InlineData("contains(?, \"x\")", "\"axb\"", true)]
    [InlineData("? * 2 > 5", "2", false)]
    [InlineData("[[1, 2], 3]", "3", true)]
    [InlineData("null", "null", true)]
    [InlineData("< 5", "\"a\"", null)]
    public void A_unary_test_is_met_or_not(string tests, string input, bool? expected)
    {
        Assert.Equal(expected, Test(tests, input));
    }

    [Fact]
    public void A_known_name_may_contain_operators()
    {
        var options = new FeelParseOptions { KnownNames = ["Pre-bureau score", "a+b"] };
        var scope = FeelScope.Of(FeelJson.ParseObject("""{ "Pre-bureau score": 7, "a+b": 1, "a": 10, "c": 2 }"""));

        var value = Parse("Pre-bureau score - c + a+b", options).Evaluate(scope, FeelTestValues.Environment).Value;

        Assert.Equal("6", value.ToString());
    }

    [Fact]
    public void Free_names_are_those_from_outside()
    {
        var expression = Parse("for x in orders return x.total * rate + sum(extra) + (function(y) y + z)(1)");

        Assert.Equal(["extra", "orders", "rate", "z"], expression.FreeNames.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_function_from_outside_is_called_by_its_name()
    {
        var functions = FeelFunctions.Empty.With("working time after", ["from", "days?"], (arguments, _) => FeelValue.Of([.. arguments]));
        var environment = FeelTestValues.Environment with { Functions = functions };

        var value = Parse("working time after(days: 2, from: 1)").Evaluate(FeelScope.Empty, environment).Value;

        Assert.Equal("[1, 2]", value.ToString());
    }
}
