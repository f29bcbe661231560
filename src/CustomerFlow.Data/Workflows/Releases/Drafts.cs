using System.Collections.Immutable;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Time;
using CustomerFlow.Workflows.Definitions;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Data.Workflows.Releases;

/// <summary>Unpublished changes of process owners: one draft per pack, over the newest release.</summary>
public sealed class Drafts
{
    private readonly ReleaseStore releases;
    private readonly DbPool contexts;
    private readonly KeyBlocks keys;
    private readonly BusinessClock clock;

    internal Drafts(ReleaseStore releases, DbPool contexts, KeyBlocks keys, BusinessClock clock)
    {
        this.releases = releases;
        this.contexts = contexts;
        this.keys = keys;
        this.clock = clock;
    }

    /// <summary>Saves files, all or none; null content removes one. Another person's newer save refuses this one.</summary>
    /// <param name="name">The pack.</param>
    /// <param name="changes">The files with their new bytes.</param>
    /// <param name="by">Username.</param>
    /// <param name="seenRevision">The draft's revision that the person saw; 0 for "there is none yet".</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    public async Task<DraftOutcome> SaveAsync(
        string name, IReadOnlyList<DraftChange> changes, string by, int seenRevision, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(AccessScope.System("drafts"));
        var draft = await FindAsync(db, name, cancellationToken);
        if ((draft?.Revision ?? 0) != seenRevision) return Conflict(draft);
        if (draft is null)
        {
            var latest = await ReleaseContents.LatestAsync(db, name, cancellationToken);
            draft = new DraftRow
            {
                Key = await keys.NextAsync(cancellationToken), Name = name, BasedOnReleaseKey = latest?.Key, ChangedBy = by,
                ChangedAt = clock.Now, Revision = 1,
            };
            db.Add(draft);
        }
        else
        {
            Touch(db, draft, by);
        }

        foreach (var change in changes) await PutAsync(db, draft, change, cancellationToken);
        return await TrySaveAsync(db, draft, cancellationToken);
    }

    /// <summary>Saves one file.</summary>
    /// <inheritdoc cref="SaveAsync(string, IReadOnlyList{DraftChange}, string, int, CancellationToken)"/>
    public Task<DraftOutcome> SaveAsync(
        string name, string file, byte[]? content, string by, int seenRevision, CancellationToken cancellationToken) =>
        SaveAsync(name, [new DraftChange(file, content)], by, seenRevision, cancellationToken);

    /// <summary>Puts the draft's own changes on top of the newest release, when somebody published after it was begun.</summary>
    public async Task<DraftOutcome> MoveToLatestAsync(string name, string by, int seenRevision, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(AccessScope.System("drafts"));
        var draft = await FindAsync(db, name, cancellationToken);
        if (draft is null || draft.Revision != seenRevision) return Conflict(draft);
        draft.BasedOnReleaseKey = (await ReleaseContents.LatestAsync(db, name, cancellationToken))?.Key;
        Touch(db, draft, by);
        return await TrySaveAsync(db, draft, cancellationToken);
    }

    /// <summary>The files as they would be published; null when there is no draft.</summary>
    public async Task<DraftContent?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(AccessScope.System("drafts"));
        var draft = await db.Set<DraftRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Name == name, cancellationToken);
        if (draft is null) return null;
        var changes = await db.Set<DraftResourceRow>().AsNoTracking().Where(row => row.DraftKey == draft.Key)
            .ToListAsync(cancellationToken);
        var below = draft.BasedOnReleaseKey is { } release ? await ReleaseContents.FilesAsync(db, release, cancellationToken) : [];
        var files = below.Where(file => changes.All(change => change.Name != file.Name))
            .Concat(changes.Where(change => change.Content is not null).Select(change => new ResourceFile(change.Name, change.Content!)))
            .OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        return new DraftContent(draft, files, [.. changes.Select(change => change.Name).Order(StringComparer.Ordinal)]);
    }

    /// <summary>What is wrong with the draft.</summary>
    public async Task<ImmutableArray<Problem>> CheckAsync(string name, CancellationToken cancellationToken) =>
        await ReadAsync(name, cancellationToken) is { } draft ? await releases.CheckAsync(draft.Files, cancellationToken) : [];

    /// <summary>
    /// Publishes the draft and ends it. Refused when it has errors, when somebody published since it was begun, or when somebody changed
    /// it since the publisher saw it: nobody publishes what they have not read.
    /// </summary>
    public async Task<PublishDraftOutcome> PublishAsync(
        string name, string by, string? note, int seenRevision, CancellationToken cancellationToken)
    {
        if (await ReadAsync(name, cancellationToken) is not { } draft) return new PublishDraftOutcome.NoDraft();
        if (draft.Row.Revision != seenRevision) return new PublishDraftOutcome.Changed(draft.Row.ChangedBy, draft.Row.ChangedAt);
        var publication = new Publication(name, draft.Files, ReleaseOrigin.Studio, by) { Note = note };
        var outcome = await releases.DeployAsync(publication, (db, latest, token) => EndAsync(db, draft.Row, latest, token), cancellationToken);
        return outcome switch
        {
            null => await WhyNotAsync(name, seenRevision, cancellationToken),
            DeployOutcome.Refused refused => new PublishDraftOutcome.Refused(refused.Problems),
            _ => new PublishDraftOutcome.Done(outcome),
        };
    }

    /// <summary>Throws the draft away; the published version stays.</summary>
    public async Task<bool> DiscardAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(AccessScope.System("drafts"));
        return await db.Set<DraftRow>().Where(row => row.Name == name).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    /// <summary>
    /// Puts what an upgrade of the pack changes into a draft over the owner's version. A file that only the owner changed is left alone.
    /// </summary>
    /// <param name="db">Of the publishing transaction.</param>
    /// <param name="latest">The owner's version.</param>
    /// <param name="changes">Against that version.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    internal async Task OfferAsync(
        CustomerFlowDb db, ReleaseRow latest, IReadOnlyList<DraftChange> changes, CancellationToken cancellationToken)
    {
        var draft = new DraftRow
        {
            Key = await keys.NextAsync(cancellationToken), Name = latest.Name, BasedOnReleaseKey = latest.Key, FromUpgrade = true,
            ChangedBy = "system", ChangedAt = clock.Now, Revision = 1,
        };
        db.Add(draft);
        foreach (var change in changes)
            db.Add(new DraftResourceRow { DraftKey = draft.Key, Name = change.File, Content = change.Content });
    }

    // In the release's own transaction: who saves, discards or publishes at the same moment comes wholly before or wholly after it.
    private static async Task<bool> EndAsync(CustomerFlowDb db, DraftRow seen, ReleaseRow? latest, CancellationToken cancellationToken) =>
        latest?.Key == seen.BasedOnReleaseKey
        && await db.Set<DraftRow>().Where(row => row.Key == seen.Key && row.Revision == seen.Revision).ExecuteDeleteAsync(cancellationToken) == 1;

    private async Task<PublishDraftOutcome> WhyNotAsync(string name, int seenRevision, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(AccessScope.System("drafts"));
        var draft = await db.Set<DraftRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Name == name, cancellationToken);
        if (draft is null) return new PublishDraftOutcome.NoDraft();
        if (draft.Revision != seenRevision) return new PublishDraftOutcome.Changed(draft.ChangedBy, draft.ChangedAt);
        return await ReleaseContents.LatestAsync(db, name, cancellationToken) is { } latest
            ? new PublishDraftOutcome.Outdated(latest.PublishedBy, latest.PublishedAt)
            : new PublishDraftOutcome.NoDraft();
    }

    private static Task<DraftRow?> FindAsync(CustomerFlowDb db, string name, CancellationToken cancellationToken) =>
        db.Set<DraftRow>().AsTracking().SingleOrDefaultAsync(row => row.Name == name, cancellationToken);

    private void Touch(CustomerFlowDb db, DraftRow draft, string by)
    {
        draft.ChangedBy = by;
        draft.ChangedAt = clock.Now;
        // The same person at the same pinned minute is a change too: it must raise the revision.
        db.Entry(draft).Property(row => row.ChangedAt).IsModified = true;
    }

    private static async Task PutAsync(CustomerFlowDb db, DraftRow draft, DraftChange change, CancellationToken cancellationToken)
    {
        var row = await db.Set<DraftResourceRow>().AsTracking()
            .SingleOrDefaultAsync(resource => resource.DraftKey == draft.Key && resource.Name == change.File, cancellationToken);
        if (row is null) db.Add(new DraftResourceRow { DraftKey = draft.Key, Name = change.File, Content = change.Content });
        else row.Content = change.Content;
    }

    private async Task<DraftOutcome> TrySaveAsync(CustomerFlowDb db, DraftRow draft, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return new DraftOutcome.Saved(draft.Revision);
        }
        catch (DbUpdateException)
        {
            // Two saved at the same moment: the other one was first.
            await using var fresh = contexts.Open(AccessScope.System("drafts"));
            return Conflict(await FindAsync(fresh, draft.Name, cancellationToken));
        }
    }

    private static DraftOutcome.Conflict Conflict(DraftRow? draft) => new(draft?.ChangedBy, draft?.ChangedAt, draft?.Revision ?? 0);
}

/// <summary>One file of a save.</summary>
/// <param name="File">Its name in the pack.</param>
/// <param name="Content">Its new bytes; null removes it.</param>
public sealed record DraftChange(string File, byte[]? Content);

/// <summary>A draft with its files.</summary>
/// <param name="Row">The draft.</param>
/// <param name="Files">All files as they would be published.</param>
/// <param name="Changed">Names of the files that differ from the release below, removed ones included.</param>
public sealed record DraftContent(DraftRow Row, IReadOnlyList<ResourceFile> Files, IReadOnlyList<string> Changed);

/// <summary>What came of saving a draft: a closed family.</summary>
public abstract record DraftOutcome
{
    private DraftOutcome()
    {
    }

    /// <summary>Saved; the draft's new revision.</summary>
    public sealed record Saved(int Revision) : DraftOutcome;

    /// <summary>Somebody else saved meanwhile.</summary>
    public sealed record Conflict(string? By, DateTimeOffset? At, int Revision) : DraftOutcome;
}

/// <summary>What came of publishing a draft: a closed family.</summary>
public abstract record PublishDraftOutcome
{
    private PublishDraftOutcome()
    {
    }

    /// <summary>Published.</summary>
    public sealed record Done(DeployOutcome Outcome) : PublishDraftOutcome;

    /// <summary>There is no draft.</summary>
    public sealed record NoDraft : PublishDraftOutcome;

    /// <summary>Somebody published since the draft was begun.</summary>
    public sealed record Outdated(string By, DateTimeOffset At) : PublishDraftOutcome;

    /// <summary>Somebody changed it since the publisher saw it.</summary>
    public sealed record Changed(string By, DateTimeOffset At) : PublishDraftOutcome;

    /// <summary>It has errors.</summary>
    public sealed record Refused(ImmutableArray<Problem> Problems) : PublishDraftOutcome;
}
