using System.Text.Json;

namespace CustomerFlow.Workflows.Tests.Conformance;

/// <summary>Where the public conformance material lies, and how much of it passed when it was last recorded.</summary>
internal static class ConformanceFolder
{
    /// <summary>The environment's choice, or the folder beside the repository.</summary>
    public static string Root { get; } = Find();

    /// <summary>The count that <c>recorded.json</c> holds for a set; the set must not fall below it.</summary>
    public static int Recorded(string set)
    {
        using var recorded = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Conformance", "recorded.json")));
        return recorded.RootElement.GetProperty(set).GetInt32();
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("CUSTOMERFLOW_CONFORMANCE") is { Length: > 0 } named)
        {
            return named;
        }

        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CustomerFlow.sln")))
        {
            folder = folder.Parent;
        }

        return Path.GetFullPath(Path.Combine(folder?.FullName ?? ".", "..", "shared", "conformance"));
    }
}

/// <summary>A test that needs a part of the conformance material, and says plainly that it was skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ConformanceFactAttribute : FactAttribute
{
    public ConformanceFactAttribute(string part)
    {
        Part = part;
        var path = Path.Combine(ConformanceFolder.Root, part);
        if (!Path.Exists(path))
        {
            Skip = $"Skipped: there is no conformance material at {path}; CUSTOMERFLOW_CONFORMANCE names its folder.";
        }
    }

    public string Part { get; }
}
