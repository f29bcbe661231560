using System.Text;
using CustomerFlow.Data.Workflows.Releases;

namespace CustomerFlow.Host.Tests.Studio;

/// <summary>A small workflow with one file of every kind.</summary>
internal static class StudioPack
{
    public const string Name = "claims";
    public const string Flow = "claims.bpmn";
    public const string Table = "limits.dmn";
    public const string Form = "review.form";
    public const string ChineseMail = "mails/answer.zh.md";
    public const string EnglishMail = "mails/answer.en.md";

    public const string FlowXml =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
            xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
            xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="definitions_claims"
            targetNamespace="urn:claims" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.9.0">
          <bpmn:process id="claims" name="Claims" isExecutable="true">
            <bpmn:startEvent id="begin" name="Claim received"><bpmn:outgoing>to_review</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="to_review" sourceRef="begin" targetRef="review" />
            <bpmn:userTask id="review" name="Review"><bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId="review" />
              <zeebe:assignmentDefinition candidateGroups="service" /><zeebe:taskSchedule dueDate="=now() + duration(&quot;P3D&quot;)" /></bpmn:extensionElements>
              <bpmn:incoming>to_review</bpmn:incoming><bpmn:outgoing>to_limit</bpmn:outgoing></bpmn:userTask>
            <bpmn:sequenceFlow id="to_limit" sourceRef="review" targetRef="limit" />
            <bpmn:businessRuleTask id="limit" name="Look up limit"><bpmn:extensionElements>
              <zeebe:calledDecision decisionId="limits" resultVariable="limit" /></bpmn:extensionElements>
              <bpmn:incoming>to_limit</bpmn:incoming><bpmn:outgoing>to_end</bpmn:outgoing></bpmn:businessRuleTask>
            <bpmn:sequenceFlow id="to_end" sourceRef="limit" targetRef="finished" />
            <bpmn:endEvent id="finished" name="Done"><bpmn:incoming>to_end</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
          <bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="claims">
            <bpmndi:BPMNShape id="begin_di" bpmnElement="begin"><dc:Bounds x="160" y="102" width="36" height="36" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="review_di" bpmnElement="review"><dc:Bounds x="260" y="80" width="100" height="80" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="limit_di" bpmnElement="limit"><dc:Bounds x="430" y="80" width="100" height="80" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="finished_di" bpmnElement="finished"><dc:Bounds x="600" y="102" width="36" height="36" /></bpmndi:BPMNShape>
            <bpmndi:BPMNEdge id="to_review_di" bpmnElement="to_review"><di:waypoint x="196" y="120" /><di:waypoint x="260" y="120" /></bpmndi:BPMNEdge>
            <bpmndi:BPMNEdge id="to_limit_di" bpmnElement="to_limit"><di:waypoint x="360" y="120" /><di:waypoint x="430" y="120" /></bpmndi:BPMNEdge>
            <bpmndi:BPMNEdge id="to_end_di" bpmnElement="to_end"><di:waypoint x="530" y="120" /><di:waypoint x="600" y="120" /></bpmndi:BPMNEdge>
          </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
        </bpmn:definitions>
        """;

    public const string TableXml =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="limits_file" name="Limits" namespace="urn:limits">
          <decision id="limits" name="Limits">
            <decisionTable id="limits_table" hitPolicy="FIRST">
              <input id="in_1" label="Cost"><inputExpression id="expression_1" typeRef="number"><text>cost</text></inputExpression></input>
              <output id="out_1" label="Approver" name="approver" typeRef="string" />
              <rule id="row_1"><inputEntry id="row_1_in"><text>&gt; 1000</text></inputEntry><outputEntry id="row_1_out"><text>"lead"</text></outputEntry></rule>
              <rule id="row_2"><inputEntry id="row_2_in"><text></text></inputEntry><outputEntry id="row_2_out"><text>"nobody"</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """;

    public const string FormJson =
        """
        {"type":"default","id":"review","schemaVersion":18,"components":[
          {"type":"textfield","id":"review_note","key":"note","label":"Note","validate":{"required":true}},
          {"type":"number","id":"review_cost","key":"cost","label":"Cost"}]}
        """;

    private const string ChineseText = """{"claims":"理赔","review":"审核","review.note.label":"备注","review.cost.label":"费用"}""";
    private const string EnglishText = """{"claims":"Claims","review":"Review","review.note.label":"Note","review.cost.label":"Cost"}""";

    public static IReadOnlyList<ResourceFile> Files() =>
    [
        File(Flow, FlowXml), File(Table, TableXml), File(Form, FormJson), File("texts.zh.json", ChineseText), File("texts.en.json", EnglishText),
        File(ChineseMail, "# 关于 {{ case.number }} 的答复\n\n{{ contact.name }}，您好：\n\n我们会补偿您的费用。\n"),
        File(EnglishMail, "# Our answer to {{ case.number }}\n\nDear {{ contact.name }},\n\nwe will pay your cost.\n"),
    ];

    public static ResourceFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));
}
