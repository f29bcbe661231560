using System.Net;
using System.Text.RegularExpressions;
using CustomerFlow.Host.Tests.Repository;

namespace CustomerFlow.Host.Tests.Shared;

/// <summary>What the pages load by script is there after the first build of a clean checkout, and is served.</summary>
public sealed partial class IslandTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Entry = "/islands/islands.js";

    [Fact]
    public void Every_island_that_a_page_names_has_a_loader()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "src/CustomerFlow.Host"), "*.cshtml*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(file => NamedIslands().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(pages);
        Assert.Subset(Loaders(), pages);
    }

    [Fact]
    public async Task Every_script_style_and_font_that_the_islands_need_is_served()
    {
        using var visitor = fixture.Host.Visitor();
        var missing = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([Entry, "/islands/htmx.js", "/islands/tabler.css"]);

        while (open.TryDequeue(out var file))
        {
            if (!seen.Add(file)) continue;
            using var answer = await visitor.GetAsync(new Uri(file, UriKind.Relative));
            if (answer.StatusCode != HttpStatusCode.OK) missing.Add($"{file}: {answer.StatusCode}");
            else if (file.EndsWith(".js", StringComparison.Ordinal) || file.EndsWith(".css", StringComparison.Ordinal))
                foreach (var next in Needs(file, await answer.Content.ReadAsStringAsync())) open.Enqueue(next);
        }

        Assert.Empty(missing);
        Assert.All(
            Loaders(),
            island => Assert.Contains(seen, file => file.StartsWith($"/islands/chunks/{island}-", StringComparison.Ordinal)));
    }

    private static HashSet<string> Loaders() => LoaderNames()
        .Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "src/CustomerFlow.Host/ClientApp/src/islands.ts")))
        .Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Needs(string file, string text)
    {
        var folder = new Uri(new Uri("http://host"), file);
        return Files().Matches(text).Select(match => match.Groups[1].Value)
            .Select(name => name.StartsWith('.') ? new Uri(folder, name).AbsolutePath : $"/islands/{name}");
    }

    [GeneratedRegex("^  '([a-z-]+)': \\(\\) => import", RegexOptions.Multiline)]
    private static partial Regex LoaderNames();

    [GeneratedRegex("(?:data-island=\"|=> \")((?:flow|decision|form|trend)-[a-z]+)\"")]
    private static partial Regex NamedIslands();

    // Relative addresses and the list of files that the bundler preloads, both inside quotes or url().
    [GeneratedRegex("[\"'`(]((?:\\.{1,2}/|assets/|chunks/)[A-Za-z0-9_./-]+\\.(?:js|css|woff2?|ttf|eot|svg))")]
    private static partial Regex Files();
}
