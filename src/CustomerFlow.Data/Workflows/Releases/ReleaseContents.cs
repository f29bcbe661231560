using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Data.Workflows.Releases;

/// <summary>Reads what was published.</summary>
public static class ReleaseContents
{
    /// <summary>A release with all that it defines.</summary>
    public static async Task<PublishedRelease> ReadAsync(CustomerFlowDb db, long releaseKey, CancellationToken cancellationToken) => new(
        await db.Set<ReleaseRow>().AsNoTracking().SingleAsync(row => row.Key == releaseKey, cancellationToken),
        await db.Set<ResourceRow>().AsNoTracking().Where(row => row.ReleaseKey == releaseKey).OrderBy(row => row.Name)
            .ToListAsync(cancellationToken),
        await db.Set<ProcessDefinitionRow>().AsNoTracking().Where(row => row.ReleaseKey == releaseKey).OrderBy(row => row.Key)
            .ToListAsync(cancellationToken),
        await db.Set<DecisionDefinitionRow>().AsNoTracking().Where(row => row.ReleaseKey == releaseKey).OrderBy(row => row.Key)
            .ToListAsync(cancellationToken),
        await db.Set<FormDefinitionRow>().AsNoTracking().Where(row => row.ReleaseKey == releaseKey).OrderBy(row => row.Key)
            .ToListAsync(cancellationToken));

    /// <summary>The files of a release.</summary>
    public static async Task<IReadOnlyList<ResourceFile>> FilesAsync(
        CustomerFlowDb db, long releaseKey, CancellationToken cancellationToken) =>
        await db.Set<ResourceRow>().Where(row => row.ReleaseKey == releaseKey).OrderBy(row => row.Name)
            .Select(row => new ResourceFile(row.Name, row.Content)).ToListAsync(cancellationToken);

    /// <summary>The newest release of a name, or null.</summary>
    public static Task<ReleaseRow?> LatestAsync(CustomerFlowDb db, string name, CancellationToken cancellationToken) =>
        db.Set<ReleaseRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Name == name && row.IsLatest, cancellationToken);
}
