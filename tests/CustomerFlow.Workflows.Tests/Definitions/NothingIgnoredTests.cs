using static CustomerFlow.Workflows.Tests.Definitions.BpmnText;

namespace CustomerFlow.Workflows.Tests.Definitions;

/// <summary>Whatever a file asks for is run, refused or at least reported; nothing is dropped in silence.</summary>
public sealed class NothingIgnoredTests
{
    private const string Message =
        """<bpmn:message id="m" name="x"><bpmn:extensionElements><zeebe:subscription correlationKey="=k" /></bpmn:extensionElements></bpmn:message>""";

    // Written here by hand, after the schema of BPMN 2.0: a kind that the reader forgot would not be missed otherwise.
    public static TheoryData<string> FlowNodeKinds =>
    [
        "task", "userTask", "serviceTask", "sendTask", "receiveTask", "scriptTask", "businessRuleTask", "manualTask", "callActivity",
        "subProcess", "transaction", "adHocSubProcess", "exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway",
        "complexGateway", "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent", "event",
        "implicitThrowEvent", "robotTask", "choreographyTask", "subChoreography", "callChoreography",
    ];

    public static TheoryData<string, string> Refused => new()
    {
        { "task-listener-not-run@step", Listening("updating") },
        { "task-listener-not-run@step", Listening("cancel") },
        { "task-listener-event@step", Listening("claimed") },
    };

    public static TheoryData<string, string> Reported => new()
    {
        { "task-listener-first-assignment@step", Listening("assigning") },
        { "extension-ignored@step", Around(Extended("serviceTask", """<zeebe:taskDefinition type="t" /><zeebe:linkedResources />""")) },
        { "extension-ignored@step", Around(Extended("userTask", """<zeebe:taskDefinition type="t" />""")) },
        { "extension-ignored@step", Around(Extended("manualTask", """<zeebe:taskSchedule dueDate="=now()" />""")) },
        { "extension-ignored@step", Around(Extended("task", """<zeebe:calledElement processId="other" />""")) },
        { "extension-ignored@step", Around(Extended("userTask", """<zeebe:loopCharacteristics inputCollection="=items" />""")) },
        { "extension-ignored@start", File(Extended("startEvent", """<zeebe:formDefinition formId="f" />""", "start") + End + Flow("start", "end")) },
        { "extension-attribute-ignored@step", Around(Extended("userTask", """<zeebe:assignmentDefinition assignees="agent" />""")) },
        { "extension-attribute-ignored@step", Around(Extended("userTask", """<zeebe:formDefinition formId="f" versionTag="v1" />""")) },
        { "extension-attribute-ignored@step", Around(Extended("serviceTask", """<zeebe:taskDefinition type="t" timeout="PT1M" />""")) },
        {
            "extension-attribute-ignored@step",
            Around(Extended("task", """<zeebe:ioMapping><zeebe:input source="=1" target="a" type="number" /></zeebe:ioMapping>"""))
        },
        {
            "performer-ignored@owner",
            Around("""<bpmn:userTask id="step"><bpmn:potentialOwner id="owner" /></bpmn:userTask>""")
        },
        {
            "multi-instance-collection-ignored@step",
            Around("""
                <bpmn:task id="step"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>items</bpmn:loopDataInputRef>
                </bpmn:multiInstanceLoopCharacteristics></bpmn:task>
                """)
        },
        {
            "data-association-ignored@move",
            Around("""
                <bpmn:task id="step"><bpmn:dataInputAssociation id="move"><bpmn:targetRef>x</bpmn:targetRef>
                <bpmn:transformation>=1</bpmn:transformation></bpmn:dataInputAssociation></bpmn:task>
                """)
        },
    };

    [Theory]
    [MemberData(nameof(FlowNodeKinds))]
    public void Every_kind_of_flow_node_is_read_or_refused(string kind)
    {
        var file = Around($"""<bpmn:{kind} id="step" />""", Message);

        var isRead = Read(file).Processes.SelectMany(process => process.Elements).Any(element => element.Id == "step");

        Assert.True(isRead || Errors(file).Length > 0, $"{kind} is neither read nor refused.");
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_would_never_run_is_refused(string problem, string file) => Assert.Contains(problem, Errors(file));

    [Theory]
    [MemberData(nameof(Reported))]
    public void What_has_no_effect_is_reported(string problem, string file) => Assert.Contains(problem, Warnings(file));

    [Fact]
    public void What_is_read_is_not_reported()
    {
        var task = Extended("userTask", """
            <zeebe:userTask /><zeebe:formDefinition formId="f" bindingType="deployment" /><zeebe:priorityDefinition priority="50" />
            <zeebe:assignmentDefinition assignee="=a" candidateGroups="g" candidateUsers="u" />
            <zeebe:taskSchedule dueDate="=d" followUpDate="=d" /><zeebe:taskHeaders><zeebe:header key="k" value="v" /></zeebe:taskHeaders>
            <zeebe:ioMapping><zeebe:input source="=1" target="a" /><zeebe:output source="=1" target="b" /></zeebe:ioMapping>
            <zeebe:properties><zeebe:property name="n" value="v" /></zeebe:properties>
            <zeebe:taskListeners><zeebe:taskListener eventType="creating" type="t" retries="1" /></zeebe:taskListeners>
            <zeebe:executionListeners><zeebe:executionListener eventType="start" type="t" retries="1" /></zeebe:executionListeners>
            """);

        Assert.Empty(Errors(Around(task)));
        Assert.Empty(Warnings(Around(task)));
    }

    private static string Listening(string eventType) => Around(Extended(
        "userTask",
        $"""<zeebe:taskListeners><zeebe:taskListener eventType="{eventType}" type="t" /></zeebe:taskListeners>"""));

    private static string Extended(string kind, string extensions, string id = "step") =>
        $"""<bpmn:{kind} id="{id}"><bpmn:extensionElements>{extensions}</bpmn:extensionElements></bpmn:{kind}>""";
}
