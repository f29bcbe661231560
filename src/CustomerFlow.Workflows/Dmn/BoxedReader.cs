using System.Xml.Linq;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Dmn;

/// <summary>Reads boxed expressions (DMN §10.2) as nodes that evaluate like any expression.</summary>
internal sealed class BoxedReader(DmnTexts texts, DmnTypes types)
{
    private static readonly HashSet<string> Kinds =
    [
        "literalExpression", "context", "invocation", "relation", "list", "functionDefinition", "decisionTable", "conditional",
        "filter", "for", "every", "some",
    ];

    /// <summary>The expression in an element; nothing if there is none.</summary>
    public FeelNode? Inside(XElement? element)
    {
        var child = element is null ? null : Children(element).FirstOrDefault();
        return child is null ? null : Read(child);
    }

    /// <summary>Business knowledge: a function, written as encapsulated logic.</summary>
    public FeelNode? Knowledge(XElement knowledge) =>
        knowledge.One("encapsulatedLogic") is { } logic
            ? Function(logic, knowledge.Text("name"), types.Of(knowledge.One("variable")))
            : null;

    private FeelNode Read(XElement element)
    {
        FeelNode node = element.Name.LocalName switch
        {
            "literalExpression" => texts.Expression(element),
            "context" => Context(element),
            "invocation" => Invocation(element),
            "relation" => Relation(element),
            "list" => new ListNode(0, [.. Children(element).Select(Read)]),
            "functionDefinition" => Function(element, "", FeelType.Any),
            "decisionTable" => new TableReader(texts, types).Read(element),
            "conditional" => new BoxedConditionalNode(Required(element, "if"), Required(element, "then"), Required(element, "else")),
            "filter" => new FilterNode(0, Required(element, "in"), Required(element, "match")),
            "for" => new ForNode(0, [Iterator(element)], Required(element, "return"), readsPartial: true),
            _ => new QuantifiedNode(0, element.Name.LocalName == "every", [Iterator(element)], Required(element, "satisfies")),
        };
        var isTyped = element.Text("typeRef").Length > 0 && element.Name.LocalName != "decisionTable";
        return isTyped && types.Of(element) is var type && type != FeelType.Any ? new TypedNode(node, type, element.Text("typeRef")) : node;
    }

    private static IEnumerable<XElement> Children(XElement element) =>
        element.Elements().Where(inner => inner.Name.Namespace == element.Name.Namespace && Kinds.Contains(inner.Name.LocalName));

    private FeelNode Required(XElement element, string part) => Inside(element.One(part)) ?? new LiteralNode(0, FeelValue.Null);

    private FeelIterator Iterator(XElement element) => new(element.Text("iteratorVariable"), Required(element, "in"), null);

    private BoxedContextNode Context(XElement element)
    {
        var entries = element.All("contextEntry").Select(entry =>
        {
            var variable = entry.One("variable");
            var value = Inside(entry) ?? new LiteralNode(0, FeelValue.Null);
            var type = types.Of(variable);
            return (variable?.Text("name") ?? "", type == FeelType.Any ? value : new TypedNode(value, type, variable!.Text("name")));
        });
        return new BoxedContextNode([.. entries]);
    }

    private BoxedInvocationNode Invocation(XElement element)
    {
        var bindings = element.All("binding").Select(binding =>
            (binding.One("parameter")?.Text("name") ?? "", Inside(binding) ?? new LiteralNode(0, FeelValue.Null)));
        return new BoxedInvocationNode(Inside(element) ?? new LiteralNode(0, FeelValue.Null), [.. bindings]);
    }

    private ListNode Relation(XElement element)
    {
        var columns = element.All("column").Select(column => column.Text("name")).ToList();
        var rows = element.All("row").Select(row => (FeelNode)new ContextNode(
            0,
            [.. columns.Zip(Children(row)).Select(cell => KeyValuePair.Create(cell.First, Read(cell.Second)))]));
        return new ListNode(0, [.. rows]);
    }

    private BoxedFunctionNode Function(XElement element, string name, FeelType result)
    {
        var parameters = element.All("formalParameter").Select(parameter => new FeelParameter(parameter.Text("name"), types.Of(parameter)));
        // The variable of business knowledge may have the type of the function or of its result.
        var resultType = Unfold(result) switch { FeelType.FunctionType { Open: false } function => function.Result, var other => other };
        var body = element.Text("kind") is "" or "FEEL" ? Inside(element) : null;
        return new BoxedFunctionNode(name, [.. parameters], body, element.Attribute("typeRef") is null ? resultType : FeelType.Any);
    }

    private static FeelType Unfold(FeelType type) => type is FeelType.ReferenceType reference ? Unfold(reference.Target()) : type;
}
