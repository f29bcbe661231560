using System.Collections.Immutable;
using System.Xml.Linq;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Dmn;

/// <summary>Reads the FEEL in a model. What is no FEEL becomes a problem of the element and evaluates to null.</summary>
internal sealed class DmnTexts(XElement root, IEnumerable<string> importedNames)
{
    private readonly List<DmnProblem> _problems = [];
    private FeelParseOptions _options = new() { KnownNames = Names(root).Concat(importedNames).Distinct(StringComparer.Ordinal).ToList() };

    public IEnumerable<DmnProblem> Problems => _problems;

    public IReadOnlyCollection<string> KnownNames => _options.KnownNames;

    public void Know(ImmutableDictionary<string, FeelType> types) => _options = _options with { Types = types };

    public void Report(DmnProblem problem) => _problems.Add(problem);

    /// <summary>The expression in the text of an element; null where it is empty.</summary>
    public FeelNode Expression(XElement? element)
    {
        var text = element?.One("text")?.Value ?? "";
        if (string.IsNullOrWhiteSpace(text)) return new LiteralNode(0, FeelValue.Null);
        return Node(element!, FeelExpression.Parse(text, _options));
    }

    /// <summary>The unary tests in the text of an element; an empty one is met by every input.</summary>
    public FeelNode Tests(XElement element)
    {
        var text = element.One("text")?.Value ?? "";
        if (string.IsNullOrWhiteSpace(text)) return new LiteralNode(0, FeelValue.True);
        return Node(element, FeelExpression.ParseUnaryTests(text, _options));
    }

    /// <summary>Tests as a list of values, for the order of outputs.</summary>
    public FeelNode? Values(XElement? element)
    {
        var text = element?.One("text")?.Value ?? "";
        return string.IsNullOrWhiteSpace(text) ? null : Node(element!, FeelExpression.Parse("[" + text + "]", _options));
    }

    private FeelNode Node(XElement element, FeelParse parse)
    {
        if (parse is FeelParse.Parsed parsed) return parsed.Expression.Node;
        var problem = ((FeelParse.Refused)parse).Problem;
        var owner = element.AncestorsAndSelf().Select(ancestor => ancestor.Text("id")).FirstOrDefault(id => id.Length > 0) ?? "";
        _problems.Add(DmnProblems.Of(owner, problem));
        return new BrokenNode(problem);
    }

    private static IEnumerable<string> Names(XElement root) =>
        root.Descendants().Select(element => element.Text("name"))
            .Concat(root.Descendants().Select(element => element.Text("iteratorVariable")))
            .Where(name => name.Length > 0 && FeelLexer.NameParts(name).Length > 1);
}
