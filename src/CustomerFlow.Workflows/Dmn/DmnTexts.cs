using System.Collections.Immutable;
using System.Xml.Linq;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Dmn;

/// <summary>Reads the FEEL in a model. What is no FEEL becomes a problem of the element and evaluates to null.</summary>
internal sealed class DmnTexts(XElement root, IEnumerable<string> importedNames)
{
    private readonly List<DmnProblem> _problems = [];
    private readonly List<string> _global =
        [.. Names(root, isLocal: false).Concat(importedNames.Where(IsLong)).Distinct(StringComparer.Ordinal)];

    private readonly Dictionary<XElement, FeelParseOptions> _options = [];
    private ImmutableDictionary<string, FeelType> _types = ImmutableDictionary<string, FeelType>.Empty;

    public IEnumerable<DmnProblem> Problems => _problems;

    public void Know(ImmutableDictionary<string, FeelType> types)
    {
        _types = types;
        _options.Clear();
    }

    public void Report(DmnProblem problem) => _problems.Add(problem);

    /// <summary>The expression in the text of an element; null where it is empty.</summary>
    public FeelNode Expression(XElement? element)
    {
        var text = element?.One("text")?.Value ?? "";
        if (string.IsNullOrWhiteSpace(text)) return new LiteralNode(0, FeelValue.Null);
        return Node(element!, FeelExpression.Parse(text, OptionsFor(element!)));
    }

    /// <summary>The unary tests in the text of an element; an empty one is met by every input.</summary>
    public FeelNode Tests(XElement element)
    {
        var text = element.One("text")?.Value ?? "";
        if (string.IsNullOrWhiteSpace(text)) return new LiteralNode(0, FeelValue.True);
        return Node(element, FeelExpression.ParseUnaryTests(text, OptionsFor(element)));
    }

    /// <summary>Tests as a list of values, for the order of outputs.</summary>
    public FeelNode? Values(XElement? element)
    {
        var text = element?.One("text")?.Value ?? "";
        return string.IsNullOrWhiteSpace(text) ? null : Node(element!, FeelExpression.Parse("[" + text + "]", OptionsFor(element!)));
    }

    private FeelNode Node(XElement element, FeelParse parse)
    {
        if (parse is FeelParse.Parsed parsed) return parsed.Expression.Node;
        var problem = ((FeelParse.Refused)parse).Problem;
        var owner = element.AncestorsAndSelf().Select(ancestor => ancestor.Text("id")).FirstOrDefault(id => id.Length > 0) ?? "";
        _problems.Add(DmnProblems.Of(owner, problem));
        return new BrokenNode(problem);
    }

    /// <summary>A parameter's name is known inside its element only: elsewhere the same tokens may be a path or a difference.</summary>
    private FeelParseOptions OptionsFor(XElement element)
    {
        var owner = element.AncestorsAndSelf().LastOrDefault(ancestor => ancestor.Parent is { Parent: null }) ?? root;
        if (_options.TryGetValue(owner, out var known)) return known;
        var options = new FeelParseOptions { KnownNames = [.. _global, .. Names(owner, isLocal: true)], Types = _types };
        return _options[owner] = options;
    }

    private static IEnumerable<string> Names(XElement root, bool isLocal) =>
        root.Descendants().Where(element => element.Name.LocalName is not "parameter")
            .Where(element => (element.Name.LocalName is "formalParameter") == isLocal)
            .SelectMany(element => new[] { element.Text("name"), element.Text("iteratorVariable") })
            .Where(IsLong);

    private static bool IsLong(string name) => name.Length > 0 && FeelLexer.NameParts(name).Length > 1;
}
