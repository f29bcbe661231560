using CustomerFlow.Workflows.Dmn;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Tests.Dmn;

public sealed class DecisionTableTests
{
    [Theory]
    [InlineData("hitPolicy='UNIQUE'", 15, "\"b\"")]
    [InlineData("hitPolicy='UNIQUE'", 25, "null")]
    [InlineData("hitPolicy='UNIQUE'", 0, "\"none\"")]
    [InlineData("hitPolicy='ANY'", 25, "null")]
    [InlineData("hitPolicy='FIRST'", 25, "\"b\"")]
    [InlineData("hitPolicy='PRIORITY'", 25, "\"a\"")]
    [InlineData("hitPolicy='RULE ORDER'", 25, "[\"b\",\"a\"]")]
    [InlineData("hitPolicy='OUTPUT ORDER'", 25, "[\"a\",\"b\"]")]
    [InlineData("hitPolicy='COLLECT'", 25, "[\"b\",\"a\"]")]
    [InlineData("hitPolicy='COLLECT' aggregation='COUNT'", 25, "2")]
    [InlineData("hitPolicy='COLLECT' aggregation='MIN'", 25, "\"a\"")]
    [InlineData("hitPolicy='COLLECT' aggregation='MAX'", 25, "\"b\"")]
    public void A_hit_policy_chooses_among_the_rules_that_match(string policy, int age, string expected)
    {
        var model = A.Model(Table(policy));

        var outcome = model.Evaluate("level", A.Variables($$"""{ "age": {{age}} }"""), A.Environment);

        Assert.Equal(expected, FeelJson.ToText(outcome.Value));
    }

    [Fact]
    public void A_sum_adds_the_numbers_of_the_rules_that_match()
    {
        var model = A.Model("""
            <decision id="points" name="Points"><decisionTable hitPolicy="COLLECT" aggregation="SUM">
              <input id="i"><inputExpression><text>age</text></inputExpression></input><output id="o"/>
              <rule id="r1"><inputEntry><text>&gt; 10</text></inputEntry><outputEntry><text>2</text></outputEntry></rule>
              <rule id="r2"><inputEntry><text>-</text></inputEntry><outputEntry><text>age * 0.5</text></outputEntry></rule>
            </decisionTable></decision>
            """);

        var outcome = model.Evaluate("Points", A.Variables("""{ "age": 11 }"""), A.Environment);

        Assert.Equal("7.5", FeelJson.ToText(outcome.Value));
    }

    [Fact]
    public void Several_rules_for_a_unique_table_are_a_problem()
    {
        var model = A.Model(Table("hitPolicy='UNIQUE'"));

        var outcome = model.Evaluate("level", A.Variables("""{ "age": 25 }"""), A.Environment);

        Assert.Equal("feel.rules", outcome.Problems.Single().Code);
    }

    [Fact]
    public void The_outcome_tells_inputs_and_rules_that_matched()
    {
        var model = A.Model(Table("hitPolicy='FIRST'"));

        var decision = model.Evaluate("level", A.Variables("""{ "age": 25 }"""), A.Environment).Decisions.Single();

        Assert.Equal(("level", "Level"), (decision.Id, decision.Name));
        Assert.Equal(new EvaluatedInput("in", "Age", FeelValue.Of(25)), decision.Inputs.Single());
        Assert.Equal(("r1", 1), (decision.Rules.Single().Id, decision.Rules.Single().Index));
        Assert.Equal(new EvaluatedOutput("out", "level", "Level label", FeelValue.Of("b")), decision.Rules.Single().Outputs.Single());
    }

    private static string Table(string policy) => $"""
        <decision id="level" name="Level"><decisionTable {policy}>
          <input id="in" label="Age"><inputExpression><text>age</text></inputExpression></input>
          <output id="out" name="level" label="Level label" typeRef="string">
            <outputValues><text>"a", "b", "none"</text></outputValues>
            <defaultOutputEntry><text>"none"</text></defaultOutputEntry>
          </output>
          <rule id="r1"><inputEntry><text>&gt; 10</text></inputEntry><outputEntry><text>"b"</text></outputEntry></rule>
          <rule id="r2"><inputEntry><text>[20..30]</text></inputEntry><outputEntry><text>"a"</text></outputEntry></rule>
        </decisionTable></decision>
        """;
}
