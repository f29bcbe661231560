using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution;

/// <summary>One visit of a token to one element. Only the <see cref="Turn"/> that made or copied it changes it.</summary>
internal sealed class ElementInstance(long key, long scopeKey, string elementId, ElementRole role)
{
    public long Key { get; } = key;

    /// <summary>The element instance around it; 0 for the process itself.</summary>
    public long ScopeKey { get; } = scopeKey;

    public string ElementId { get; } = elementId;

    public ElementRole Role { get; } = role;

    /// <summary>The next thing to do with it.</summary>
    public Phase Phase { get; private set; } = Phase.Entering;

    /// <summary>Variables of this scope alone.</summary>
    public FeelContext Variables { get; set; } = FeelContext.Empty;

    /// <summary>What a job, event or call brought and the output mappings have not used yet.</summary>
    public FeelContext? Result { get; set; }

    /// <summary>How many parts of the present phase are done: listeners, or triggers of a multiple event.</summary>
    public int PartsDone { get; set; }

    /// <summary>Whether the event that it would wait for has already happened (the instance or its path began with it).</summary>
    public bool IsTriggered { get; set; }

    /// <summary>Progress of a loop body.</summary>
    public LoopProgress? Loop { get; set; }

    /// <summary>What this instance still has to compensate, last first; null when it does not compensate.</summary>
    public ImmutableArray<CompensationRecord>? ToCompensate { get; set; }

    /// <summary>The compensating instance that waits for the end of this one; 0 for none.</summary>
    public long CompensatesFor { get; set; }

    /// <summary>Whether an interrupting event sub-process has taken over this scope.</summary>
    public bool IsInterrupted { get; set; }

    /// <summary>Where to begin inside: a start event chosen by an event, or the elements of an ad-hoc sub-process still to start.</summary>
    public ImmutableArray<string> ToStart { get; set; } = [];

    /// <summary>Who completed it, for the history.</summary>
    public string? CompletedBy { get; set; }

    /// <summary>
    /// Children, travelling tokens and tokens that wait at joins: a scope is over at zero. Not stored: counted on reading.
    /// </summary>
    public int Alive { get; set; }

    public ElementInstance Copy() => (ElementInstance)MemberwiseClone();

    public void MoveTo(Phase next)
    {
        Lifecycle.Check(Phase, next);
        // Beginning the work, waiting for it and taking it up again are one piece.
        if (next is not (Phase.Active or Phase.Executing) || Phase == Phase.Subscribing) PartsDone = 0;
        Phase = next;
    }

    /// <summary>Sets what was stored, on reading.</summary>
    public void Restore(Phase stored) => Phase = stored;
}

/// <summary>Why an element instance exists.</summary>
internal enum ElementRole
{
    /// <summary>A token came, or an event created it.</summary>
    Plain,

    /// <summary>The process itself.</summary>
    Process,

    /// <summary>The frame around all runs of a repeated activity.</summary>
    LoopBody,

    /// <summary>One run of a repeated activity.</summary>
    LoopRun,

    /// <summary>A completed sub-process, opened again to compensate what it did.</summary>
    CompensationScope,
}

/// <summary>What comes next for an element instance: each name is a step that can be tried again as a whole.</summary>
internal enum Phase
{
    /// <summary>Evaluate the input mappings.</summary>
    Entering,

    /// <summary>Run the start listeners, one after another.</summary>
    StartListeners,

    /// <summary>Open the subscriptions of boundary events and event sub-processes.</summary>
    Subscribing,

    /// <summary>Begin the element's own work.</summary>
    Executing,

    /// <summary>Wait for that work.</summary>
    Active,

    /// <summary>Evaluate the output mappings.</summary>
    Completing,

    /// <summary>Run the end listeners, one after another.</summary>
    EndListeners,

    /// <summary>Choose the outgoing flows and go.</summary>
    Leaving,
}

/// <summary>How far a repeated activity has come.</summary>
/// <param name="Items">The items of a multi-instance activity; empty for a standard loop.</param>
/// <param name="Total">Number of runs planned; <c>int.MaxValue</c> for a standard loop without maximum.</param>
/// <param name="Begun">Runs begun.</param>
/// <param name="Completed">Runs completed.</param>
/// <param name="Thrown">Whether the event of the behaviour <c>One</c> was thrown.</param>
internal sealed record LoopProgress(ImmutableArray<FeelValue> Items, int Total, int Begun, int Completed, bool Thrown);

/// <summary>Tokens that wait before a gateway, or before an activity that needs several, in one scope.</summary>
/// <param name="ScopeKey">The scope.</param>
/// <param name="ElementId">Where they wait.</param>
/// <param name="Arrivals">The flows they came by, in order.</param>
/// <param name="HasFired">A complex gateway that fired and waits for the rest (BPMN 2.0 §13.4.5).</param>
/// <param name="Taken">The flows it took then.</param>
internal sealed record Join(long ScopeKey, string ElementId, ImmutableArray<string> Arrivals, bool HasFired, ImmutableArray<string> Taken);

/// <summary>A completed activity that can be compensated.</summary>
/// <param name="ScopeKey">The scope in which it was completed; 0 inside another record.</param>
/// <param name="ElementId">The activity.</param>
/// <param name="Variables">Its local variables when it ended.</param>
/// <param name="Inner">What was completed inside it, oldest first.</param>
internal sealed record CompensationRecord(long ScopeKey, string ElementId, FeelContext Variables, ImmutableArray<CompensationRecord> Inner);

/// <summary>A step that stopped. Resolving it does the step of the element instance again.</summary>
internal sealed record Incident(long Key, long ElementInstanceKey, IncidentKind Kind, long? JobKey, string Message);

/// <summary>One thing to do: a token on a flow in a scope, or (without flow) the next step of an element instance.</summary>
internal readonly record struct Step(long Key, string? FlowId);
