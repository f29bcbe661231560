using System.Text.Json;
using Xunit.Abstractions;

namespace CustomerFlow.Workflows.Tests.Conformance;

/// <summary>Runs the execution cases of the public BPMN conformance set against the engine.</summary>
public sealed class BpmnCaseTests(ITestOutputHelper output)
{
    private static string Folder => ConformanceMaterial.Folder("bpmn")!;

    [ConformanceFact("bpmn")]
    public void No_fewer_conformance_cases_pass_than_are_recorded()
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "cases.json")));
        var recorded = ConformanceMaterial.Recorded("bpmnCases");

        var results = cases.RootElement.GetProperty("cases").EnumerateArray().Select(one => (Id: Id(one), Failure: Run(one))).ToArray();

        var failed = results.Where(result => result.Failure is not null).ToArray();
        foreach (var (id, failure) in failed) output.WriteLine($"{id}: {failure}");
        var passed = results.Length - failed.Length;
        output.WriteLine($"BPMN cases: {passed} / {results.Length}");
        Console.WriteLine($"BPMN cases: {passed} / {results.Length}");
        Assert.True(passed >= recorded, $"{passed} pass, {recorded} are recorded: {string.Join("; ", failed.Select(one => $"{one.Id}: {one.Failure}"))}");
    }

    private static string Id(JsonElement one) => one.GetProperty("id").GetString()!;

    private static string? Run(JsonElement one)
    {
        var runner = new BpmnCaseRunner(Folder);
        foreach (var step in one.GetProperty("steps").EnumerateArray()) runner.Do(step);
        return runner.Compare(one.GetProperty("expect"));
    }
}
