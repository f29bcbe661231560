using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Execution;

/// <summary>The outcome of one Advance: a closed family.</summary>
public abstract record StepResult
{
    private StepResult()
    {
    }

    /// <summary>The instance moved (or trouble was recorded in it): its new state, what to write, and the first key not used.</summary>
    public sealed record Advanced(InstanceState State, ImmutableArray<Effect> Effects, long NextKey) : StepResult;

    /// <summary>The event came too late or twice; nothing changes.</summary>
    public sealed record Ignored(string Reason) : StepResult;
}

/// <summary>What Advance may know besides release, state and event.</summary>
/// <param name="Now">Business time, UTC.</param>
/// <param name="TimeZoneId">IANA name of the company's zone, for <c>today()</c> and cron.</param>
/// <param name="FirstKey">First of the keys it may give out.</param>
/// <param name="Limits">Bounds on one Advance.</param>
/// <param name="Functions">FEEL functions from outside, such as working time.</param>
public sealed record AdvanceContext(
    DateTimeOffset Now, string TimeZoneId, long FirstKey, Limits Limits, Feel.FeelFunctions Functions);

/// <summary>Bounds on one Advance and on what an instance may hold.</summary>
public sealed record Limits
{
    /// <summary>Elements entered in one Advance before an incident is raised.</summary>
    public int ElementsPerAdvance { get; init; } = 1_000;

    /// <summary>Keys that one Advance may take (the shell reserves so many).</summary>
    public int KeysPerAdvance { get; init; } = 10_000;

    /// <summary>Element instances alive at once.</summary>
    public int LiveElementsMax { get; init; } = 5_000;

    /// <summary>Callers above a called instance.</summary>
    public int CallDepthMax { get; init; } = 20;

    /// <summary>UTF-8 bytes of one variable as JSON.</summary>
    public int VariableBytesMax { get; init; } = 256 * 1024;

    /// <summary>UTF-8 bytes of all variables of an instance as JSON.</summary>
    public int InstanceBytesMax { get; init; } = 2 * 1024 * 1024;

    /// <summary>The defaults.</summary>
    public static Limits Default { get; } = new();
}
