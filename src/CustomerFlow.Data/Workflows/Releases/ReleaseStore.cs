using System.Collections.Immutable;
using System.Diagnostics;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Data.Workflows.Releases;

/// <summary>Publishes sets of resources. A release is never changed; publishing again makes the next one.</summary>
public sealed class ReleaseStore
{
    /// <summary>Any number that no other part uses: releases are published one after another.</summary>
    internal const long PublishLock = 0x43465055;

    private readonly DbPool contexts;
    private readonly KeyBlocks keys;
    private readonly InlineSteps steps;
    private readonly BusinessClock clock;
    private readonly WorkflowOptions options;

    internal ReleaseStore(
        DbPool contexts, KeyBlocks keys, InlineSteps steps, BusinessClock clock, WorkflowOptions options)
    {
        this.contexts = contexts;
        this.keys = keys;
        this.steps = steps;
        this.clock = clock;
        this.options = options;
    }

    private FeelEnvironment Environment => new(clock.Now, options.TimeZoneId, FeelLimits.Default, options.Functions);

    /// <summary>Checks files without publishing them.</summary>
    public async Task<ImmutableArray<Problem>> CheckAsync(IReadOnlyList<ResourceFile> files, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(AccessScope.System("releases"));
        return await ReleaseChecks.CheckAsync(db, ReleaseParsing.Parse(files), files, steps, Environment, cancellationToken);
    }

    /// <summary>
    /// Publishes files as the newest release of a name: all or nothing. The same files as the newest release of that name change nothing.
    /// </summary>
    /// <param name="publication">The files, and who publishes them where from.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    public async Task<DeployOutcome> DeployAsync(Publication publication, CancellationToken cancellationToken) =>
        await DeployAsync(publication, (_, _, _) => Task.FromResult(true), cancellationToken)
        ?? throw new UnreachableException();

    /// <summary>The same when something else must still be as its publisher saw it; null when it is not.</summary>
    /// <param name="publication">The files, and who publishes them where from.</param>
    /// <param name="stillTrue">
    /// Asked with the newest release inside the publishing transaction, while nobody else can publish; what it writes commits with the
    /// release.
    /// </param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    internal async Task<DeployOutcome?> DeployAsync(
        Publication publication, Func<CustomerFlowDb, ReleaseRow?, CancellationToken, Task<bool>> stillTrue,
        CancellationToken cancellationToken)
    {
        var parsed = ReleaseParsing.Parse(publication.Files);
        await using var db = contexts.Open(AccessScope.System("releases"));
        var problems = await ReleaseChecks.CheckAsync(db, parsed, publication.Files, steps, Environment, cancellationToken);
        if (problems.Any(problem => problem.Severity == ProblemSeverity.Error)) return new DeployOutcome.Refused(problems);
        var hash = HashOf(publication.Files);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({PublishLock})", cancellationToken);
        var latest = await db.Set<ReleaseRow>().AsTracking()
            .SingleOrDefaultAsync(release => release.Name == publication.Name && release.IsLatest, cancellationToken);
        if (!await stillTrue(db, latest, cancellationToken)) return null;
        if (latest is not null && latest.Hash.AsSpan().SequenceEqual(hash))
        {
            await transaction.CommitAsync(cancellationToken);
            return new DeployOutcome.Unchanged(await ReleaseContents.ReadAsync(db, latest.Key, CancellationToken.None), problems);
        }

        if (latest is not null)
        {
            latest.IsLatest = false;
            await db.SaveChangesAsync(cancellationToken);
        }

        var writer = new ReleaseWriter(db, keys, clock.Now, options);
        var releaseKey = await writer.WriteAsync(publication, parsed, hash, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        KillPoint.Hit("deploy-before-commit");
        await transaction.CommitAsync(cancellationToken);
        KillPoint.Hit("deploy-committed");
        return new DeployOutcome.Published(await ReleaseContents.ReadAsync(db, releaseKey, CancellationToken.None), problems);
    }

    /// <summary>Whether these very files are the newest release of the name and came from where this publication comes from.</summary>
    internal async Task<bool> IsNewestAsync(Publication publication, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(AccessScope.System("releases"));
        var hash = HashOf(publication.Files);
        return await db.Set<ReleaseRow>().AnyAsync(
            row => row.Name == publication.Name && row.IsLatest && row.Origin == publication.Origin && row.Hash == hash, cancellationToken);
    }

    /// <summary>Does something while nobody can publish; it commits together.</summary>
    internal async Task<TOutcome> WhileNobodyPublishesAsync<TOutcome>(
        Func<CustomerFlowDb, CancellationToken, Task<TOutcome>> work, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(AccessScope.System("releases"));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({PublishLock})", cancellationToken);
        var outcome = await work(db, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return outcome;
    }

    private static byte[] HashOf(IReadOnlyList<ResourceFile> files) => Convert.FromHexString(
        DefinitionHash.Of(files.Select(file => (file.Name, new ReadOnlyMemory<byte>(file.Content)))));

    /// <summary>Publishes an old release again as the newest of its name; running instances keep theirs.</summary>
    public async Task<DeployOutcome?> GoBackAsync(long releaseKey, string by, string? note, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(AccessScope.System("releases"));
        var release = await db.Set<ReleaseRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Key == releaseKey, cancellationToken);
        if (release is null) return null;
        var files = await ReleaseContents.FilesAsync(db, releaseKey, cancellationToken);
        return await DeployAsync(new Publication(release.Name, files, ReleaseOrigin.Studio, by) { Note = note }, cancellationToken);
    }
}

/// <summary>What is to be published.</summary>
/// <param name="Name">The pack's name.</param>
/// <param name="Files">All its files.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="By">Username, or <c>system</c>.</param>
public sealed record Publication(string Name, IReadOnlyList<ResourceFile> Files, ReleaseOrigin Origin, string By)
{
    /// <summary>What the publisher says about it.</summary>
    public string? Note { get; init; }
}

/// <summary>A published release with what it defines.</summary>
public sealed record PublishedRelease(
    ReleaseRow Release,
    IReadOnlyList<ResourceRow> Resources,
    IReadOnlyList<ProcessDefinitionRow> Processes,
    IReadOnlyList<DecisionDefinitionRow> Decisions,
    IReadOnlyList<FormDefinitionRow> Forms);

/// <summary>What came of a publication: a closed family.</summary>
public abstract record DeployOutcome
{
    private DeployOutcome()
    {
    }

    /// <summary>Committed; the problems are warnings.</summary>
    public sealed record Published(PublishedRelease Release, ImmutableArray<Problem> Problems) : DeployOutcome;

    /// <summary>The newest release of the name has exactly these files.</summary>
    public sealed record Unchanged(PublishedRelease Release, ImmutableArray<Problem> Problems) : DeployOutcome;

    /// <summary>At least one problem is an error; nothing is written.</summary>
    public sealed record Refused(ImmutableArray<Problem> Problems) : DeployOutcome;
}
