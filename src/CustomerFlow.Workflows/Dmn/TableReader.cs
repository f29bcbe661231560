using System.Collections.Immutable;
using System.Xml.Linq;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Dmn;

/// <summary>Reads decision tables (DMN §8.3).</summary>
internal sealed class TableReader(DmnTexts texts, DmnTypes types)
{
    public FeelNode Read(XElement table)
    {
        var inputs = table.All("input").Select(Input).ToImmutableArray();
        var outputs = table.All("output").Select(Output).ToImmutableArray();
        var rules = table.All("rule").Select(rule => Rule(rule, inputs.Length, outputs.Length)).ToImmutableArray();
        if (Policy(table.Text("hitPolicy"), table.Text("aggregation")) is { } policy)
        {
            return new DecisionTableNode(policy, inputs, outputs, rules);
        }

        texts.Report(DmnProblems.Of(table.Text("id"), "dmn.hit-policy", table.Text("hitPolicy")));
        return new LiteralNode(0, FeelValue.Null);
    }

    private static HitPolicy? Policy(string policy, string aggregation) => (policy, aggregation) switch
    {
        ("" or "UNIQUE", _) => HitPolicy.Unique,
        ("ANY", _) => HitPolicy.Any,
        ("PRIORITY", _) => HitPolicy.Priority,
        ("FIRST", _) => HitPolicy.First,
        ("RULE ORDER", _) => HitPolicy.RuleOrder,
        ("OUTPUT ORDER", _) => HitPolicy.OutputOrder,
        ("COLLECT", "") => HitPolicy.Collect,
        ("COLLECT", "SUM") => HitPolicy.CollectSum,
        ("COLLECT", "MIN") => HitPolicy.CollectMin,
        ("COLLECT", "MAX") => HitPolicy.CollectMax,
        ("COLLECT", "COUNT") => HitPolicy.CollectCount,
        _ => null,
    };

    private TableInput Input(XElement input)
    {
        var expression = input.One("inputExpression");
        var label = input.Text("label") is { Length: > 0 } given ? given : (expression?.One("text")?.Value ?? "").Trim();
        var node = texts.Expression(expression);
        return new TableInput(input.Text("id"), label, node);
    }

    private TableOutput Output(XElement output)
    {
        var name = output.Text("name");
        var label = output.Text("label") is { Length: > 0 } given ? given : name;
        var values = output.One("outputValues") ?? AllowedOf(output);
        var fallback = output.One("defaultOutputEntry");
        return new TableOutput(output.Text("id"), name, label, texts.Values(values), fallback is null ? null : texts.Expression(fallback));
    }

    /// <summary>Where the column lists no values, those its type allows give the order.</summary>
    private static XElement? AllowedOf(XElement output)
    {
        var reference = output.Text("typeRef");
        if (reference.Length == 0)
        {
            var outer = output.Ancestors().Select(ancestor => ancestor.One("variable")?.Text("typeRef"));
            reference = outer.FirstOrDefault(type => type?.Length > 0) ?? "";
        }

        return output.Document?.Root?.All("itemDefinition")
            .FirstOrDefault(definition => definition.Text("name") == reference)?.One("allowedValues");
    }

    private TableRule Rule(XElement rule, int inputCount, int outputCount)
    {
        var tests = rule.All("inputEntry").Select(texts.Tests).ToImmutableArray();
        var outputs = rule.All("outputEntry").Select(entry => Typed(entry)).ToImmutableArray();
        if (tests.Length == inputCount && outputs.Length == outputCount) return new TableRule(rule.Text("id"), tests, outputs);
        texts.Report(DmnProblems.Of(rule.Text("id"), "dmn.cells"));
        var never = Enumerable.Repeat<FeelNode>(new LiteralNode(0, FeelValue.False), Math.Max(1, inputCount)).ToImmutableArray();
        return new TableRule(rule.Text("id"), never, outputs);
    }

    private FeelNode Typed(XElement entry)
    {
        var type = types.Of(entry);
        return type == FeelType.Any ? texts.Expression(entry) : new TypedNode(texts.Expression(entry), type, entry.Text("typeRef"));
    }
}
