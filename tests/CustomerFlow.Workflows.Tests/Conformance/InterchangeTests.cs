using System.Xml.Linq;
using CustomerFlow.Workflows.Definitions;
using Xunit.Abstractions;

namespace CustomerFlow.Workflows.Tests.Conformance;

/// <summary>Files of other tools are read, kept whole and written back.</summary>
public sealed class InterchangeTests(ITestOutputHelper output)
{
    [ConformanceFact("interchange")]
    public void No_fewer_reference_models_survive_than_are_recorded()
    {
        var models = Directory.GetFiles(ConformanceMaterial.Folder("interchange")!, "*.bpmn");

        var trouble = models.Select(model => (model: Path.GetFileName(model), trouble: TroubleWith(model))).ToArray();

        var failed = trouble.Where(found => found.trouble is not null).Select(found => $"{found.model}: {found.trouble}").ToArray();
        var line = $"BPMN interchange: {models.Length - failed.Length} / {models.Length}. {string.Join("; ", failed)}";
        output.WriteLine(line);
        Console.WriteLine(line);
        Assert.True(models.Length - failed.Length >= ConformanceMaterial.Recorded("interchange"), line);
    }

    [ConformanceFact("bpmn")]
    public void Every_other_model_is_written_back_as_it_was_read()
    {
        var models = Directory.GetFiles(ConformanceMaterial.Folder("bpmn")!, "*.bpmn", SearchOption.AllDirectories);

        var changed = models.Where(model => !SameXml(File.ReadAllBytes(model), Read(model).Document.Write()));

        Assert.Empty(changed);
    }

    private static string? TroubleWith(string model)
    {
        var original = File.ReadAllBytes(model);
        var reading = Read(model);
        var refused = DefinitionChecks.Check(reading, CheckContext.FileAlone).FirstOrDefault(problem => problem.Severity == ProblemSeverity.Error);
        if (refused is not null)
        {
            return $"refused: {refused.Rule} at {refused.ElementId}";
        }

        return !SameXml(original, reading.Document.Write()) ? "written differently" : TroubleAfterEdit(reading.Document, original);
    }

    /// <summary>A renamed task is the only difference, also after another round of reading and writing.</summary>
    private static string? TroubleAfterEdit(BpmnDocument document, byte[] original)
    {
        var expected = Parse(original);
        var task = expected.Descendants().First(element => element.Name.LocalName == "task");
        task.SetAttributeValue("name", "改名 <\"&\n'>");

        var edited = document.WithName(task.Attribute("id")!.Value, "改名 <\"&\n'>").Write();
        var again = BpmnReader.Read("again.bpmn", edited).Document.Write();

        return !XNode.DeepEquals(expected, Parse(edited)) ? "an edit changed something else"
            : !XNode.DeepEquals(expected, Parse(again)) ? "an edit did not survive"
            : !SameXml(original, document.Write()) ? "an edit changed the document that was read"
            : null;
    }

    private static BpmnReading Read(string model) => BpmnReader.Read(Path.GetFileName(model), File.ReadAllBytes(model));

    private static bool SameXml(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other) => XNode.DeepEquals(Parse(one), Parse(other));

    private static XDocument Parse(ReadOnlyMemory<byte> bytes)
    {
        using var stream = new MemoryStream(bytes.ToArray());
        return XDocument.Load(stream, LoadOptions.PreserveWhitespace);
    }
}
