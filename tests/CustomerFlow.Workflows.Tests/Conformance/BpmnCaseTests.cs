using System.Text.Json;
using Xunit.Abstractions;

namespace CustomerFlow.Workflows.Tests.Conformance;

/// <summary>Runs the execution cases of the public BPMN conformance set against the engine.</summary>
public sealed class BpmnCaseTests(ITestOutputHelper output)
{
    [BpmnCasesFact]
    public void No_fewer_conformance_cases_pass_than_are_recorded()
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(BpmnCasesFact.Folder, "cases.json")));
        var recorded = RecordedCount();

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
        var runner = new BpmnCaseRunner(BpmnCasesFact.Folder);
        foreach (var step in one.GetProperty("steps").EnumerateArray()) runner.Do(step);
        return runner.Compare(one.GetProperty("expect"));
    }

    private static int RecordedCount()
    {
        using var recorded = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Conformance", "recorded.json")));
        return recorded.RootElement.GetProperty("bpmnCases").GetInt32();
    }
}

/// <summary>A test that needs the conformance material; says plainly where it was looked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BpmnCasesFact : FactAttribute
{
    public BpmnCasesFact()
    {
        if (!File.Exists(Path.Combine(Folder, "cases.json"))) Skip = $"There is no conformance material at {Folder}; CUSTOMERFLOW_CONFORMANCE names it.";
    }

    public static string Folder => Path.Combine(Root(), "bpmn");

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable("CUSTOMERFLOW_CONFORMANCE") is { Length: > 0 } named) return named;
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CustomerFlow.sln"))) folder = folder.Parent;
        return Path.GetFullPath(Path.Combine(folder?.FullName ?? ".", "..", "shared", "conformance"));
    }
}
