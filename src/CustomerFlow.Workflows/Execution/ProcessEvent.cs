using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution;

/// <summary>What happens to an instance from outside: a closed family, the input of <c>ProcessEngine.Advance</c>.</summary>
/// <remarks>Every case is plain data that <c>ProcessEventJson</c> writes to and reads from JSON (turn log, instance events).</remarks>
public abstract record ProcessEvent
{
    private ProcessEvent()
    {
    }

    /// <summary>Begins the instance at a start event (null: the none start event), with its first variables.</summary>
    public sealed record Started(string? StartElementId, FeelContext Variables, Caller? Caller) : ProcessEvent;

    /// <summary>A person completed a task.</summary>
    public sealed record UserTaskCompleted(long TaskKey, FeelContext Variables, string? CompletedBy) : ProcessEvent;

    /// <summary>A worker or an inline step finished a job.</summary>
    public sealed record JobCompleted(long JobKey, FeelContext Variables) : ProcessEvent;

    /// <summary>A worker gave up: an incident when no retries are left, else only new retries.</summary>
    public sealed record JobFailed(long JobKey, int RetriesLeft, string Message, FeelContext Variables) : ProcessEvent;

    /// <summary>A worker threw a BPMN error.</summary>
    public sealed record JobErrorThrown(long JobKey, string ErrorCode, string? Message, FeelContext Variables) : ProcessEvent;

    /// <summary>The shell evaluated a decision that the release does not hold.</summary>
    public sealed record DecisionAnswered(long JobKey, FeelValue Value, string? Failure) : ProcessEvent;

    /// <summary>A timer is due.</summary>
    public sealed record TimerFired(long TimerKey) : ProcessEvent;

    /// <summary>A message was correlated to one of the instance's subscriptions.</summary>
    public sealed record MessageReceived(long SubscriptionKey, long MessageKey, FeelContext Variables) : ProcessEvent;

    /// <summary>A signal was broadcast that one of the instance's subscriptions waits for.</summary>
    public sealed record SignalReceived(long SubscriptionKey, FeelContext Variables) : ProcessEvent;

    /// <summary>A called instance completed; its variables come back.</summary>
    public sealed record CallCompleted(long CallKey, FeelContext Variables) : ProcessEvent;

    /// <summary>A called instance ended by an error that it did not catch itself.</summary>
    public sealed record CallFailed(long CallKey, string ErrorCode, string? Message, FeelContext Variables) : ProcessEvent;

    /// <summary>A called instance escalated and goes on.</summary>
    public sealed record CallEscalated(long CallKey, string EscalationCode, FeelContext Variables) : ProcessEvent;

    /// <summary>The called process could not be started (not found, self-call past the limit).</summary>
    public sealed record CallRefused(long CallKey, string Message) : ProcessEvent;

    /// <summary>Somebody repaired the cause: the step that stopped is tried again.</summary>
    public sealed record IncidentResolved(long IncidentKey) : ProcessEvent;

    /// <summary>Variables were set from outside in the scope of an element instance (or the instance itself).</summary>
    public sealed record VariablesSet(long ScopeKey, FeelContext Variables, bool Local) : ProcessEvent;

    /// <summary>The instance is to end; nothing more is done.</summary>
    public sealed record CancelRequested(string? RequestedBy) : ProcessEvent;
}

/// <summary>Where a called instance came from.</summary>
/// <param name="InstanceKey">The calling instance.</param>
/// <param name="CallKey">The call activity's element instance in it.</param>
/// <param name="Depth">Number of callers above, 1 or more.</param>
public sealed record Caller(long InstanceKey, long CallKey, int Depth);
