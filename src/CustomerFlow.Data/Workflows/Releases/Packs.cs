using System.Diagnostics;
using CustomerFlow.Data.Access;
using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Data.Workflows.Releases;

/// <summary>The packs that the product ships (<c>workflows/NAME/</c>), published on start. An owner's version is never replaced.</summary>
public sealed class Packs
{
    private static readonly string[] NotPublished = ["README.md", "scenarios"];
    private readonly ReleaseStore releases;
    private readonly Drafts drafts;
    private readonly DbPool contexts;

    internal Packs(ReleaseStore releases, Drafts drafts, DbPool contexts)
    {
        this.releases = releases;
        this.drafts = drafts;
        this.contexts = contexts;
    }

    /// <summary>Publishes every pack in a folder that differs from the newest release of its name.</summary>
    /// <param name="folder">The folder that holds one folder per pack.</param>
    /// <param name="cancellationToken">Gives up between two packs.</param>
    public async Task<IReadOnlyList<PackOutcome>> LoadAsync(string folder, CancellationToken cancellationToken)
    {
        var waiting = new List<(string Name, IReadOnlyList<ResourceFile> Files)>();
        foreach (var pack in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var files = await ReadAsync(pack, cancellationToken);
            if (files.Any(file => file.Name.EndsWith(".bpmn", StringComparison.OrdinalIgnoreCase)))
                waiting.Add((Path.GetFileName(pack), files));
        }

        // A pack may call a process of another one, which then has to be published first: who was refused is asked again.
        var outcomes = new SortedDictionary<string, PackOutcome>(StringComparer.Ordinal);
        for (var before = int.MaxValue; waiting.Count > 0 && waiting.Count < before;)
        {
            before = waiting.Count;
            foreach (var (name, files) in waiting) outcomes[name] = await LoadPackAsync(name, files, cancellationToken);
            waiting.RemoveAll(pack => outcomes[pack.Name] is not PackOutcome.Refused);
        }

        return [.. outcomes.Values];
    }

    /// <summary>The files of a pack that are published: all but its notes and scenarios.</summary>
    public static async Task<IReadOnlyList<ResourceFile>> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var files = new List<ResourceFile>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (NotPublished.Contains(name.Split('/')[0])) continue;
            files.Add(new ResourceFile(name, await File.ReadAllBytesAsync(path, cancellationToken)));
        }

        return files;
    }

    private async Task<PackOutcome> LoadPackAsync(string name, IReadOnlyList<ResourceFile> files, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(AccessScope.System("packs"));
        var latest = await ReleaseContents.LatestAsync(db, name, cancellationToken);
        if (latest is { Origin: not ReleaseOrigin.Pack })
        {
            var current = await ReleaseContents.FilesAsync(db, latest.Key, cancellationToken);
            var shipped = await Drafts.LastShippedAsync(db, name, cancellationToken);
            // Offered once: what the owner has seen and discarded does not come back with every restart.
            if (SameFiles(files, current) || (shipped is not null && SameFiles(files, shipped))) return new PackOutcome.Kept(name);
            await drafts.OfferAsync(name, latest.Key, files, cancellationToken);
            return new PackOutcome.Offered(name);
        }

        var publication = new Publication(name, files, ReleaseOrigin.Pack, "system");
        return await releases.DeployAsync(publication, cancellationToken) switch
        {
            DeployOutcome.Published published => new PackOutcome.Published(name, published.Release.Release.Key),
            DeployOutcome.Unchanged => new PackOutcome.Kept(name),
            DeployOutcome.Refused refused => new PackOutcome.Refused(name, refused.Problems),
            _ => throw new UnreachableException(),
        };
    }

    private static bool SameFiles(IReadOnlyList<ResourceFile> one, IReadOnlyList<ResourceFile> other) => Hash(one) == Hash(other);

    private static string Hash(IReadOnlyList<ResourceFile> files) =>
        DefinitionHash.Of(files.Select(file => (file.Name, new ReadOnlyMemory<byte>(file.Content))));
}

/// <summary>What became of a shipped pack: a closed family.</summary>
public abstract record PackOutcome(string Name)
{
    /// <summary>A new release.</summary>
    public sealed record Published(string Name, long ReleaseKey) : PackOutcome(Name);

    /// <summary>Nothing new.</summary>
    public sealed record Kept(string Name) : PackOutcome(Name);

    /// <summary>The owner has an own version: the new files are a draft.</summary>
    public sealed record Offered(string Name) : PackOutcome(Name);

    /// <summary>It has errors.</summary>
    public sealed record Refused(string Name, IReadOnlyList<Problem> Problems) : PackOutcome(Name);
}
