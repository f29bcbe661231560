using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>An arrow between two elements of one scope; <paramref name="Condition"/> decides whether it is taken.</summary>
public sealed record SequenceFlow(string Id, string? Name, string SourceId, string TargetId, FeelExpression? Condition);

/// <summary>One <c>zeebe:input</c> or <c>zeebe:output</c>: the source's value goes into the path <paramref name="Target"/>.</summary>
public sealed record VariableMapping(FeelAttribute Source, string Target);

/// <summary>A job's type, retries (whole number, default 3) and headers (<c>zeebe:taskDefinition</c>, <c>zeebe:taskHeaders</c>).</summary>
public sealed record JobDefinition(FeelAttribute Type, FeelAttribute Retries, ImmutableDictionary<string, string> Headers);

/// <summary>A job at the border of an element; <paramref name="AtStart"/> before it begins, else after it ended.</summary>
public sealed record ExecutionListener(bool AtStart, JobDefinition Job);

/// <summary>Who does a user task, by when, with which form (zeebe's assignment definition, task schedule, form definition).</summary>
/// <param name="Assignee">Username, or null.</param>
/// <param name="CandidateGroups">Team slugs: comma-separated text, or a FEEL list of texts.</param>
/// <param name="CandidateUsers">Usernames: the same two shapes.</param>
/// <param name="DueDate">Date and time (ISO 8601 text or FEEL value), or null.</param>
/// <param name="FollowUpDate">Same shape.</param>
/// <param name="Priority">0 to 100, default 50.</param>
/// <param name="FormId">Id of a form of the release, or null.</param>
/// <param name="ExternalFormReference">A form that lives elsewhere, or null.</param>
/// <param name="Headers"><c>zeebe:taskHeaders</c>.</param>
/// <param name="TaskListeners"><c>zeebe:taskListener</c>, in order.</param>
public sealed record UserTaskDefinition(
    FeelAttribute? Assignee,
    FeelAttribute? CandidateGroups,
    FeelAttribute? CandidateUsers,
    FeelAttribute? DueDate,
    FeelAttribute? FollowUpDate,
    FeelAttribute? Priority,
    string? FormId,
    FeelAttribute? ExternalFormReference,
    ImmutableDictionary<string, string> Headers,
    ImmutableArray<TaskListener> TaskListeners);

/// <summary>A job in a user task's life: creating, assigning, updating, completing or canceling.</summary>
public sealed record TaskListener(string EventType, JobDefinition Job);

/// <summary>How an activity repeats: a closed family.</summary>
public abstract record LoopDefinition
{
    private LoopDefinition()
    {
    }

    /// <summary>Once per item of <paramref name="InputCollection"/>, or <paramref name="Cardinality"/> times.</summary>
    /// <param name="IsSequential">One after the other, or all at once.</param>
    /// <param name="InputCollection">FEEL list, or null when a cardinality is given.</param>
    /// <param name="InputElement">Local variable that holds the item, or null.</param>
    /// <param name="OutputCollection">Variable that collects results, or null.</param>
    /// <param name="OutputElement">FEEL over one run's variables, or null.</param>
    /// <param name="CompletionCondition">Ends the rest as soon as it holds.</param>
    /// <param name="Cardinality">Number of runs.</param>
    /// <param name="Behavior">Which runs throw the behaviour's event (BPMN 2.0 §10.3.8).</param>
    public sealed record MultiInstance(
        bool IsSequential,
        FeelExpression? InputCollection,
        string? InputElement,
        string? OutputCollection,
        FeelExpression? OutputElement,
        FeelExpression? CompletionCondition,
        FeelExpression? Cardinality,
        MultiInstanceBehavior Behavior) : LoopDefinition;

    /// <summary>While a condition holds, at most <paramref name="Maximum"/> times (BPMN 2.0 §13.3.6).</summary>
    public sealed record Standard(bool TestBefore, FeelExpression? Condition, int? Maximum) : LoopDefinition;
}

/// <summary>Behaviour of a multi-instance activity and the events that it throws.</summary>
/// <param name="Kind"><c>None</c>, <c>One</c>, <c>All</c> or <c>Complex</c>, as in BPMN; <c>All</c> throws nothing.</param>
/// <param name="OneEvent">Thrown when the first run ends, for <c>One</c>; on every run for <c>None</c>.</param>
/// <param name="Complex">Conditions with their events, for <c>Complex</c>.</param>
public sealed record MultiInstanceBehavior(string Kind, EventTrigger? OneEvent, ImmutableArray<ComplexBehavior> Complex)
{
    /// <summary>Throws nothing.</summary>
    public static MultiInstanceBehavior All { get; } = new("All", null, []);
}

/// <summary>One condition of a complex multi-instance behaviour and the event that it throws.</summary>
public sealed record ComplexBehavior(FeelExpression Condition, EventTrigger? Event);

/// <summary>The process that a call activity runs.</summary>
public sealed record CalledProcess(
    FeelAttribute ProcessId, ResourceBinding Binding, string? VersionTag, bool PassesAllVariables, bool ReturnsAllVariables);

/// <summary>Which version of a referenced resource is used.</summary>
public enum ResourceBinding
{
    /// <summary>The newest at the time of use; within a release, the release's own when it has one.</summary>
    Latest,

    /// <summary>The one of the same release.</summary>
    Deployment,

    /// <summary>The newest with a given version tag.</summary>
    VersionTag,
}

/// <summary>What an ad-hoc sub-process starts and when it ends.</summary>
public sealed record AdHocDefinition(
    FeelExpression? ActiveElements, FeelExpression? CompletionCondition, bool CancelsRemaining, bool IsSequential,
    string? OutputCollection, FeelExpression? OutputElement, JobDefinition? Job);

/// <summary>What an event waits for or throws: a closed family (BPMN 2.0 §10.5.5).</summary>
public abstract record EventTrigger
{
    private EventTrigger()
    {
    }

    /// <summary>Nothing: a plain start, end or milestone.</summary>
    public sealed record None : EventTrigger;

    /// <summary>A message by name and correlation key; with a <paramref name="Job"/> when thrown by a worker.</summary>
    public sealed record Message(FeelAttribute Name, FeelAttribute? CorrelationKey, JobDefinition? Job) : EventTrigger;

    /// <summary>A point in time: ISO 8601 date, duration, cycle (<c>R3/PT1H</c>) or cron.</summary>
    public sealed record Timer(TimerKind Kind, FeelAttribute Value) : EventTrigger;

    /// <summary>An error by code; null catches all.</summary>
    public sealed record Error(FeelAttribute? Code) : EventTrigger;

    /// <summary>A broadcast by name.</summary>
    public sealed record Signal(FeelAttribute Name) : EventTrigger;

    /// <summary>An escalation by code; null catches all.</summary>
    public sealed record Escalation(FeelAttribute? Code) : EventTrigger;

    /// <summary>Fires when the condition turns true after a variable changed.</summary>
    public sealed record Conditional(FeelExpression Condition, ConditionalFilter? Filter) : EventTrigger;

    /// <summary>Undoes completed activities of the scope, or one of them.</summary>
    public sealed record Compensation(string? ActivityId, bool WaitsForCompletion) : EventTrigger;

    /// <summary>Cancels the transaction sub-process.</summary>
    public sealed record Cancel : EventTrigger;

    /// <summary>Ends the scope at once.</summary>
    public sealed record Terminate : EventTrigger;

    /// <summary>A jump within the scope.</summary>
    public sealed record Link(string Name) : EventTrigger;

    /// <summary>Several triggers: any of them, or all when <paramref name="IsParallel"/>.</summary>
    public sealed record Multiple(ImmutableArray<EventTrigger> Triggers, bool IsParallel) : EventTrigger;
}

/// <summary>Which variable changes a conditional event looks at (<c>zeebe:conditionalFilter</c>).</summary>
public sealed record ConditionalFilter(ImmutableArray<string> VariableNames, ImmutableArray<string> VariableEvents);

/// <summary>Kinds of timer.</summary>
public enum TimerKind
{
    /// <summary>Once, at a date and time.</summary>
    Date,

    /// <summary>Once, after a duration.</summary>
    Duration,

    /// <summary>Repeatedly: ISO 8601 repetition or cron (as Spring writes it).</summary>
    Cycle,
}
