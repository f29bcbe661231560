namespace CustomerFlow.Host.Tests.Scenarios;

/// <summary>The shipped workflows, as they were copied beside the program.</summary>
internal static class WorkflowFiles
{
    public static string Root { get; } = Path.Combine(AppContext.BaseDirectory, "workflows");

    /// <summary>The folders with a process or a decision table in them.</summary>
    public static IEnumerable<string> Packs => Directory.EnumerateDirectories(Root)
        .Where(folder => Directory.EnumerateFiles(folder, "*.bpmn").Concat(Directory.EnumerateFiles(folder, "*.dmn")).Any()).Select(folder => Path.GetFileName(folder)).Order();
}
