using System.Globalization;
using System.Xml.Linq;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>Reads tasks, sub-processes and call activities.</summary>
internal sealed class ActivityReader(BpmnDocument document, ExpressionReader expressions)
{
    private readonly ZeebeReader zeebe = new(expressions);
    private readonly TriggerReader triggers = new(document, expressions);
    private readonly LoopReader loops = new(document, expressions);

    public Element.Activity Read(XElement node, string scopeId)
    {
        var id = node.Id()!;
        Element.Activity activity = node.Kind() switch
        {
            "userTask" or "globalUserTask" => new Element.UserTask(zeebe.UserTask(node)) { Id = id, ScopeId = scopeId },
            "serviceTask" => Job(node, id, scopeId, JobTaskKind.Service),
            "sendTask" => Job(node, id, scopeId, JobTaskKind.Send),
            "scriptTask" or "globalScriptTask" => Script(node, id, scopeId),
            "businessRuleTask" or "globalBusinessRuleTask" => BusinessRule(node, id, scopeId),
            "receiveTask" => Receive(node, id, scopeId),
            "callActivity" => new Element.CallActivity(Called(node)) { Id = id, ScopeId = scopeId },
            "subProcess" => SubProcess(id, scopeId,
                node.Flag("triggeredByEvent", false) ? SubProcessKind.Event : SubProcessKind.Embedded, null),
            "transaction" => SubProcess(id, scopeId, SubProcessKind.Transaction, null),
            "adHocSubProcess" => SubProcess(id, scopeId, SubProcessKind.AdHoc, AdHoc(node, id)),
            _ => new Element.ManualTask { Id = id, ScopeId = scopeId },
        };
        return activity with
        {
            Name = node.Text("name"),
            Loop = loops.Read(node),
            DefaultFlowId = document.LocalId(node, node.Text("default")),
            IsForCompensation = node.Flag("isForCompensation", false),
            StartQuantity = Quantity(node, "startQuantity"),
            CompletionQuantity = Quantity(node, "completionQuantity"),
        };
    }

    // A missing definition reads as a job without type, which the checks refuse with a sentence of its own.
    private Element.JobTask Job(XElement node, string id, string scopeId, JobTaskKind kind) =>
        new(zeebe.Job(node) ?? zeebe.JobWithoutType(), kind) { Id = id, ScopeId = scopeId };

    private Element.Activity Script(XElement node, string id, string scopeId) =>
        node.Extension("script") is { } script && zeebe.Job(node) is null
            ? new Element.ScriptTask(expressions.Required(id, script.Text("expression")), script.Text("resultVariable") ?? "")
            {
                Id = id,
                ScopeId = scopeId,
            }
            : Job(node, id, scopeId, JobTaskKind.Script);

    private Element.Activity BusinessRule(XElement node, string id, string scopeId)
    {
        if (node.Extension("calledDecision") is not { } called || zeebe.Job(node) is not null)
        {
            return Job(node, id, scopeId, JobTaskKind.BusinessRule);
        }

        var decision = expressions.Attribute(id, called.Text("decisionId") ?? "");
        return new Element.DecisionTask(
            decision, called.Text("resultVariable") ?? "", ZeebeReader.Binding(called), called.Text("versionTag"))
        {
            Id = id,
            ScopeId = scopeId,
        };
    }

    private Element.ReceiveTask Receive(XElement node, string id, string scopeId) =>
        new(triggers.Message(id, node, null), node.Flag("instantiate", false)) { Id = id, ScopeId = scopeId };

    private CalledProcess Called(XElement node)
    {
        var called = node.Extension("calledElement");
        var processId = called.Text("processId") ?? document.LocalId(node, node.Text("calledElement")) ?? "";
        return new CalledProcess(
            expressions.Attribute(node.Id(), processId),
            called is null ? ResourceBinding.Latest : ZeebeReader.Binding(called),
            called.Text("versionTag"),
            called?.Flag("propagateAllParentVariables", true) ?? true,
            called?.Flag("propagateAllChildVariables", true) ?? true);
    }

    private static Element.SubProcess SubProcess(string id, string scopeId, SubProcessKind kind, AdHocDefinition? adHoc) =>
        new(kind, adHoc) { Id = id, ScopeId = scopeId };

    private AdHocDefinition AdHoc(XElement node, string id)
    {
        var adHoc = node.Extension("adHoc");
        return new AdHocDefinition(
            expressions.Optional(id, adHoc.Text("activeElementsCollection")),
            expressions.Optional(id, node.Child("completionCondition")),
            node.Flag("cancelRemainingInstances", true),
            node.Text("ordering") == "Sequential",
            adHoc.Text("outputCollection"),
            expressions.Optional(id, adHoc.Text("outputElement")),
            zeebe.Job(node));
    }

    private static int Quantity(XElement node, string attribute) =>
        int.TryParse(node.Text(attribute), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var quantity) ? quantity : 1;
}
