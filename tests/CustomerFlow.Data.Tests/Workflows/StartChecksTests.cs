using System.Text;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Data.Tests.Workflows;

/// <summary>A process that nothing would ever start is refused, with a sentence, at the event that is meant to start it.</summary>
public sealed class StartChecksTests : IAsyncLifetime
{
    private const string Message = """<bpmn:messageEventDefinition messageRef="m" />""";
    private const string Signal = """<bpmn:signalEventDefinition signalRef="sig" />""";

    private TestEngine engine = null!;

    public static TheoryData<string, string, string> Refused => new()
    {
        {
            "start-condition-not-watched", "m",
            """<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=x &gt; 1</bpmn:condition></bpmn:conditionalEventDefinition>"""
        },
        { "start-name-unknown", "=region + &quot;-order&quot;", Message },
        {
            "start-time-unknown", "m",
            """<bpmn:timerEventDefinition><bpmn:timeDate xsi:type="bpmn:tFormalExpression">=firstDay</bpmn:timeDate></bpmn:timerEventDefinition>"""
        },
    };

    public async Task InitializeAsync() => engine = await TestEngine.CreateAsync();

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_nothing_would_start_is_refused(string rule, string messageName, string trigger)
    {
        var problem = Assert.Single(Errors(await DeployAsync(Process(messageName, "", trigger))));

        Assert.Equal((rule, "begin"), (problem.Rule, problem.ElementId));
        Assert.Equal(0, await engine.ScalarAsync<long>("select count(*) from customerflow.process_definition"));
    }

    [Fact]
    public async Task A_start_that_needs_several_events_together_is_refused()
    {
        var problems = Errors(await DeployAsync(Process("m", "parallelMultiple=\"true\"", Message + Signal)));

        Assert.Equal(["start-needs-several-events", "start-needs-several-events"], problems.Select(problem => problem.Rule));
    }

    [Fact]
    public async Task A_start_by_any_of_several_events_waits_for_each()
    {
        Assert.IsType<DeployOutcome.Published>(await DeployAsync(Process("m", "", Message + Signal)));

        Assert.Equal(2, await engine.ScalarAsync<long>("select count(*) from customerflow.start_subscription"));
    }

    private static IEnumerable<Problem> Errors(DeployOutcome outcome) =>
        Assert.IsType<DeployOutcome.Refused>(outcome).Problems.Where(problem => problem.Severity == ProblemSeverity.Error);

    private Task<DeployOutcome> DeployAsync(string xml) => engine.Releases.DeployAsync(
        new Publication("start", [new ResourceFile("start.bpmn", Encoding.UTF8.GetBytes(xml))], ReleaseOrigin.Api, "owner"), TestEngine.None);

    private static string Process(string messageName, string attributes, string trigger) =>
        $"""
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="http://example.org/start">
          <bpmn:message id="m" name="{messageName}" /><bpmn:signal id="sig" name="bell" />
          <bpmn:process id="begins" isExecutable="true">
            <bpmn:startEvent id="begin" {attributes}><bpmn:outgoing>f</bpmn:outgoing>{trigger}</bpmn:startEvent>
            <bpmn:sequenceFlow id="f" sourceRef="begin" targetRef="end" />
            <bpmn:endEvent id="end"><bpmn:incoming>f</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
        </bpmn:definitions>
        """;
}
