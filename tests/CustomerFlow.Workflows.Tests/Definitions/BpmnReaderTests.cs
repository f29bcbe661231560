using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Tests.Definitions;

public sealed class BpmnReaderTests
{
    [Fact]
    public void A_user_task_is_read_with_people_dates_form_and_listeners()
    {
        var task = BpmnText.Step<Element.UserTask>(BpmnText.Around("""
            <bpmn:userTask id="step" name="Answer the customer">
              <bpmn:extensionElements>
                <zeebe:assignmentDefinition assignee="=agent" candidateGroups="support, sales" candidateUsers="=[lead]" />
                <zeebe:taskSchedule dueDate="=now() + duration(&quot;P1D&quot;)" followUpDate="2026-10-01T09:00:00+08:00" />
                <zeebe:formDefinition formId="answer" />
                <zeebe:priorityDefinition priority="70" />
                <zeebe:taskHeaders><zeebe:header key="kind" value="call" /></zeebe:taskHeaders>
                <zeebe:taskListeners><zeebe:taskListener eventType="complete" type="check" /></zeebe:taskListeners>
              </bpmn:extensionElements>
            </bpmn:userTask>
            """));

        var definition = task.Definition;
        Assert.Equal("Answer the customer", task.Name);
        Assert.Equal("agent", Assert.IsType<FeelAttribute.Expression>(definition.Assignee).Value.Text);
        Assert.Equal(new FeelAttribute.Static("support, sales"), definition.CandidateGroups);
        Assert.IsType<FeelAttribute.Expression>(definition.DueDate);
        Assert.Equal(("answer", "call"), (definition.FormId, definition.Headers["kind"]));
        Assert.Equal(new FeelAttribute.Static("70"), definition.Priority);
        Assert.Equal("completing", Assert.Single(definition.TaskListeners).EventType);
    }

    [Fact]
    public void A_job_has_its_type_headers_and_three_retries_unless_told()
    {
        var task = BpmnText.Step<Element.JobTask>(BpmnText.Around("""
            <bpmn:serviceTask id="step">
              <bpmn:extensionElements>
                <zeebe:taskDefinition type="cf:send-mail" />
                <zeebe:taskHeaders><zeebe:header key="mail" value="received" /></zeebe:taskHeaders>
                <zeebe:ioMapping><zeebe:input source="=customer.email" target="to" /><zeebe:output source="=id" target="mail.id" /></zeebe:ioMapping>
                <zeebe:executionListeners><zeebe:executionListener eventType="start" type="log" retries="1" /></zeebe:executionListeners>
              </bpmn:extensionElements>
            </bpmn:serviceTask>
            """));

        Assert.Equal(JobTaskKind.Service, task.Kind);
        Assert.Equal((new FeelAttribute.Static("cf:send-mail"), new FeelAttribute.Static("3")), (task.Job.Type, task.Job.Retries));
        Assert.Equal("received", task.Job.Headers["mail"]);
        Assert.Equal(("to", "mail.id"), (Assert.Single(task.Inputs).Target, Assert.Single(task.Outputs).Target));
        Assert.True(Assert.Single(task.Listeners).AtStart);
    }

    [Fact]
    public void Any_prefix_and_the_default_namespace_mean_the_same()
    {
        var text = BpmnText.Around("""<bpmn:userTask id="step" />""")
            .Replace("xmlns:bpmn", "xmlns", StringComparison.Ordinal).Replace("bpmn:", "", StringComparison.Ordinal);

        var task = BpmnText.Step<Element.UserTask>(text);

        Assert.Equal("start", Assert.Single(task.Incoming).SourceId);
    }

    [Fact]
    public void A_reference_may_carry_the_prefix_of_the_files_own_namespace()
    {
        var text = BpmnText.File(
            BpmnText.Start + BpmnText.End + """<bpmn:sequenceFlow id="flow" sourceRef="own:start" targetRef="own:end" />""")
            .Replace("id=\"file\"", "id=\"file\" xmlns:own=\"http://example.org/test\"", StringComparison.Ordinal);

        var process = Assert.Single(BpmnText.Read(text).Processes);

        Assert.Equal("end", Assert.Single(process["start"].Outgoing).TargetId);
    }

    [Fact]
    public void A_shared_event_definition_is_followed()
    {
        var caught = BpmnText.Step<Element.CatchEvent>(BpmnText.Around(
            """<bpmn:intermediateCatchEvent id="step"><bpmn:eventDefinitionRef>shared</bpmn:eventDefinitionRef></bpmn:intermediateCatchEvent>""",
            """<bpmn:signal id="s" name="stop" /><bpmn:signalEventDefinition id="shared" signalRef="s" />"""));

        Assert.Equal(new EventTrigger.Signal(new FeelAttribute.Static("stop")), caught.Trigger);
    }

    [Fact]
    public void Several_event_definitions_become_a_multiple_trigger()
    {
        var caught = BpmnText.Step<Element.CatchEvent>(BpmnText.Around(
            """
            <bpmn:intermediateCatchEvent id="step" parallelMultiple="true">
              <bpmn:signalEventDefinition signalRef="s" />
              <bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>
            </bpmn:intermediateCatchEvent>
            """,
            """<bpmn:signal id="s" name="stop" />"""));

        var multiple = Assert.IsType<EventTrigger.Multiple>(caught.Trigger);
        Assert.True(multiple.IsParallel);
        Assert.Equal(new EventTrigger.Timer(TimerKind.Duration, new FeelAttribute.Static("PT1H")), multiple.Triggers[1]);
    }

    [Fact]
    public void A_message_brings_its_correlation_key()
    {
        var task = BpmnText.Step<Element.ReceiveTask>(BpmnText.Around(
            """<bpmn:receiveTask id="step" messageRef="m" />""",
            """
            <bpmn:message id="m" name="answered">
              <bpmn:extensionElements><zeebe:subscription correlationKey="=number" /></bpmn:extensionElements>
            </bpmn:message>
            """));

        Assert.Equal(new FeelAttribute.Static("answered"), task.Message.Name);
        Assert.Equal("number", Assert.IsType<FeelAttribute.Expression>(task.Message.CorrelationKey).Value.Text);
    }

    [Fact]
    public void A_multi_instance_is_read_with_its_zeebe_and_its_plain_parts()
    {
        var task = BpmnText.Step<Element.ManualTask>(BpmnText.Around("""
            <bpmn:task id="step">
              <bpmn:multiInstanceLoopCharacteristics isSequential="true">
                <bpmn:extensionElements>
                  <zeebe:loopCharacteristics inputCollection="=people" inputElement="person" outputCollection="answers" outputElement="=answer" />
                </bpmn:extensionElements>
                <bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=enough</bpmn:completionCondition>
              </bpmn:multiInstanceLoopCharacteristics>
            </bpmn:task>
            """));

        var loop = Assert.IsType<LoopDefinition.MultiInstance>(task.Loop);
        Assert.True(loop.IsSequential);
        Assert.Equal(("people", "person", "answers"), (loop.InputCollection?.Text, loop.InputElement, loop.OutputCollection));
        Assert.Equal(("answer", "enough", null), (loop.OutputElement?.Text, loop.CompletionCondition?.Text, loop.Cardinality?.Text));
    }

    [Fact]
    public void A_compensation_event_knows_its_handler()
    {
        var text = BpmnText.Around("""
            <bpmn:task id="step" />
            <bpmn:boundaryEvent id="undo" attachedToRef="step"><bpmn:compensateEventDefinition /></bpmn:boundaryEvent>
            <bpmn:task id="refund" isForCompensation="true" />
            <bpmn:association id="a" sourceRef="undo" targetRef="refund" />
            """);

        var process = Assert.Single(BpmnText.Read(text).Processes);

        Assert.Equal("refund", Assert.Single(process.BoundariesOf("step")).CompensationHandlerId);
    }

    [Fact]
    public void A_global_task_is_a_process_of_one_step()
    {
        var text = BpmnText.Around(
            """<bpmn:callActivity id="step" calledElement="shared" />""", """<bpmn:globalUserTask id="shared" name="Sign" />""");

        var reading = BpmnText.Read(text);

        var shared = reading.Processes.Single(process => process.Id == "shared");
        var start = Assert.Single(shared.ChildrenOf("shared").OfType<Element.StartEvent>());
        Assert.Equal("Sign", Assert.IsType<Element.UserTask>(shared[start.Outgoing[0].TargetId]).Name);
    }

    [Fact]
    public void The_innermost_lane_is_the_role()
    {
        var text = BpmnText.Around("""
            <bpmn:laneSet id="lanes">
              <bpmn:lane id="outer" name="Service"><bpmn:flowNodeRef>step</bpmn:flowNodeRef>
                <bpmn:childLaneSet id="inside"><bpmn:lane id="inner" name="Lead"><bpmn:flowNodeRef>step</bpmn:flowNodeRef></bpmn:lane></bpmn:childLaneSet>
              </bpmn:lane>
            </bpmn:laneSet>
            <bpmn:task id="step" />
            """);

        Assert.Equal("Lead", Assert.Single(BpmnText.Read(text).Processes)["step"].Lane);
    }

    [Fact]
    public void An_expression_that_is_none_becomes_a_problem_in_both_languages()
    {
        var text = BpmnText.Around("""
            <bpmn:userTask id="step">
              <bpmn:extensionElements><zeebe:assignmentDefinition assignee="=if agent" /></bpmn:extensionElements>
            </bpmn:userTask>
            """);

        var problem = Assert.Single(BpmnText.Read(text).Problems);

        Assert.Equal(("expression-invalid", "step", "test.bpmn"), (problem.Rule, problem.ElementId, problem.Resource));
        Assert.Contains("语法错误", problem.Zh, StringComparison.Ordinal);
        Assert.Contains("if agent", problem.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_only_describes_is_not_among_the_executable_ones()
    {
        var text = BpmnText.Around("""<bpmn:task id="step" />""").Replace("isExecutable=\"true\"", "", StringComparison.Ordinal);

        Assert.Empty(BpmnText.Read(text).Processes);
        Assert.Equal(["nothing-executable@file"], BpmnText.Warnings(text));
    }
}
