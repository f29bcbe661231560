namespace CustomerFlow.Data.Tests.Workflows;

/// <summary>Small processes for the tests of the store.</summary>
internal static class Bpmn
{
    public const string TaskThenTimer =
        """
        <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="work" />
        <bpmn:userTask id="work" name="Work"><bpmn:extensionElements><zeebe:userTask />
          <zeebe:assignmentDefinition candidateGroups="service" /></bpmn:extensionElements>
          <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
        <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="later" />
        <bpmn:intermediateCatchEvent id="later"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing>
          <bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>
        </bpmn:intermediateCatchEvent>
        <bpmn:sequenceFlow id="f3" sourceRef="later" targetRef="e" />
        <bpmn:endEvent id="e"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
        """;

    /// <summary>start → service task of a type → end.</summary>
    public static string Job(string type) =>
        $"""
        <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="job" />
        <bpmn:serviceTask id="job" name="Job"><bpmn:extensionElements><zeebe:taskDefinition type="{type}" retries="2" />
          <zeebe:taskHeaders><zeebe:header key="to" value="customer" /></zeebe:taskHeaders></bpmn:extensionElements>
          <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
        <bpmn:sequenceFlow id="f2" sourceRef="job" targetRef="e" />
        <bpmn:endEvent id="e"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
        """;

    /// <summary>start → message "paid" by key → end.</summary>
    public const string WaitForMessage =
        """
        <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="wait" />
        <bpmn:intermediateCatchEvent id="wait"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
          <bpmn:messageEventDefinition messageRef="paid" /></bpmn:intermediateCatchEvent>
        <bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="e" />
        <bpmn:endEvent id="e"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
        """;

    /// <summary>message "ordered" → task → end.</summary>
    public const string StartByMessage =
        """
        <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing><bpmn:messageEventDefinition messageRef="ordered" /></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="work" />
        <bpmn:userTask id="work" name="Work"><bpmn:extensionElements><zeebe:userTask />
          <zeebe:assignmentDefinition candidateGroups="service" /></bpmn:extensionElements>
          <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
        <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="e" />
        <bpmn:endEvent id="e"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
        """;

    /// <summary>start → call "child" → end.</summary>
    public const string Caller =
        """
        <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="call" />
        <bpmn:callActivity id="call"><bpmn:extensionElements>
          <zeebe:calledElement processId="child" propagateAllChildVariables="true" /></bpmn:extensionElements>
          <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:callActivity>
        <bpmn:sequenceFlow id="f2" sourceRef="call" targetRef="e" />
        <bpmn:endEvent id="e"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
        """;

    /// <summary>start → signal "all-clear" → step cf:reached → end.</summary>
    public static string SignalThenStep => CatchThenStep("""<bpmn:signalEventDefinition signalRef="clear" />""");

    /// <summary>start → timer → step cf:reached → end.</summary>
    public static string TimerThenStep(string duration) => CatchThenStep(
        $"""<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">{duration}</bpmn:timeDuration></bpmn:timerEventDefinition>""");

    private static string CatchThenStep(string definition) =>
        $"""
        <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="wait" />
        <bpmn:intermediateCatchEvent id="wait"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>{definition}
        </bpmn:intermediateCatchEvent>
        <bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="step" />
        <bpmn:serviceTask id="step"><bpmn:extensionElements><zeebe:taskDefinition type="cf:reached" /></bpmn:extensionElements>
          <bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:serviceTask>
        <bpmn:sequenceFlow id="f3" sourceRef="step" targetRef="e" />
        <bpmn:endEvent id="e"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
        """;

    public static string Process(string id, string body) =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d_{id}" targetNamespace="http://example.org/{id}">
          <bpmn:process id="{id}" isExecutable="true">
          {body}
          </bpmn:process>
          <bpmn:message id="paid" name="paid"><bpmn:extensionElements>
            <zeebe:subscription correlationKey="=order" /></bpmn:extensionElements></bpmn:message>
          <bpmn:message id="ordered" name="ordered" />
          <bpmn:signal id="clear" name="all-clear" />
        </bpmn:definitions>
        """;
}
