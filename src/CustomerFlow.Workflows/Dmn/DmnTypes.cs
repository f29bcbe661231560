using System.Collections.Immutable;
using System.Xml.Linq;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Dmn;

/// <summary>The item definitions of a model as types (DMN §7.3.2).</summary>
internal sealed class DmnTypes
{
    private readonly Dictionary<string, FeelType> _types = new(StringComparer.Ordinal);
    private readonly List<Lazy<FeelNode>> _tests = [];
    private readonly DmnTexts _texts;

    public DmnTypes(XElement root, IEnumerable<KeyValuePair<string, FeelType>> imported, DmnTexts texts)
    {
        _texts = texts;
        foreach (var (name, type) in imported) _types[name] = type;
        var definitions = root.All("itemDefinition").ToList();
        // First the names, so that definitions may use each other in any order.
        foreach (var definition in definitions)
        {
            var name = definition.Text("name");
            _types[name] = new FeelType.ReferenceType(name, () => FeelType.Any);
        }

        foreach (var definition in definitions) _types[definition.Text("name")] = Define(definition, 0);
        foreach (var definition in definitions) CheckEnds(definition);
    }

    public ImmutableDictionary<string, FeelType> All => _types.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>Reads the tests of all types, so that their mistakes are known with the others.</summary>
    public void ReadTests()
    {
        foreach (var test in _tests) _ = test.Value;
    }

    /// <summary>The type an attribute names; any where it names none.</summary>
    public FeelType Of(XElement? element, string attribute = "typeRef") => Named(element?.Text(attribute) ?? "");

    private FeelType Named(string reference)
    {
        var name = reference.Trim();
        if (name.Length == 0) return FeelType.Any;
        if (!_types.ContainsKey(name) && name.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0) name = name[(colon + 1)..];
        // Asked for again when it is needed: the definition may follow later in the file.
        return _types.ContainsKey(name)
            ? new FeelType.ReferenceType(name, () => _types.GetValueOrDefault(name, FeelType.Any))
            : FeelType.BuiltIn(name) ?? FeelType.Any;
    }

    private FeelType Define(XElement definition, int depth)
    {
        var components = definition.All("itemComponent").ToList();
        FeelType type;
        if (definition.One("functionItem") is { } function)
        {
            var parameters = function.All("parameters").Select(parameter => Of(parameter)).ToImmutableArray();
            type = new FeelType.FunctionType(parameters, Of(function, "outputTypeRef"), Open: false);
        }
        else if (components.Count > 0 && depth < 50)
        {
            type = new FeelType.ContextType([.. components.Select(component => (component.Text("name"), Define(component, depth + 1)))]);
        }
        else
        {
            type = Named(definition.One("typeRef")?.Value ?? "");
        }

        if (definition.One("allowedValues") is { } allowed) type = Restrict(type, allowed);
        if (definition.Text("isCollection") is "true" or "1") type = new FeelType.ListType(type);
        return definition.One("typeConstraint") is { } constraint ? Restrict(type, constraint) : type;
    }

    /// <summary>A type that is defined as nothing but itself would be followed without end.</summary>
    private void CheckEnds(XElement definition)
    {
        var (name, type) = (definition.Text("name"), _types[definition.Text("name")]);
        for (var steps = 0; steps <= 2 * _types.Count; steps++)
        {
            if (type is FeelType.ReferenceType reference) type = reference.Target();
            else if (type is FeelType.RestrictedType restricted) type = restricted.Inner;
            else return;
        }

        _types[name] = FeelType.Any;
        _texts.Report(DmnProblems.Of(definition.Text("id"), "dmn.cycle", name));
    }

    private FeelType.RestrictedType Restrict(FeelType type, XElement constraint)
    {
        // The types are not known yet where the test is read, so it is read when first needed.
        var test = new Lazy<FeelNode>(() => _texts.Tests(constraint));
        _tests.Add(test);
        return new FeelType.RestrictedType(type, value =>
        {
            var run = new FeelRun(FeelEnvironment.At(DateTimeOffset.UnixEpoch));
            var frame = new FeelFrame(new FeelFrame(FeelScope.Empty), TestsNode.InputName, value);
            return run.Evaluate(test.Value, frame) is FeelBoolean { Value: true };
        });
    }
}
