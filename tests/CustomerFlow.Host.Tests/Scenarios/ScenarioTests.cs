namespace CustomerFlow.Host.Tests.Scenarios;

/// <summary>Every scenario of every pack, with the same assertions in both worlds.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> Files
    {
        get
        {
            var files = new TheoryData<string>();
            foreach (var file in Directory.EnumerateFiles(WorkflowFiles.Root, "*.json", SearchOption.AllDirectories).Order())
            {
                if (Path.GetFileName(Path.GetDirectoryName(file)) == "scenarios") files.Add(Path.GetRelativePath(WorkflowFiles.Root, file));
            }

            return files;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_scenario_holds_on_PostgreSQL(string file)
    {
        await using var world = await PostgresWorld.CreateAsync();

        await ScenarioRunner.RunAsync(world, file.Split(Path.DirectorySeparatorChar)[0], Read(file));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_scenario_holds_in_the_simulator(string file)
    {
        await using var world = new SimulatedWorld();

        await ScenarioRunner.RunAsync(world, file.Split(Path.DirectorySeparatorChar)[0], Read(file));
    }

    private static Scenario Read(string file) => Scenario.Read(Path.Combine(WorkflowFiles.Root, file));
}
