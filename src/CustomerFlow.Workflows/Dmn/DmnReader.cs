using System.Collections.Immutable;
using System.Xml.Linq;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Dmn;

/// <summary>Reads decision models of DMN 1.2 to 1.5. Content it does not know is passed over.</summary>
public static class DmnReader
{
    private const int ImportDepthMax = 8;

    /// <summary>Reads a model from a stream of at most 4 MiB.</summary>
    /// <param name="stream">The XML.</param>
    /// <param name="import">Gives the XML of an imported model by its namespace, where it is at hand.</param>
    public static DmnReading Read(Stream stream, Func<string, ReadOnlyMemory<byte>?>? import = null)
    {
        var bytes = new byte[DmnXml.BytesMax + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Read(bytes.AsMemory(0, length), import);
    }

    /// <summary>Reads a model.</summary>
    /// <param name="xml">The XML.</param>
    /// <param name="import">Gives the XML of an imported model by its namespace, where it is at hand.</param>
    public static DmnReading Read(ReadOnlyMemory<byte> xml, Func<string, ReadOnlyMemory<byte>?>? import = null) =>
        Read(xml, import ?? (_ => null), 0);

    private static DmnReading Read(ReadOnlyMemory<byte> xml, Func<string, ReadOnlyMemory<byte>?> import, int depth)
    {
        var root = DmnXml.Read(xml, out var problem);
        if (root is null) return new DmnReading(null, [problem!]);
        var problems = ImmutableArray.CreateBuilder<DmnProblem>();
        var imports = new List<ImportedModel>();
        foreach (var element in root.All("import").Where(element => element.Text("importType").Contains("/DMN/", StringComparison.Ordinal)))
        {
            var ns = element.Text("namespace");
            var reading = depth < ImportDepthMax && import(ns) is { } bytes ? Read(bytes, import, depth + 1) : null;
            if (reading?.Model is { } model) imports.Add(new ImportedModel(element.Text("name"), model));
            else problems.Add(DmnProblems.Of(element.Text("id"), "dmn.import", ns));
        }

        var built = new Builder(root, imports).Build(problems);
        return new DmnReading(built, problems.ToImmutable());
    }

    private sealed record ImportedModel(string Name, DecisionModel Model)
    {
        public string Qualify(string name) => Name.Length == 0 ? name : Name + "." + name;
    }

    /// <summary>Builds one model: types, then elements, then the references between them.</summary>
    private sealed class Builder
    {
        private readonly XElement _root;
        private readonly List<ImportedModel> _imports;
        private readonly DmnTexts _texts;
        private readonly DmnTypes _types;
        private readonly Dictionary<string, DmnElement> _elements = new(StringComparer.Ordinal);
        private readonly List<(XElement Xml, DmnElement Element)> _pairs = [];

        public Builder(XElement root, List<ImportedModel> imports)
        {
            _root = root;
            _imports = imports;
            var names = imports.SelectMany(import => import.Model.Elements.Select(element => element.Variable).Append(import.Name));
            _texts = new DmnTexts(root, names);
            var types = imports.SelectMany(import => import.Model.Types.Select(type =>
                KeyValuePair.Create(import.Qualify(type.Key), type.Value)));
            _types = new DmnTypes(root, types, _texts);
            _texts.Know(_types.All);
        }

        public DecisionModel Build(ImmutableArray<DmnProblem>.Builder problems)
        {
            foreach (var xml in _root.Elements().Where(xml => xml.Name.Namespace == _root.Name.Namespace)) Add(xml);
            foreach (var (xml, element) in _pairs) Connect(xml, element);
            foreach (var (_, element) in _pairs)
            {
                if (!RequiresItself(element)) continue;
                _texts.Report(DmnProblems.Of(element.Id, "dmn.cycle", element.Name));
                element.Requirements.Clear();
            }

            _types.ReadTests();
            problems.AddRange(_texts.Problems);
            return new DecisionModel(
                _root.Text("id"),
                _root.Text("name"),
                _root.Text("namespace"),
                _elements.ToImmutableDictionary(StringComparer.Ordinal),
                _types.All);
        }

        private void Add(XElement xml)
        {
            var (id, variable) = (xml.Text("id"), xml.One("variable"));
            var name = xml.Text("name").Trim() is { Length: > 0 } given ? given : id;
            // Files of other tools leave ids out where nothing refers to the element.
            if (id.Length == 0) id = name;
            var known = variable?.Text("name").Trim() is { Length: > 0 } of ? of : name;
            var type = _types.Of(variable);
            var boxes = new BoxedReader(_texts, _types);
            DmnElement? element = xml.Name.LocalName switch
            {
                "inputData" => new DmnElement.InputData(id, name, type) { Variable = known },
                "decision" => new DmnElement.Decision(id, name, type, boxes.Inside(xml)) { Variable = known },
                "businessKnowledgeModel" => new DmnElement.Knowledge(id, name, FeelType.Any, boxes.Knowledge(xml)) { Variable = known },
                "decisionService" => new DmnElement.Service(id, name, ServiceType(type)) { Variable = known },
                _ => null,
            };
            if (element is null) return;
            if (!_elements.TryAdd(id, element)) _texts.Report(DmnProblems.Of(id, "dmn.duplicate", id));
            else _pairs.Add((xml, element));
        }

        private static FeelType ServiceType(FeelType type)
        {
            while (type is FeelType.ReferenceType reference) type = reference.Target();
            return type is FeelType.FunctionType function ? function.Result : type;
        }

        private void Connect(XElement xml, DmnElement element)
        {
            if (element is DmnElement.Service service)
            {
                service.Outputs.AddRange(References(xml, "outputDecision").Select(need => need.Target).OfType<DmnElement.Decision>());
                service.Inputs.AddRange(References(xml, "inputData"));
                service.Inputs.AddRange(References(xml, "inputDecision"));
                return;
            }

            foreach (var requirement in xml.All("informationRequirement"))
            {
                element.Requirements.AddRange(References(requirement, "requiredInput"));
                element.Requirements.AddRange(References(requirement, "requiredDecision"));
            }

            foreach (var requirement in xml.All("knowledgeRequirement"))
            {
                element.Requirements.AddRange(References(requirement, "requiredKnowledge"));
            }
        }

        private IEnumerable<Requirement> References(XElement xml, string kind)
        {
            foreach (var reference in xml.All(kind).Select(child => child.Text("href")))
            {
                var hash = reference.IndexOf('#', StringComparison.Ordinal);
                var (ns, id) = hash < 0 ? ("", reference) : (reference[..hash], reference[(hash + 1)..]);
                var import = _imports.Find(import => ns.Length > 0 && import.Model.Namespace == ns);
                var target = import is null ? _elements.GetValueOrDefault(id) : import.Model.Find(id);
                if (target is not null) yield return new Requirement(target, import?.Name ?? "");
                else _texts.Report(DmnProblems.Of(xml.Text("id"), "dmn.reference", reference));
            }
        }

        private static bool RequiresItself(DmnElement start)
        {
            // Knowledge that calls itself is recursion, not a cycle of decisions.
            if (start is DmnElement.Knowledge) return false;
            var seen = new HashSet<DmnElement>(ReferenceEqualityComparer.Instance);
            var waiting = new Stack<DmnElement>([start]);
            while (waiting.TryPop(out var element))
            {
                foreach (var need in element.Requirements)
                {
                    if (ReferenceEquals(need.Target, start)) return true;
                    if (seen.Add(need.Target)) waiting.Push(need.Target);
                }
            }

            return false;
        }
    }
}
