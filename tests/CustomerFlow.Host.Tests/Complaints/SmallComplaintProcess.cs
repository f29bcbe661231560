using System.Text;
using CustomerFlow.Data.Workflows.Releases;

namespace CustomerFlow.Host.Tests.Complaints;

/// <summary>
/// A complaint process of four steps, for tests of what comes in and goes out around it: a task, a question to the customer, the
/// customer's answer, an end. The shipped process has scenarios of its own.
/// </summary>
internal static class SmallComplaintProcess
{
    private const string Bpmn =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
            id="small" targetNamespace="urn:test">
          <bpmn:process id="complaint" name="Complaint" isExecutable="true">
            <bpmn:startEvent id="begin"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:userTask id="work" name="Work">
              <bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="service" /></bpmn:extensionElements>
              <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
            </bpmn:userTask>
            <bpmn:intermediateCatchEvent id="information" name="Information">
              <bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing>
              <bpmn:messageEventDefinition id="md1" messageRef="m1" />
            </bpmn:intermediateCatchEvent>
            <bpmn:intermediateCatchEvent id="answered" name="Answered">
              <bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing>
              <bpmn:messageEventDefinition id="md2" messageRef="m2" />
            </bpmn:intermediateCatchEvent>
            <bpmn:userTask id="after" name="After">
              <bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="service" /></bpmn:extensionElements>
              <bpmn:incoming>f4</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing>
            </bpmn:userTask>
            <bpmn:endEvent id="done"><bpmn:incoming>f5</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="work" />
            <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="information" />
            <bpmn:sequenceFlow id="f3" sourceRef="information" targetRef="answered" />
            <bpmn:sequenceFlow id="f4" sourceRef="answered" targetRef="after" />
            <bpmn:sequenceFlow id="f5" sourceRef="after" targetRef="done" />
          </bpmn:process>
          <bpmn:message id="m1" name="customer-information">
            <bpmn:extensionElements><zeebe:subscription correlationKey="=caseNumber" /></bpmn:extensionElements>
          </bpmn:message>
          <bpmn:message id="m2" name="customer-answer">
            <bpmn:extensionElements><zeebe:subscription correlationKey="=caseNumber" /></bpmn:extensionElements>
          </bpmn:message>
        </bpmn:definitions>
        """;

    public static IReadOnlyList<ResourceFile> Files => [new("complaint.bpmn", Encoding.UTF8.GetBytes(Bpmn))];
}
