namespace CustomerFlow.Host.Tests.Faults;

/// <summary>
/// A small process with everything that can go wrong in it: a mail and its outcome, a task with a reminder, background work, a message
/// from outside, a timer.
/// </summary>
internal static class FaultProcess
{
    public const string Id = "fault";
    public const string MailStep = "cf:fault-mail";
    public const string WorkType = "fault-work";
    public const string MailSettled = "mail-settled";
    public const string Confirmed = "confirmed";

    public const string Xml =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d_fault" targetNamespace="http://example.org/fault">
          <bpmn:process id="fault" isExecutable="true">
            <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="mail" />
            <bpmn:serviceTask id="mail"><bpmn:extensionElements><zeebe:taskDefinition type="cf:fault-mail" /></bpmn:extensionElements>
              <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
            <bpmn:sequenceFlow id="f2" sourceRef="mail" targetRef="fork" />
            <bpmn:parallelGateway id="fork"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing><bpmn:outgoing>f4</bpmn:outgoing>
            </bpmn:parallelGateway>
            <bpmn:sequenceFlow id="f3" sourceRef="fork" targetRef="work" />
            <bpmn:sequenceFlow id="f4" sourceRef="fork" targetRef="mailed" />
            <bpmn:userTask id="work" name="Work"><bpmn:extensionElements><zeebe:userTask />
              <zeebe:assignmentDefinition candidateGroups="service" /></bpmn:extensionElements>
              <bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing></bpmn:userTask>
            <bpmn:boundaryEvent id="reminder" attachedToRef="work" cancelActivity="false"><bpmn:outgoing>f6</bpmn:outgoing>
              <bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1S</bpmn:timeDuration></bpmn:timerEventDefinition>
            </bpmn:boundaryEvent>
            <bpmn:sequenceFlow id="f6" sourceRef="reminder" targetRef="reminded" />
            <bpmn:endEvent id="reminded"><bpmn:incoming>f6</bpmn:incoming></bpmn:endEvent>
            <bpmn:intermediateCatchEvent id="mailed"><bpmn:incoming>f4</bpmn:incoming><bpmn:outgoing>f7</bpmn:outgoing>
              <bpmn:messageEventDefinition messageRef="m1" /></bpmn:intermediateCatchEvent>
            <bpmn:sequenceFlow id="f5" sourceRef="work" targetRef="join" />
            <bpmn:sequenceFlow id="f7" sourceRef="mailed" targetRef="join" />
            <bpmn:parallelGateway id="join"><bpmn:incoming>f5</bpmn:incoming><bpmn:incoming>f7</bpmn:incoming><bpmn:outgoing>f8</bpmn:outgoing>
            </bpmn:parallelGateway>
            <bpmn:sequenceFlow id="f8" sourceRef="join" targetRef="background" />
            <bpmn:serviceTask id="background"><bpmn:extensionElements><zeebe:taskDefinition type="fault-work" retries="3" /></bpmn:extensionElements>
              <bpmn:incoming>f8</bpmn:incoming><bpmn:outgoing>f9</bpmn:outgoing></bpmn:serviceTask>
            <bpmn:sequenceFlow id="f9" sourceRef="background" targetRef="confirmed" />
            <bpmn:intermediateCatchEvent id="confirmed"><bpmn:incoming>f9</bpmn:incoming><bpmn:outgoing>f10</bpmn:outgoing>
              <bpmn:messageEventDefinition messageRef="m2" /></bpmn:intermediateCatchEvent>
            <bpmn:sequenceFlow id="f10" sourceRef="confirmed" targetRef="later" />
            <bpmn:intermediateCatchEvent id="later"><bpmn:incoming>f10</bpmn:incoming><bpmn:outgoing>f11</bpmn:outgoing>
              <bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1S</bpmn:timeDuration></bpmn:timerEventDefinition>
            </bpmn:intermediateCatchEvent>
            <bpmn:sequenceFlow id="f11" sourceRef="later" targetRef="e" />
            <bpmn:endEvent id="e"><bpmn:incoming>f11</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
          <bpmn:message id="m1" name="mail-settled"><bpmn:extensionElements><zeebe:subscription correlationKey="=order" /></bpmn:extensionElements>
          </bpmn:message>
          <bpmn:message id="m2" name="confirmed"><bpmn:extensionElements><zeebe:subscription correlationKey="=order" /></bpmn:extensionElements>
          </bpmn:message>
        </bpmn:definitions>
        """;
}
