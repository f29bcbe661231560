using System.Text.Json;
using CustomerFlow.Workflows.Definitions;
using Xunit.Abstractions;

namespace CustomerFlow.Workflows.Tests.Conformance;

/// <summary>Models that break a rule of BPMN are refused, and models that do not are accepted.</summary>
public sealed class BpmnConstraintTests(ITestOutputHelper output)
{
    [ConformanceFact("bpmn")]
    public void No_fewer_wrong_models_are_refused_than_are_recorded()
    {
        var models = Cases("constraints.json").Select(one => (
            Id: one.GetProperty("id").GetString()!,
            IsCore: one.GetProperty("core").GetBoolean(),
            Refused: Errors(one.GetProperty("file").GetString()!).Length > 0)).ToArray();

        var refused = models.Count(model => model.Refused);
        var core = models.Where(model => model.IsCore).ToArray();
        var accepted = string.Join(", ", models.Where(model => !model.Refused).Select(model => model.Id));

        Report($"BPMN constraints: {refused} / {models.Length} refused, of the core {core.Count(model => model.Refused)} / {core.Length}. {accepted}");
        Assert.True(refused >= ConformanceMaterial.Recorded("bpmnConstraints"), $"accepted, but wrong: {accepted}");
        Assert.True(core.Count(model => model.Refused) >= ConformanceMaterial.Recorded("bpmnConstraintsCore"), $"accepted, but wrong: {accepted}");
    }

    [ConformanceFact("bpmn")]
    public void Every_model_of_an_execution_case_is_accepted()
    {
        var cases = Cases("cases.json").ToArray();
        var mayBeRefused = cases.Where(one => one.GetProperty("expect").GetProperty("state").GetString() == "rejectedOrIncident")
            .SelectMany(Files).ToHashSet();

        var wronglyRefused = cases.SelectMany(Files).Distinct().Except(mayBeRefused)
            .Select(file => (file, problem: Errors(file).FirstOrDefault()))
            .Where(found => found.problem is not null).ToArray();

        Report($"BPMN cases: {cases.SelectMany(Files).Distinct().Count()} models checked, {wronglyRefused.Length} wrongly refused.");
        Assert.Empty(wronglyRefused);
    }

    private static IEnumerable<JsonElement> Cases(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(ConformanceMaterial.Folder("bpmn")!, file)));
        foreach (var one in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            yield return one.Clone();
        }
    }

    private static IEnumerable<string> Files(JsonElement one) =>
        from step in one.GetProperty("steps").EnumerateArray()
        where step.GetProperty("do").GetString() == "deploy"
        select step.GetProperty("file").GetString();

    private static Problem[] Errors(string file)
    {
        var reading = BpmnReader.Read(file, File.ReadAllBytes(Path.Combine(ConformanceMaterial.Folder("bpmn")!, file)));
        return [.. DefinitionChecks.Check(reading, CheckContext.FileAlone).Where(problem => problem.Severity == ProblemSeverity.Error)];
    }

    private void Report(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
