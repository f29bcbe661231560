using CustomerFlow.Workflows.Feel;
using static CustomerFlow.Workflows.Tests.Feel.FeelTestValues;

namespace CustomerFlow.Workflows.Tests.Feel;

public sealed class FeelTextsTests
{
    [Fact]
    public void An_attribute_with_an_equals_sign_is_an_expression_and_any_other_a_text()
    {
        Assert.Equal(new FeelAttribute.Static("plain"), FeelAttribute.Parse("plain"));
        Assert.IsType<FeelAttribute.Expression>(FeelAttribute.Parse("= 1 + 1"));
        Assert.IsType<FeelAttribute.Refused>(FeelAttribute.Parse("= 1 +"));
    }

    [Fact]
    public void Placeholders_are_replaced_by_their_values_as_the_language_writes_them()
    {
        var text = FeelPlaceholders.Parse("Dear {{ name }}, {{ {a: {b: amount}}.a.b }} {{ missing }}is due. {{");
        var scope = FeelScope.Of(FeelJson.ParseObject("""{ "name": "Lin", "amount": 1234.5 }"""));

        var (written, problems) = text.Evaluate(
            scope, FeelTestValues.Environment, value => value is FeelNumberValue number ? number.Value.ToString().Replace('.', ',') : value.ToString());

        Assert.Equal("Dear Lin, 1234,5 is due. {{", written);
        Assert.Equal("feel.name-unknown", problems.Single().Code);
    }

    [Fact]
    public void A_broken_placeholder_is_a_problem_and_stays_empty()
    {
        var text = FeelPlaceholders.Parse("a {{ 1 + }} b");

        Assert.Equal("a  b", text.Evaluate(FeelScope.Empty, FeelTestValues.Environment, value => value.ToString()).Text);
        Assert.Equal("feel.unfinished", text.Problems.Single().Code);
    }

    [Fact]
    public void Json_numbers_keep_all_their_digits()
    {
        const string Json = """{"n":1234567890123456789.123456789012345,"龙":"\"é"}""";

        Assert.Equal(Json, FeelJson.ToText(FeelJson.Parse(Json)));
    }

    [Fact]
    public void Times_become_iso_strings_in_json()
    {
        var value = Evaluate("{d: @\"2026-03-02\", t: @\"10:00:00+08:00\", p: @\"P1DT1H\", m: @\"P14M\"}").Value;

        Assert.Equal("""{"d":"2026-03-02","t":"10:00:00+08:00","p":"P1DT1H","m":"P1Y2M"}""", FeelJson.ToText(value));
    }
}
