using System.Xml.Linq;
using CustomerFlow.Workflows.Dmn;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Tests.Conformance;

/// <summary>One expected result of the public DMN test suite and what came of it.</summary>
internal sealed record DmnCaseResult(string Place, bool Passed, string Detail);

/// <summary>Runs the cases of one directory of the public DMN test suite.</summary>
internal static class DmnCases
{
    private static readonly XNamespace Cases = "http://www.omg.org/spec/DMN/20160719/testcase";
    private static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";
    private static readonly FeelEnvironment Environment = FeelEnvironment.At(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public static IEnumerable<DmnCaseResult> Run(string directory)
    {
        var models = Directory.GetFiles(directory, "*.dmn").Select(File.ReadAllBytes).ToList();
        ReadOnlyMemory<byte>? Import(string ns) => models.Where(model =>
            XDocument.Load(new MemoryStream(model)).Root!.Attribute("namespace")?.Value == ns).Select(model => (ReadOnlyMemory<byte>?)model).FirstOrDefault();
        foreach (var file in Directory.GetFiles(directory, "*.xml").Order(StringComparer.Ordinal))
        {
            var root = XDocument.Load(file, LoadOptions.PreserveWhitespace).Root!;
            var modelFile = Path.Combine(directory, root.Element(Cases + "modelName")!.Value);
            var reading = DmnReader.Read(File.ReadAllBytes(modelFile), Import);
            foreach (var testCase in root.Elements(Cases + "testCase"))
            {
                foreach (var result in testCase.Elements(Cases + "resultNode"))
                {
                    yield return Check(Path.GetFileName(file), reading, testCase, result);
                }
            }
        }
    }

    private static DmnCaseResult Check(string file, DmnReading reading, XElement testCase, XElement result)
    {
        var name = result.Attribute("name")!.Value;
        var place = $"{file} {testCase.Attribute("id")?.Value} {name}";
        if (reading.Model is null) return new DmnCaseResult(place, false, string.Join("; ", reading.Problems.Select(p => p.Message)));
        var inputs = new FeelContext(testCase.Elements(Cases + "inputNode")
            .Select(node => KeyValuePair.Create(node.Attribute("name")!.Value, Value(node))));
        var invoked = testCase.Attribute("invocableName")?.Value;
        var outcome = reading.Model.Evaluate(invoked ?? name, inputs, Environment);
        var actual = outcome.Value;
        // A service with several outputs answers all of them at once; the case names the one it looks at.
        if (invoked is not null && invoked != name && actual is FeelContext all && all.TryGet(name, out var output)) actual = output;
        var isError = result.Attribute("errorResult")?.Value == "true";
        var expected = isError ? FeelValue.Null : Value(result.Element(Cases + "expected"));
        var passed = Same(expected, actual) && (!isError || outcome.Problems.Length > 0);
        var problems = string.Join("; ", outcome.Problems.Select(problem => problem.Message));
        return new DmnCaseResult(place, passed, $"expected {expected}, got {actual}{(isError ? " (error)" : "")} {problems}");
    }

    private static FeelValue Value(XElement? node)
    {
        if (node is null) return FeelValue.Null;
        if (node.Element(Cases + "list") is { } list)
        {
            return IsNil(list) ? FeelValue.Null : FeelValue.Of(list.Elements(Cases + "item").Select(Value));
        }

        var components = node.Elements(Cases + "component").ToList();
        if (components.Count > 0)
        {
            return IsNil(components[0]) && components.Count == 1 && components[0].Attribute("name") is null
                ? FeelValue.Null
                : new FeelContext(components.Select(part => KeyValuePair.Create(part.Attribute("name")!.Value, IsNil(part) ? FeelValue.Null : Value(part))));
        }

        return node.Element(Cases + "value") is { } value && !IsNil(value) ? Simple(value) : FeelValue.Null;
    }

    private static bool IsNil(XElement element) => element.Attribute(Xsi + "nil")?.Value is "true" or "1";

    private static FeelValue Simple(XElement value)
    {
        var type = value.Attribute(Xsi + "type")?.Value.Split(':')[^1];
        return type switch
        {
            "boolean" => FeelValue.Of(value.Value is "true" or "1"),
            "decimal" or "double" or "integer" => FeelNumber.TryParse(value.Value, out var number) ? FeelValue.Of(number) : FeelValue.Null,
            "date" or "time" or "dateTime" or "duration" => FeelTemporalText.Any(value.Value) ?? FeelValue.Null,
            _ => FeelValue.Of(value.Value),
        };
    }

    private static bool Same(FeelValue expected, FeelValue actual) => (expected, actual) switch
    {
        (FeelNumberValue a, FeelNumberValue b) => Math.Abs(a.Value.ToDouble() - b.Value.ToDouble()) <= 1e-8 * Math.Max(1e-300, Math.Abs(a.Value.ToDouble())),
        (FeelList a, FeelList b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(pair => Same(pair.First, pair.Second)),
        (FeelContext a, FeelContext b) => a.Count == b.Count && a.Entries.All(e => b.TryGet(e.Key, out var value) && Same(e.Value, value)),
        _ => expected.Equals(actual),
    };
}
