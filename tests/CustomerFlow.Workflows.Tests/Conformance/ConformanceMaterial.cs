using System.Text.Json;

namespace CustomerFlow.Workflows.Tests.Conformance;

/// <summary>Finds the public test material, which is not part of the repository, and the counts recorded of earlier runs.</summary>
internal static class ConformanceMaterial
{
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>The folder of the material, or none.</summary>
    public static string? Folder(string part)
    {
        var root = Environment.GetEnvironmentVariable("CUSTOMERFLOW_CONFORMANCE")
            ?? Path.Combine(RepositoryRoot, "..", "shared", "conformance");
        var folder = Path.GetFullPath(Path.Combine(root, part));
        return Directory.Exists(folder) ? folder : null;
    }

    /// <summary>How many passed when the count was last recorded.</summary>
    public static int Recorded(string name)
    {
        var file = Path.Combine(RepositoryRoot, "tests", "CustomerFlow.Workflows.Tests", "Conformance", "recorded.json");
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.TryGetProperty(name, out var count) ? count.GetInt32() : 0;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "CustomerFlow.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
