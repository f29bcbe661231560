using System.Diagnostics;
using System.Text;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Host.Access;
using CustomerFlow.Workflows.Definitions;

namespace CustomerFlow.Host.Studio;

/// <summary>What came of saving: a closed family.</summary>
internal abstract record SaveOutcome
{
    private SaveOutcome()
    {
    }

    /// <summary>Saved, or nothing had changed.</summary>
    public sealed record Saved : SaveOutcome;

    /// <summary>Somebody else saved, published or discarded meanwhile; nothing is written.</summary>
    public sealed record Conflict(string? By, DateTimeOffset? At, int Revision) : SaveOutcome;
}

/// <summary>Saves what an editor posts into the workflow's draft.</summary>
internal sealed class DraftEditing(Drafts drafts, ReleaseStore releases, CurrentPerson me)
{
    private const string NameMissingRule = "text-missing";

    /// <summary>Writes the texts that differ from what the person started from.</summary>
    public async Task<SaveOutcome> SaveAsync(
        WorkflowFiles workflow, int seenRevision, IReadOnlyDictionary<string, string> texts, CancellationToken cancellationToken)
    {
        if (workflow.Revision != seenRevision)
            return new SaveOutcome.Conflict(workflow.Draft?.Row.ChangedBy, workflow.Draft?.Row.ChangedAt, workflow.Revision);
        var changes = texts.Where(text => Differs(workflow, text.Key, text.Value))
            .Select(text => new DraftChange(text.Key, BytesOf(text.Value))).ToList();
        if (changes.Count == 0) return new SaveOutcome.Saved();
        return await drafts.SaveAsync(workflow.Name, changes, me.Username, seenRevision, cancellationToken) switch
        {
            DraftOutcome.Saved => new SaveOutcome.Saved(),
            DraftOutcome.Conflict conflict => new SaveOutcome.Conflict(conflict.By, conflict.At, conflict.Revision),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>What is wrong with the files as they would be published, worst first.</summary>
    public async Task<IReadOnlyList<Problem>> CheckAsync(WorkflowFiles workflow, CancellationToken cancellationToken)
    {
        var problems = await releases.CheckAsync(workflow.Files, cancellationToken);
        // A step whose name has one language only is a mistake in the texts already; the hint beside its step says nothing new.
        var untranslated = problems.Where(problem => PackFile.KindOf(problem.Resource) == PackFileKind.Texts)
            .Select(problem => problem.ElementId).ToHashSet(StringComparer.Ordinal);
        return [.. problems.Where(problem => problem.Rule != NameMissingRule || !untranslated.Contains(problem.ElementId))
            .OrderBy(problem => problem.Severity).ThenBy(problem => problem.Resource)];
    }

    public static byte[] BytesOf(string text) => Encoding.UTF8.GetBytes(OneLineEnd(text));

    // Browsers post CR LF; files have LF and end with one.
    private static string OneLineEnd(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    private static bool Differs(WorkflowFiles workflow, string file, string text) =>
        OneLineEnd(workflow.Files.TextOf(file)) != OneLineEnd(text);
}
