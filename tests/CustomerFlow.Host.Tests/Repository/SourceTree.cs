namespace CustomerFlow.Host.Tests.Repository;

/// <summary>The checked-out repository as the tidy rules see it.</summary>
internal static class SourceTree
{
    private static readonly string[] BuildFolders = ["bin", "obj", "node_modules", "Migrations", ".data"];

    /// <summary>The folder that holds <c>CustomerFlow.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Hand-written C# files below <paramref name="folder"/>, relative to the root; generated folders left out.</summary>
    public static IReadOnlyList<string> CSharpFiles(string folder)
    {
        var start = Path.Combine(Root, folder);
        return Directory.EnumerateFiles(start, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(BuildFolders.Contains))
            .Order(StringComparer.Ordinal)
            .ToList();
    }

    public static string[] Lines(string relativePath) => File.ReadAllLines(Path.Combine(Root, relativePath));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CustomerFlow.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("CustomerFlow.sln was not found above the test's own folder.");
    }
}
