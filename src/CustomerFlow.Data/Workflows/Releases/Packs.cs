using System.Diagnostics;
using CustomerFlow.Workflows.Definitions;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Data.Workflows.Releases;

/// <summary>The packs that the product ships (<c>workflows/NAME/</c>), published on start. An owner's version is never replaced.</summary>
public sealed class Packs
{
    private static readonly string[] NotPublished = ["README.md", "scenarios"];
    private readonly ReleaseStore releases;
    private readonly Drafts drafts;

    internal Packs(ReleaseStore releases, Drafts drafts)
    {
        this.releases = releases;
        this.drafts = drafts;
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
        var publication = new Publication(name, files, ReleaseOrigin.Pack, "system");
        // Reading and checking all packs is a fifth of a start; what a start usually finds was checked when it was published.
        if (await releases.IsNewestAsync(publication, cancellationToken)) return new PackOutcome.Kept(name);
        var outcome = await releases.DeployAsync(
            publication, (db, latest, token) => MayReplaceAsync(db, latest, name, files, token), cancellationToken);
        return outcome switch
        {
            null => await releases.WhileNobodyPublishesAsync((db, token) => OfferAsync(db, name, files, token), cancellationToken),
            DeployOutcome.Published published => new PackOutcome.Published(name, published.Release.Release.Key),
            DeployOutcome.Unchanged => new PackOutcome.Kept(name),
            DeployOutcome.Refused refused => new PackOutcome.Refused(name, refused.Problems),
            _ => throw new UnreachableException(),
        };
    }

    private static async Task<bool> MayReplaceAsync(
        CustomerFlowDb db, ReleaseRow? latest, string name, IReadOnlyList<ResourceFile> files, CancellationToken cancellationToken)
    {
        if (latest is { Origin: not ReleaseOrigin.Pack }) return false;
        await ShippedFiles.RememberAsync(db, name, files, cancellationToken);
        return true;
    }

    private async Task<PackOutcome> OfferAsync(
        CustomerFlowDb db, string name, IReadOnlyList<ResourceFile> files, CancellationToken cancellationToken)
    {
        var latest = await ReleaseContents.LatestAsync(db, name, cancellationToken) ?? throw new UnreachableException();
        var current = await ReleaseContents.FilesAsync(db, latest.Key, cancellationToken);
        var changes = await ShippedFiles.ChangesAsync(db, name, files, current, cancellationToken);
        // The owner's own draft goes first: what the product changed waits for a start without one.
        if (changes.Count > 0 && await db.Set<DraftRow>().AnyAsync(row => row.Name == name, cancellationToken))
            return new PackOutcome.Waiting(name);
        // Offered once: what the owner has seen and discarded does not come back with every restart.
        await ShippedFiles.RememberAsync(db, name, files, cancellationToken);
        if (changes.Count == 0) return new PackOutcome.Kept(name);
        await drafts.OfferAsync(db, latest, changes, cancellationToken);
        return new PackOutcome.Offered(name);
    }
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

    /// <summary>The owner has an own version and a draft under way: the new files are offered at a start without one.</summary>
    public sealed record Waiting(string Name) : PackOutcome(Name);

    /// <summary>It has errors.</summary>
    public sealed record Refused(string Name, IReadOnlyList<Problem> Problems) : PackOutcome(Name);
}
