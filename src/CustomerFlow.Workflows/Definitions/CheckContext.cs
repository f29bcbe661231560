using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>What surrounds a BPMN file when it is checked; whatever is null is not known and not checked.</summary>
public sealed record CheckContext
{
    /// <summary>Nothing is known but the file.</summary>
    public static CheckContext FileAlone { get; } = new();

    /// <summary>The job types that begin with <c>cf:</c> and exist.</summary>
    public ImmutableHashSet<string>? InlineSteps { get; init; }

    /// <summary>Whether the release has a form with that id.</summary>
    public Func<string, bool>? HasForm { get; init; }

    /// <summary>Whether a decision with that id is in the release or published.</summary>
    public Func<string, bool>? HasDecision { get; init; }

    /// <summary>Whether a process with that id is in the release or published.</summary>
    public Func<string, bool>? HasProcess { get; init; }

    /// <summary>Language (<c>zh</c>, <c>en</c>) to the ids that <c>texts.LANGUAGE.json</c> has a text for.</summary>
    public ImmutableDictionary<string, ImmutableHashSet<string>>? Texts { get; init; }
}
