using System.Globalization;
using System.Text;

namespace CustomerFlow.Bench;

/// <summary>The processes that are measured.</summary>
internal static class Processes
{
    private const string Head =
        """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
          xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="bench">
        """;

    /// <summary>start → tasks, each with a reminder that runs beside it → end.</summary>
    public static string Tasks(string id, int count, bool reminders)
    {
        var xml = new StringBuilder(Head).Append(CultureInfo.InvariantCulture, $"<bpmn:process id=\"{id}\" isExecutable=\"true\">");
        xml.Append("<bpmn:startEvent id=\"s\"><bpmn:outgoing>f0</bpmn:outgoing></bpmn:startEvent>");
        for (var i = 0; i < count; i++)
        {
            xml.Append(CultureInfo.InvariantCulture,
                $"""
                <bpmn:sequenceFlow id="f{i}" sourceRef="{(i == 0 ? "s" : $"t{i - 1}")}" targetRef="t{i}" />
                <bpmn:userTask id="t{i}" name="Task {i}"><bpmn:extensionElements><zeebe:userTask />
                  <zeebe:assignmentDefinition candidateGroups="service" /></bpmn:extensionElements>
                  <bpmn:incoming>f{i}</bpmn:incoming><bpmn:outgoing>f{i + 1}</bpmn:outgoing></bpmn:userTask>
                """);
            if (reminders) xml.Append(Reminder(i));
        }

        xml.Append(CultureInfo.InvariantCulture,
            $"""
            <bpmn:sequenceFlow id="f{count}" sourceRef="t{count - 1}" targetRef="e" />
            <bpmn:endEvent id="e"><bpmn:incoming>f{count}</bpmn:incoming></bpmn:endEvent></bpmn:process></bpmn:definitions>
            """);
        return xml.ToString();
    }

    /// <summary>start → timer → task → end.</summary>
    public static string Timer(string id, string duration) => Head +
        $"""
        <bpmn:process id="{id}" isExecutable="true">
        <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="later" />
        <bpmn:intermediateCatchEvent id="later"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
          <bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">{duration}</bpmn:timeDuration>
          </bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
        <bpmn:sequenceFlow id="f2" sourceRef="later" targetRef="work" />
        <bpmn:userTask id="work" name="Work"><bpmn:extensionElements><zeebe:userTask />
          <zeebe:assignmentDefinition candidateGroups="service" /></bpmn:extensionElements>
          <bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:userTask>
        <bpmn:sequenceFlow id="f3" sourceRef="work" targetRef="e" />
        <bpmn:endEvent id="e"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent></bpmn:process></bpmn:definitions>
        """;

    private static string Reminder(int i) => string.Create(CultureInfo.InvariantCulture,
        $"""
        <bpmn:boundaryEvent id="r{i}" attachedToRef="t{i}" cancelActivity="false"><bpmn:outgoing>g{i}</bpmn:outgoing>
          <bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1D</bpmn:timeDuration>
          </bpmn:timerEventDefinition></bpmn:boundaryEvent>
        <bpmn:sequenceFlow id="g{i}" sourceRef="r{i}" targetRef="d{i}" />
        <bpmn:endEvent id="d{i}"><bpmn:incoming>g{i}</bpmn:incoming></bpmn:endEvent>
        """);
}
