using CustomerFlow.Workflows.Runtime;

namespace CustomerFlow.Data.Workflows.Steps;

/// <summary>A step done by the turn itself, in its transaction: a job type that begins with <c>cf:</c>.</summary>
/// <param name="type">The job type.</param>
public abstract class InlineStep(string type)
{
    /// <summary>What every type of an inline step begins with.</summary>
    public const string Prefix = "cf:";

    /// <summary>The job type.</summary>
    public string Type { get; } = type;

    /// <summary>Both halves, one after the other.</summary>
    public abstract Task<StepOutcome> RunAsync(
        StepReader reader, StepInput input, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>An inline step in its two halves, so that rehearsal and tests can use them apart.</summary>
/// <typeparam name="TRecord">What the first half found and the second decides on: plain data.</typeparam>
/// <param name="type">The job type.</param>
public abstract class InlineStep<TRecord>(string type) : InlineStep(type)
{
    /// <summary>Reads what the decision needs. Writes nothing: a rehearsal runs it in a read-only transaction.</summary>
    public abstract Task<TRecord> ReadAsync(StepReader reader, StepInput input, CancellationToken cancellationToken);

    /// <summary>Decides. Pure: no clock, no chance, no database.</summary>
    public abstract StepOutcome Decide(TRecord record, StepInput input, DateTimeOffset now);

    /// <inheritdoc/>
    public sealed override async Task<StepOutcome> RunAsync(
        StepReader reader, StepInput input, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var record = await ReadAsync(reader, input, cancellationToken);
        return Decide(record, input, now);
    }
}

/// <summary>The inline steps that this node knows, by type.</summary>
public sealed class InlineSteps
{
    private readonly Dictionary<string, InlineStep> byType;

    /// <summary>Refuses two steps of one type.</summary>
    public InlineSteps(IEnumerable<InlineStep> steps) => byType = steps.ToDictionary(step => step.Type, StringComparer.Ordinal);

    /// <summary>The types, for checks at deployment and for claiming.</summary>
    public IReadOnlyCollection<string> Types => byType.Keys;

    /// <summary>The step of that type, or null: another node has to do it.</summary>
    public InlineStep? Find(string type) => byType.GetValueOrDefault(type);
}
