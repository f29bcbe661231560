using System.Collections.Immutable;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Simulation;

/// <summary>An instance in the simulator.</summary>
/// <param name="Release">The release that it is pinned to.</param>
/// <param name="State">Its state after the last event.</param>
/// <param name="StartKey">Correlation key of the message that began it; empty for none.</param>
public sealed record SimulatedInstance(ReleaseContent Release, InstanceState State, string StartKey)
{
    /// <summary>The instance's key.</summary>
    public long Key => State.Key;

    /// <summary>Everything that the store would have written, in order.</summary>
    public ImmutableArray<Effect> History { get; init; } = [];

    /// <summary>Every event with the time and the first key that it was given: enough to replay.</summary>
    public ImmutableArray<SimulatedTurn> Turns { get; init; } = [];
}

/// <summary>One Advance of an instance.</summary>
/// <param name="Happened">The event.</param>
/// <param name="Now">The virtual time.</param>
/// <param name="FirstKey">The first key it could use.</param>
public sealed record SimulatedTurn(ProcessEvent Happened, DateTimeOffset Now, long FirstKey);

/// <summary>An open user task.</summary>
public sealed record SimulatedTask(long InstanceKey, Effect.TaskOpened Opened);

/// <summary>An open job with the retries that are left; with none left it waits for its incident.</summary>
public sealed record SimulatedJob(long InstanceKey, Effect.JobOpened Opened, int Retries);

/// <summary>A running timer of an instance.</summary>
public sealed record SimulatedTimer(long InstanceKey, long Key, string ElementId, DateTimeOffset DueAt);

/// <summary>An open incident.</summary>
public sealed record SimulatedIncident(long InstanceKey, Effect.IncidentRaised Raised);

/// <summary>A message that was published and can still be correlated.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="CorrelationKey">Its correlation key; empty for none.</param>
/// <param name="Variables">What it brings.</param>
/// <param name="ExpiresAt">Until when it waits for a subscription.</param>
/// <param name="TakenBy">Processes that have got it: each gets it once.</param>
internal sealed record SimulatedMessage(
    long Key, string Name, string CorrelationKey, FeelContext Variables, DateTimeOffset ExpiresAt, ImmutableHashSet<string> TakenBy);

/// <summary>What an inline step answers.</summary>
public abstract record StepAnswer
{
    private StepAnswer()
    {
    }

    /// <summary>It is done.</summary>
    public sealed record Completed(FeelContext Variables) : StepAnswer;

    /// <summary>It throws a BPMN error.</summary>
    public sealed record Error(string Code, string? Message) : StepAnswer;

    /// <summary>It failed; an incident is raised.</summary>
    public sealed record Failed(string Message) : StepAnswer;
}
