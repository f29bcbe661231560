using System.Diagnostics;
using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.People;
using CustomerFlow.Workflows.Definitions;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Studio;

/// <summary>What an owner is told about publishing, going back and the like: a closed family.</summary>
internal abstract record PublishingAnswer
{
    private PublishingAnswer()
    {
    }

    public sealed record Done(string Sentence) : PublishingAnswer;

    public sealed record Refused(string Sentence) : PublishingAnswer;

    public sealed record NotFound : PublishingAnswer;
}

/// <summary>Turns drafts and old versions into new releases.</summary>
internal sealed class DraftPublishing(CustomerFlowDb db, Drafts drafts, ReleaseStore releases, CurrentPerson me, PeopleNames names)
{
    public async Task<PublishingAnswer> PublishAsync(string name, int seenRevision, string? note, CancellationToken cancellationToken)
    {
        note = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        switch (await drafts.PublishAsync(name, me.Username, note, seenRevision, cancellationToken))
        {
            case PublishDraftOutcome.Done { Outcome: DeployOutcome.Published published }:
                return new PublishingAnswer.Done(StudioTexts.Published.With(VersionOf(published.Release)));
            case PublishDraftOutcome.Done:
                return new PublishingAnswer.Done(StudioTexts.PublishedNothing);
            case PublishDraftOutcome.NoDraft:
                return new PublishingAnswer.Refused(StudioTexts.PublishNoDraft);
            case PublishDraftOutcome.Changed changed:
                return new PublishingAnswer.Refused(StudioTexts.PublishChanged.With(await NameAsync(changed.By, cancellationToken)));
            case PublishDraftOutcome.Outdated outdated:
                return new PublishingAnswer.Refused(StudioTexts.PublishOutdated.With(await NameAsync(outdated.By, cancellationToken)));
            case PublishDraftOutcome.Refused:
                return new PublishingAnswer.Refused(StudioTexts.PublishRefused);
            default:
                throw new UnreachableException();
        }
    }

    public async Task<PublishingAnswer> MoveAsync(string name, int seenRevision, CancellationToken cancellationToken) =>
        await drafts.MoveToLatestAsync(name, me.Username, seenRevision, cancellationToken) switch
        {
            DraftOutcome.Saved => new PublishingAnswer.Done(StudioTexts.Moved),
            DraftOutcome.Conflict { By: { } by } => new PublishingAnswer.Refused(
                StudioTexts.PublishChanged.With(await NameAsync(by, cancellationToken))),
            DraftOutcome.Conflict => new PublishingAnswer.Refused(StudioTexts.PublishNoDraft),
            _ => throw new UnreachableException(),
        };

    public async Task<PublishingAnswer> DiscardAsync(string name, CancellationToken cancellationToken) =>
        await drafts.DiscardAsync(name, cancellationToken)
            ? new PublishingAnswer.Done(StudioTexts.Discarded)
            : new PublishingAnswer.Refused(StudioTexts.PublishNoDraft);

    /// <summary>Publishes an old version of this workflow as its newest.</summary>
    public async Task<PublishingAnswer> GoBackAsync(string name, long releaseKey, CancellationToken cancellationToken)
    {
        var version = await db.Set<ReleaseRow>().Where(row => row.Key == releaseKey && row.Name == name)
            .Select(row =>
                db.Set<ProcessDefinitionRow>().Where(process => process.ReleaseKey == row.Key).Max(process => (int?)process.Version))
            .FirstOrDefaultAsync(cancellationToken);
        if (version is null) return new PublishingAnswer.NotFound();
        return await releases.GoBackAsync(releaseKey, me.Username, StudioTexts.WentBackNote.With(version), cancellationToken) switch
        {
            DeployOutcome.Published published => new PublishingAnswer.Done(
                StudioTexts.WentBack.With(version, VersionOf(published.Release))),
            DeployOutcome.Unchanged => new PublishingAnswer.Refused(StudioTexts.GoBackNothing.With(version)),
            DeployOutcome.Refused refused => new PublishingAnswer.Refused(StudioTexts.GoBackRefused.With(version, FirstError(refused))),
            null => new PublishingAnswer.NotFound(),
            _ => throw new UnreachableException(),
        };
    }

    private static int VersionOf(PublishedRelease release) => release.Processes.Max(process => (int?)process.Version) ?? 0;

    private static string FirstError(DeployOutcome.Refused refused)
    {
        var problem = refused.Problems.First(problem => problem.Severity == ProblemSeverity.Error);
        return new Text(problem.Zh, problem.En);
    }

    private async Task<string> NameAsync(string username, CancellationToken cancellationToken)
    {
        await names.LoadAsync([username], cancellationToken);
        return names.Of(username);
    }
}
