using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Execution;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Studio;

/// <summary>One workflow of the list.</summary>
internal sealed record WorkflowLine(
    string Name, string Title, int Version, DateTimeOffset PublishedAt, int Running, string? DraftBy, DateTimeOffset? DraftAt,
    bool FromUpgrade);

/// <summary>One published version of a workflow.</summary>
internal sealed record ReleaseLine(
    long Key, int Version, ReleaseOrigin Origin, string By, DateTimeOffset At, string? Note, bool IsLatest, int Running);

/// <summary>A workflow as its owner works on it: the newest version and the files as the draft, if any, leaves them.</summary>
internal sealed record WorkflowFiles(
    string Name, string Title, ReleaseRow Latest, int Version, IReadOnlyList<ResourceFile> Published, DraftContent? Draft)
{
    public IReadOnlyList<ResourceFile> Files => Draft?.Files ?? Published;

    /// <summary>What a save must name; 0 when there is no draft.</summary>
    public int Revision => Draft?.Row.Revision ?? 0;

    /// <summary>Somebody published since the draft was begun.</summary>
    public bool IsOutdated => Draft is not null && Draft.Row.BasedOnReleaseKey != Latest.Key;

    public bool IsChanged(string file) => Draft is not null && Text(Files, file) != Text(Published, file);

    /// <summary>The files with some texts in place of what they have.</summary>
    public IReadOnlyList<ResourceFile> With(IReadOnlyDictionary<string, string> texts) =>
        [.. Files.Select(
            file => texts.TryGetValue(file.Name, out var text) ? new ResourceFile(file.Name, DraftEditing.BytesOf(text)) : file)];

    private static string? Text(IReadOnlyList<ResourceFile> files, string name) =>
        files.FirstOrDefault(file => file.Name == name)?.TextOf();
}

/// <summary>Reads workflows for their owners. Definitions are nobody's rows: who may design may read all of them.</summary>
internal sealed class StudioQueries(CustomerFlowDb db, Drafts drafts, ReleaseReader releases)
{
    private const int WorkflowsMax = 200;
    private const int ReleasesMax = 100;

    public async Task<IReadOnlyList<WorkflowLine>> ListAsync(CancellationToken cancellationToken)
    {
        var latest = await db.Set<ReleaseRow>().AsNoTracking()
            .Where(row => row.IsLatest && db.Set<ProcessDefinitionRow>().Any(process => process.ReleaseKey == row.Key))
            .OrderBy(row => row.Name).Take(WorkflowsMax).Select(row => new { row.Key, row.Name, row.PublishedAt })
            .ToListAsync(cancellationToken);
        var changed = await db.Set<DraftRow>().AsNoTracking().ToDictionaryAsync(row => row.Name, cancellationToken);
        var running = await RunningAsync(null, cancellationToken);
        var lines = new List<WorkflowLine>();
        foreach (var release in latest)
        {
            var (title, version) = await MainProcessAsync(release.Name, release.Key, cancellationToken);
            var draft = changed.GetValueOrDefault(release.Name);
            var count = running.Where(entry => entry.Name == release.Name).Sum(entry => entry.Count);
            lines.Add(new WorkflowLine(
                release.Name, title, version, release.PublishedAt, count, draft?.ChangedBy, draft?.ChangedAt, draft?.FromUpgrade == true));
        }

        return lines;
    }

    public async Task<WorkflowFiles?> FilesAsync(string name, CancellationToken cancellationToken)
    {
        if (await ReleaseContents.LatestAsync(db, name, cancellationToken) is not { } latest) return null;
        var (title, version) = await MainProcessAsync(name, latest.Key, cancellationToken);
        var published = await ReleaseContents.FilesAsync(db, latest.Key, cancellationToken);
        return new WorkflowFiles(name, title, latest, version, published, await drafts.ReadAsync(name, cancellationToken));
    }

    public Task<IReadOnlyList<ResourceFile>> FilesOfAsync(long releaseKey, CancellationToken cancellationToken) =>
        ReleaseContents.FilesAsync(db, releaseKey, cancellationToken);

    /// <summary>The published versions, newest first.</summary>
    public async Task<IReadOnlyList<ReleaseLine>> HistoryAsync(string name, CancellationToken cancellationToken)
    {
        var rows = await db.Set<ReleaseRow>().AsNoTracking().Where(row => row.Name == name).OrderByDescending(row => row.Key)
            .Take(ReleasesMax)
            .Select(row => new
            {
                Row = row,
                Version = db.Set<ProcessDefinitionRow>()
                    .Where(process => process.ReleaseKey == row.Key).Max(process => (int?)process.Version) ?? 0,
            }).ToListAsync(cancellationToken);
        var running = (await RunningAsync(name, cancellationToken)).ToDictionary(entry => entry.ReleaseKey, entry => entry.Count);
        return [.. rows.Select(entry => new ReleaseLine(
            entry.Row.Key, entry.Version, entry.Row.Origin, entry.Row.PublishedBy, entry.Row.PublishedAt, entry.Row.Note,
            entry.Row.IsLatest,
            running.GetValueOrDefault(entry.Row.Key)))];
    }

    private async Task<(string Title, int Version)> MainProcessAsync(string name, long releaseKey, CancellationToken cancellationToken)
    {
        var processes = await db.Set<ProcessDefinitionRow>().AsNoTracking().Where(row => row.ReleaseKey == releaseKey)
            .OrderBy(row => row.Key)
            .Select(row => new { row.ProcessId, row.Name, row.Version }).ToListAsync(cancellationToken);
        var main = processes.FirstOrDefault(process => process.ProcessId == name) ?? processes.FirstOrDefault();
        if (main is null) return (name, 0);
        var pages = await releases.OfReleaseAsync(releaseKey, cancellationToken);
        return (pages.Name(main.ProcessId, main.Name), main.Version);
    }

    private Task<List<RunningCount>> RunningAsync(string? name, CancellationToken cancellationToken) =>
        db.Set<InstanceRow>().Where(row => row.Status == InstanceStatus.Active)
            .Join(db.Set<ReleaseRow>(), row => row.ReleaseKey, release => release.Key, (_, release) => new { release.Key, release.Name })
            .Where(entry => name == null || entry.Name == name)
            .GroupBy(entry => new { entry.Key, entry.Name })
            .Select(group => new RunningCount(group.Key.Key, group.Key.Name, group.Count())).ToListAsync(cancellationToken);

    private sealed record RunningCount(long ReleaseKey, string Name, int Count);
}
