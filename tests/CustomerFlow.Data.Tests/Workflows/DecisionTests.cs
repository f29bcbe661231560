using System.Text;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;

namespace CustomerFlow.Data.Tests.Workflows;

public sealed class DecisionTests : IAsyncLifetime
{
    private const string Table =
        """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="model" name="Prices" namespace="test">
          <decision id="price" name="Price">
            <decisionTable id="t" hitPolicy="UNIQUE">
              <input id="i" label="Size"><inputExpression id="ie"><text>size</text></inputExpression></input>
              <output id="o" name="price" />
              <rule id="r1"><inputEntry id="e1"><text>&lt; 10</text></inputEntry><outputEntry id="x1"><text>1</text></outputEntry></rule>
              <rule id="r2"><inputEntry id="e2"><text>&gt;= 10</text></inputEntry><outputEntry id="x2"><text>5</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """;

    private const string Body =
        """
        <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="decide" />
        <bpmn:businessRuleTask id="decide"><bpmn:extensionElements>
          <zeebe:calledDecision decisionId="price" resultVariable="price" /></bpmn:extensionElements>
          <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:businessRuleTask>
        <bpmn:sequenceFlow id="f2" sourceRef="decide" targetRef="e" />
        <bpmn:endEvent id="e"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
        """;

    private TestEngine engine = null!;

    public async Task InitializeAsync()
    {
        engine = await TestEngine.CreateAsync();
        var table = new ResourceFile("prices.dmn", Encoding.UTF8.GetBytes(Table));
        await engine.Releases.DeployAsync(new Publication("prices", [table], ReleaseOrigin.Api, "owner"), TestEngine.None);
        await engine.DeployAsync(Bpmn.Process("pricing", Body));
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Fact]
    public async Task A_decision_of_another_release_is_evaluated_in_the_same_turn_and_replays()
    {
        var key = await engine.StartAsync("pricing", """{"size": 12}""");

        Assert.Equal(2, await engine.StatusAsync(key));
        Assert.Equal("5", await engine.ScalarAsync<string>($"select variables->>'price' from customerflow.instance where key = {key}"));
        Assert.Empty((await engine.Get<Data.Workflows.Turns.Replay>().RunAsync(key, TestEngine.None)).Differences);
    }

    [Fact]
    public async Task Why_names_the_inputs_and_the_rule_of_that_moment()
    {
        var key = await engine.StartAsync("pricing", """{"size": 12}""");

        var why = await engine.ScalarAsync<string>(
            "select (outcome->'decisions'->0->'inputs'->0->>'value') || ' ' || (outcome->'decisions'->0->'rules'->0->>'id') " +
            $"from customerflow.decision_evaluation where instance_key = {key}");

        Assert.Equal("12 r2", why);
    }
}
