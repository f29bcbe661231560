using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Runtime;

/// <summary>What an inline step decided: a closed family.</summary>
public abstract record StepOutcome
{
    private StepOutcome()
    {
    }

    /// <summary>Done: variables for the process and rows to write, in order.</summary>
    public sealed record Completed(FeelContext Result, ImmutableArray<StepEffect> Effects) : StepOutcome;

    /// <summary>An expected other end: a BPMN error that the process may catch; the rows are written all the same.</summary>
    public sealed record ErrorThrown(string Code, string Message, FeelContext Variables, ImmutableArray<StepEffect> Effects) : StepOutcome;

    /// <summary>The step cannot be done as it is set up: an incident with this sentence (no personal data); nothing is written.</summary>
    public sealed record Failed(string Message) : StepOutcome;

    /// <summary>Done, with rows and without variables.</summary>
    public static StepOutcome With(params ImmutableArray<StepEffect> effects) => new Completed(FeelContext.Empty, effects);
}
