using CustomerFlow.Workflows.Definitions;
using static CustomerFlow.Workflows.Tests.Definitions.BpmnText;

namespace CustomerFlow.Workflows.Tests.Definitions;

/// <summary>The own rules, and some of BPMN's that the conformance models do not reach; those are in <c>Conformance</c>.</summary>
public sealed class DefinitionChecksTests
{
    private const string KeylessMessage = """<bpmn:message id="m" name="answered" />""";

    public static TheoryData<string, string> Refused => new()
    {
        { "job-type-missing@step", Around("""<bpmn:serviceTask id="step" />""") },
        { "script-incomplete@step", Around(Extended("scriptTask", """<zeebe:script expression="=1" />""")) },
        { "decision-incomplete@step", Around(Extended("businessRuleTask", """<zeebe:calledDecision decisionId="triage" />""")) },
        { "called-process-missing@step", Around("""<bpmn:callActivity id="step" />""") },
        {
            "version-tag-missing@step",
            Around(Extended("callActivity", """<zeebe:calledElement processId="other" bindingType="versionTag" />"""))
        },
        { "task-priority@step", Around(Extended("userTask", """<zeebe:priorityDefinition priority="101" />""")) },
        { "task-date@step", Around(Extended("userTask", """<zeebe:taskSchedule dueDate="tomorrow" />""")) },
        { "mapping-incomplete@step", Around(Extended("task", """<zeebe:ioMapping><zeebe:input source="=1" /></zeebe:ioMapping>""")) },
        { "message-without-key@step", Around("""<bpmn:receiveTask id="step" messageRef="m" />""", KeylessMessage) },
        { "id-invalid@1step", File("""<bpmn:startEvent id="1step" /><bpmn:endEvent id="end" />""" + Flow("1step", "end")) },
        { "attribute-value-unknown@step", Around("""<bpmn:task id="step" isForCompensation="perhaps" />""") },
        { "import-incomplete@file", Around("""<bpmn:task id="step" />""", """<bpmn:import location="x.xsd" namespace="urn:x" />""") },
        { "loop-without-condition@step", Around("""<bpmn:task id="step"><bpmn:standardLoopCharacteristics /></bpmn:task>""") },
        {
            "default-flow-elsewhere@step",
            Around("""<bpmn:exclusiveGateway id="step" default="start-step" />""")
        },
        {
            "choice-without-condition@step-b",
            File(Start + """<bpmn:exclusiveGateway id="step" /><bpmn:endEvent id="a" /><bpmn:endEvent id="b" />"""
                + Flow("start", "step") + Flow("step", "a", "=true") + Flow("step", "b"))
        },
        {
            "event-gateway-target@a",
            File(Start + """<bpmn:eventBasedGateway id="step" /><bpmn:endEvent id="a" /><bpmn:receiveTask id="b" messageRef="m" />"""
                + End + Flow("start", "step") + Flow("step", "a") + Flow("step", "b") + Flow("b", "end"),
                """<bpmn:message id="m" name="x"><bpmn:extensionElements><zeebe:subscription correlationKey="=k" /></bpmn:extensionElements></bpmn:message>""")
        },
        {
            "message-start-duplicate@second",
            File("""
                <bpmn:startEvent id="first"><bpmn:messageEventDefinition messageRef="m" /></bpmn:startEvent>
                <bpmn:startEvent id="second"><bpmn:messageEventDefinition messageRef="m" /></bpmn:startEvent>
                """ + End + Flow("first", "end") + Flow("second", "end"), KeylessMessage)
        },
        {
            "link-target-ambiguous@jump",
            File(Start + Link("intermediateThrowEvent", "jump") + Link("intermediateCatchEvent", "a") + Link("intermediateCatchEvent", "b")
                + End + Flow("start", "jump") + Flow("a", "end") + Flow("b", "end"))
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_could_not_run_is_refused_at_its_element(string problem, string file)
    {
        Assert.Contains(problem, Errors(file));
    }

    [Fact]
    public void A_complete_task_has_no_problem_at_all()
    {
        var file = Around(Extended("userTask", """
            <zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="support" /><zeebe:taskSchedule dueDate="=due" />
            """));

        Assert.Empty(Errors(file));
        Assert.Empty(Warnings(file));
    }

    [Fact]
    public void A_task_for_nobody_without_due_date_is_worth_a_warning()
    {
        var file = Around("""<bpmn:userTask id="step" />""");

        Assert.Empty(Errors(file));
        Assert.Equal(["task-without-people@step", "task-without-due-date@step"], Warnings(file));
    }

    [Fact]
    public void An_inline_step_must_be_known_and_other_jobs_need_not()
    {
        var context = CheckContext.FileAlone with { InlineSteps = ["cf:send-mail"] };

        Assert.Empty(Errors(Around(Extended("serviceTask", """<zeebe:taskDefinition type="cf:send-mail" />""")), context));
        Assert.Empty(Errors(Around(Extended("serviceTask", """<zeebe:taskDefinition type="their-worker" />""")), context));
        Assert.Equal(
            ["inline-step-unknown@step"], Errors(Around(Extended("serviceTask", """<zeebe:taskDefinition type="cf:sent-mail" />""")), context));
    }

    [Fact]
    public void Forms_decisions_and_processes_must_be_in_reach()
    {
        var context = CheckContext.FileAlone with { HasForm = id => id == "known", HasDecision = _ => false, HasProcess = _ => false };

        Assert.Equal(["form-unknown@step"], Errors(Around(Extended("userTask", """<zeebe:formDefinition formId="other" />""")), context));
        Assert.Empty(Errors(Around(Extended("userTask", """<zeebe:formDefinition formId="known" />""")), context));
        Assert.Equal(
            ["decision-unknown@step"],
            Errors(Around(Extended("businessRuleTask", """<zeebe:calledDecision decisionId="d" resultVariable="r" />""")), context));
        Assert.Equal(["called-process-unknown@step"], Errors(Around(Extended("callActivity", """<zeebe:calledElement processId="p" />""")), context));
        Assert.Empty(Errors(Around(Extended("callActivity", """<zeebe:calledElement processId="process" />""")), context));
    }

    [Fact]
    public void A_task_needs_its_name_in_both_languages()
    {
        var context = CheckContext.FileAlone with
        {
            Texts = System.Collections.Immutable.ImmutableDictionary<string, System.Collections.Immutable.ImmutableHashSet<string>>.Empty
                .Add("zh", ["step"]).Add("en", []),
        };

        var problem = Assert.Single(
            DefinitionChecks.Check(Read(Around("""<bpmn:userTask id="step" />""")), context), problem => problem.Rule == "text-missing");

        Assert.Contains("texts.en.json", problem.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_that_nothing_enters_is_worth_a_warning()
    {
        var file = File(Start + End + """<bpmn:task id="a" /><bpmn:task id="b" />"""
            + Flow("start", "end") + Flow("a", "b") + Flow("b", "a"));

        Assert.Equal(["element-unreachable@a", "element-unreachable@b"], Warnings(file));
    }

    [Fact]
    public void A_process_that_only_describes_is_never_refused()
    {
        var file = Around("""<bpmn:serviceTask id="step" startQuantity="0" />""").Replace("isExecutable=\"true\"", "", StringComparison.Ordinal);

        Assert.Empty(Errors(file));
        Assert.Contains("quantity-not-positive@step", Warnings(file));
    }

    [Fact]
    public void A_missing_end_event_is_only_a_warning_in_a_file_drawn_for_camunda_8()
    {
        var file = File(Start + """<bpmn:task id="step" />""" + Flow("start", "step"));
        var forCamunda = file.Replace(
            "id=\"file\"",
            "id=\"file\" xmlns:modeler=\"http://camunda.org/schema/modeler/1.0\" modeler:executionPlatform=\"Camunda Cloud\"",
            StringComparison.Ordinal);

        Assert.Equal(["end-event-missing@process"], Errors(file));
        Assert.Empty(Errors(forCamunda));
        Assert.Equal(["end-event-missing@process"], Warnings(forCamunda));
    }

    [Fact]
    public void A_message_that_a_worker_sends_needs_no_name_here()
    {
        const string Job = """<bpmn:extensionElements><zeebe:taskDefinition type="send" /></bpmn:extensionElements>""";
        var thrown = """<bpmn:intermediateThrowEvent id="step">{0}<bpmn:messageEventDefinition id="message" /></bpmn:intermediateThrowEvent>""";

        Assert.Empty(Errors(Around(thrown.Replace("{0}", Job, StringComparison.Ordinal))));
        Assert.Equal(["message-missing@message"], Errors(Around(thrown.Replace("{0}", "", StringComparison.Ordinal))));
    }

    [Fact]
    public void What_is_kept_but_not_run_is_worth_a_warning()
    {
        var listener = """
            <bpmn:extensionElements><zeebe:executionListeners><zeebe:executionListener eventType="start" type="x" /></zeebe:executionListeners>
            </bpmn:extensionElements>
            """;

        Assert.Contains("process-listener-ignored@process", Warnings(File(listener + Start + End + Flow("start", "end"))));
        Assert.Contains("sub-process-empty@step", Warnings(Around("""<bpmn:subProcess id="step" />""")));
        Assert.Contains(
            "form-embedded@step", Warnings(Around(Extended("userTask", """<zeebe:formDefinition formKey="camunda-forms:bpmn:f" />"""))));
    }

    [Fact]
    public void Every_problem_is_said_in_chinese_and_in_english()
    {
        var problems = Refused.Select(row => (string)row[1]).SelectMany(file => DefinitionChecks.Check(Read(file), CheckContext.FileAlone));

        Assert.All(problems, problem =>
        {
            Assert.Contains(problem.Zh, character => character is >= '一' and <= '鿿');
            Assert.DoesNotContain(problem.En, character => character is >= '一' and <= '鿿');
            Assert.EndsWith(".", problem.En, StringComparison.Ordinal);
        });
    }

    private static string Extended(string kind, string extensions) =>
        $"""<bpmn:{kind} id="step"><bpmn:extensionElements>{extensions}</bpmn:extensionElements></bpmn:{kind}>""";

    private static string Link(string kind, string id) => $"""<bpmn:{kind} id="{id}"><bpmn:linkEventDefinition name="there" /></bpmn:{kind}>""";
}
