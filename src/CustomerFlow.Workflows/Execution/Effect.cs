using System.Collections.Immutable;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution;

/// <summary>What one Advance asks the store to write, in order: a closed family of plain data.</summary>
/// <remarks>Keys are taken from the block handed to Advance, so a replay gives the same ones.</remarks>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>A user task opened. Assignee, groups, dates are already evaluated.</summary>
    public sealed record TaskOpened(
        long TaskKey,
        long ElementInstanceKey,
        string ElementId,
        string Name,
        string? Assignee,
        ImmutableArray<string> CandidateGroups,
        ImmutableArray<string> CandidateUsers,
        DateTimeOffset? DueAt,
        DateTimeOffset? FollowUpAt,
        int Priority,
        string? FormId,
        string? ExternalFormReference,
        ImmutableDictionary<string, string> Headers) : Effect;

    /// <summary>A user task ended because it was completed.</summary>
    public sealed record TaskCompleted(long TaskKey, string? CompletedBy) : Effect;

    /// <summary>A user task ended because its element was left another way.</summary>
    public sealed record TaskCanceled(long TaskKey) : Effect;

    /// <summary>A job opened. Types that begin with <c>cf:</c> are inline steps, done by the turn itself.</summary>
    /// <param name="JobKey">The job's key.</param>
    /// <param name="ElementInstanceKey">The element instance that waits.</param>
    /// <param name="ElementId">The element.</param>
    /// <param name="Kind">Task, execution listener or task listener.</param>
    /// <param name="Type">The job type.</param>
    /// <param name="Retries">Retries, 1 or more.</param>
    /// <param name="Headers">Custom headers.</param>
    /// <param name="Variables">What the element sees, by name: all scopes merged, the nearest wins.</param>
    public sealed record JobOpened(
        long JobKey,
        long ElementInstanceKey,
        string ElementId,
        JobKind Kind,
        string Type,
        int Retries,
        ImmutableDictionary<string, string> Headers,
        FeelContext Variables) : Effect;

    /// <summary>A job ended: completed, or its element was left (<paramref name="Canceled"/>).</summary>
    public sealed record JobClosed(long JobKey, bool Canceled) : Effect;

    /// <summary>A failed job may be tried again.</summary>
    public sealed record JobRetriesChanged(long JobKey, int Retries) : Effect;

    /// <summary>
    /// A decision that the release does not hold must be evaluated; answer with <see cref="ProcessEvent.DecisionAnswered"/>.
    /// </summary>
    public sealed record DecisionRequested(
        long JobKey, string ElementId, string DecisionId, ResourceBinding Binding, string? VersionTag, FeelContext Variables) : Effect;

    /// <summary>A decision was evaluated: kept for "why?".</summary>
    public sealed record DecisionEvaluated(
        long ElementInstanceKey, string ElementId, string DecisionId, Dmn.DecisionOutcome Outcome) : Effect;

    /// <summary>A timer runs.</summary>
    public sealed record TimerScheduled(long TimerKey, long ElementInstanceKey, string ElementId, DateTimeOffset DueAt) : Effect;

    /// <summary>A timer ended: fired or no longer needed.</summary>
    public sealed record TimerClosed(long TimerKey) : Effect;

    /// <summary>The instance waits for a message.</summary>
    public sealed record MessageSubscriptionOpened(
        long SubscriptionKey, long ElementInstanceKey, string ElementId, string MessageName, string CorrelationKey,
        bool IsInterrupting) : Effect;

    /// <summary>The instance no longer waits for it.</summary>
    public sealed record MessageSubscriptionClosed(long SubscriptionKey) : Effect;

    /// <summary>The instance waits for a signal.</summary>
    public sealed record SignalSubscriptionOpened(
        long SubscriptionKey, long ElementInstanceKey, string ElementId, string SignalName) : Effect;

    /// <summary>The instance no longer waits for it.</summary>
    public sealed record SignalSubscriptionClosed(long SubscriptionKey) : Effect;

    /// <summary>A message is published by a throw event without a job.</summary>
    public sealed record MessagePublished(long MessageKey, string Name, string CorrelationKey, FeelContext Variables) : Effect;

    /// <summary>
    /// A signal is broadcast to all other instances that wait and to start events; in this one it has already taken effect.
    /// </summary>
    public sealed record SignalBroadcast(string Name, FeelContext Variables) : Effect;

    /// <summary>Another process is to be started; the caller waits.</summary>
    public sealed record InstanceCalled(
        long ChildKey, long CallKey, string ElementId, string ProcessId, ResourceBinding Binding, string? VersionTag,
        FeelContext Variables, int Depth) : Effect;

    /// <summary>A called instance is to be cancelled with its caller.</summary>
    public sealed record CalledInstanceCanceled(long ChildKey) : Effect;

    /// <summary>Something for the calling instance.</summary>
    public sealed record CallerNotified(long CallerInstanceKey, ProcessEvent Event) : Effect;

    /// <summary>A step cannot go on without help.</summary>
    public sealed record IncidentRaised(
        long IncidentKey, long ElementInstanceKey, string ElementId, IncidentKind Kind, string Message, long? JobKey) : Effect;

    /// <summary>An incident ended: resolved, or its element was left.</summary>
    public sealed record IncidentClosed(long IncidentKey) : Effect;

    /// <summary>An element instance began, ended or was ended: the history.</summary>
    public sealed record ElementChanged(
        long ElementInstanceKey, long ScopeKey, string ElementId, ElementTransition Transition, string? By) : Effect;

    /// <summary>A sequence flow was taken.</summary>
    public sealed record FlowTaken(long ScopeKey, string FlowId) : Effect;

    /// <summary>A variable got a value in a scope (the instance key for root variables).</summary>
    public sealed record VariableChanged(long ScopeKey, string Name, FeelValue Value) : Effect;

    /// <summary>The instance is over.</summary>
    public sealed record InstanceEnded(InstanceOutcome Outcome) : Effect;
}

/// <summary>What a job is for.</summary>
public enum JobKind
{
    /// <summary>The task's own work.</summary>
    Task,

    /// <summary>An execution listener.</summary>
    ExecutionListener,

    /// <summary>A user task listener.</summary>
    TaskListener,
}

/// <summary>Steps in the life of an element instance.</summary>
public enum ElementTransition
{
    /// <summary>It began.</summary>
    Activated,

    /// <summary>It ended as planned.</summary>
    Completed,

    /// <summary>It was ended by something else.</summary>
    Terminated,
}

/// <summary>How an instance ended.</summary>
public enum InstanceOutcome
{
    /// <summary>All paths ended.</summary>
    Completed,

    /// <summary>It was cancelled, or its caller ended.</summary>
    Canceled,

    /// <summary>An error nobody caught ended a called instance: the caller gets it.</summary>
    Failed,
}

/// <summary>Why a step stopped; names as in the Camunda 8 API's <c>IncidentErrorTypeEnum</c> (upper snake case there).</summary>
public enum IncidentKind
{
    /// <summary>An expression failed.</summary>
    ExtractValueError,

    /// <summary>No outgoing condition holds and there is no default.</summary>
    ConditionError,

    /// <summary>An input or output mapping failed.</summary>
    IoMappingError,

    /// <summary>A job has no retries left.</summary>
    JobNoRetries,

    /// <summary>A listener job has no retries left.</summary>
    ExecutionListenerNoRetries,

    /// <summary>An error was thrown that nothing catches.</summary>
    UnhandledErrorEvent,

    /// <summary>A called process or decision is missing.</summary>
    CalledElementError,

    /// <summary>A called decision is missing or failed.</summary>
    CalledDecisionError,

    /// <summary>A decision failed.</summary>
    DecisionEvaluationError,

    /// <summary>A form is missing.</summary>
    FormNotFound,

    /// <summary>Too many steps in one turn, or too deep.</summary>
    StepLimit,

    /// <summary>The turn itself failed again and again.</summary>
    Unknown,
}
