using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>One flow node of a process: a closed family, one case per kind of BPMN element (BPMN 2.0 §10).</summary>
/// <remarks>Elements name each other by id; <see cref="ProcessDefinition"/> resolves ids. Never compared by value.</remarks>
public abstract record Element
{
    private Element()
    {
    }

    /// <summary>The element's id, unique in its file.</summary>
    public required string Id { get; init; }

    /// <summary>The text on the diagram, if any.</summary>
    public string? Name { get; init; }

    /// <summary>The id of the sub-process that holds the element, or the process's own id.</summary>
    public required string ScopeId { get; init; }

    /// <summary>Sequence flows that end here, in file order.</summary>
    public ImmutableArray<SequenceFlow> Incoming { get; init; } = [];

    /// <summary>Sequence flows that begin here, in file order (the order in which conditions are tried).</summary>
    public ImmutableArray<SequenceFlow> Outgoing { get; init; } = [];

    /// <summary><c>zeebe:input</c> mappings: evaluated in order into the element's own scope before it starts.</summary>
    public ImmutableArray<VariableMapping> Inputs { get; init; } = [];

    /// <summary><c>zeebe:output</c> mappings: evaluated in order when it completes; with none, all of a job's variables go up.</summary>
    public ImmutableArray<VariableMapping> Outputs { get; init; } = [];

    /// <summary><c>zeebe:properties</c>: free settings for tools and steps.</summary>
    public ImmutableDictionary<string, string> Properties { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary><c>zeebe:executionListener</c>: jobs before the element starts or after it ends.</summary>
    public ImmutableArray<ExecutionListener> Listeners { get; init; } = [];

    /// <summary>The lane that holds the element, if any: the responsible role on the flow chart.</summary>
    public string? Lane { get; init; }

    /// <summary>Where a process or sub-process begins.</summary>
    public sealed record StartEvent(EventTrigger Trigger, bool IsInterrupting) : Element
    {
        /// <summary>The form with which a person starts the process (<c>zeebe:formDefinition</c>), if any.</summary>
        public string? FormId { get; init; }
    }

    /// <summary>Where a path ends; may throw.</summary>
    public sealed record EndEvent(EventTrigger Trigger) : Element;

    /// <summary>Waits for its trigger in the middle of a flow.</summary>
    public sealed record CatchEvent(EventTrigger Trigger) : Element;

    /// <summary>Throws in the middle of a flow; a message with a <see cref="JobDefinition"/> is a job.</summary>
    public sealed record ThrowEvent(EventTrigger Trigger) : Element;

    /// <summary>Watches the activity that it is attached to.</summary>
    public sealed record BoundaryEvent(EventTrigger Trigger, string AttachedToId, bool IsInterrupting) : Element
    {
        /// <summary>For a compensation event: the activity that its association leads to, which undoes the work.</summary>
        public string? CompensationHandlerId { get; init; }
    }

    /// <summary>Takes the first flow whose condition holds.</summary>
    public sealed record ExclusiveGateway(string? DefaultFlowId) : Element;

    /// <summary>Takes all flows; waits for all of them.</summary>
    public sealed record ParallelGateway : Element;

    /// <summary>Takes every flow whose condition holds; waits for all that can still arrive (BPMN 2.0 §13.4.3).</summary>
    public sealed record InclusiveGateway(string? DefaultFlowId) : Element;

    /// <summary>The first of the events behind it decides; <paramref name="IsParallel"/> waits for all (instantiating only).</summary>
    public sealed record EventGateway(bool Instantiates, bool IsParallel) : Element;

    /// <summary>Fires by its own activation condition over <c>activationCount</c> (BPMN 2.0 §13.4.5).</summary>
    public sealed record ComplexGateway(FeelExpression? ActivationCondition, string? DefaultFlowId) : Element;

    /// <summary>Work of some length: tasks, sub-processes and calls.</summary>
    public abstract record Activity : Element
    {
        private protected Activity()
        {
        }

        /// <summary>Repetition of the activity, if any.</summary>
        public LoopDefinition? Loop { get; init; }

        /// <summary>The flow to take when no condition of the others holds.</summary>
        public string? DefaultFlowId { get; init; }

        /// <summary>Whether it runs only as a compensation handler.</summary>
        public bool IsForCompensation { get; init; }

        /// <summary>Tokens needed to start (BPMN 2.0 §13.3.2), 1 unless told.</summary>
        public int StartQuantity { get; init; } = 1;

        /// <summary>Tokens produced at the end, 1 unless told.</summary>
        public int CompletionQuantity { get; init; } = 1;
    }

    /// <summary>Work for a person.</summary>
    public sealed record UserTask(UserTaskDefinition Definition) : Activity;

    /// <summary>A job for a worker or an inline step: service and send tasks, and script or rule tasks with a task definition.</summary>
    public sealed record JobTask(JobDefinition Job, JobTaskKind Kind) : Activity;

    /// <summary>A FEEL expression whose value becomes a variable.</summary>
    public sealed record ScriptTask(FeelExpression Script, string ResultVariable) : Activity;

    /// <summary>Evaluates a decision of the release or the latest one.</summary>
    public sealed record DecisionTask(
        FeelAttribute DecisionId, string ResultVariable, ResourceBinding Binding, string? VersionTag) : Activity;

    /// <summary>Waits for a message; may create the instance.</summary>
    public sealed record ReceiveTask(EventTrigger.Message Message, bool Instantiates) : Activity;

    /// <summary>Manual and undefined tasks: passed through, kept in the history.</summary>
    public sealed record ManualTask : Activity;

    /// <summary>Runs another process and waits for its end.</summary>
    public sealed record CallActivity(CalledProcess Called) : Activity;

    /// <summary>A scope of its own: embedded, event, transaction or ad-hoc.</summary>
    public sealed record SubProcess(SubProcessKind Kind, AdHocDefinition? AdHoc) : Activity;
}

/// <summary>What a sub-process is.</summary>
public enum SubProcessKind
{
    /// <summary>A scope in the flow.</summary>
    Embedded,

    /// <summary>Started by an event in its scope.</summary>
    Event,

    /// <summary>Can be cancelled as a whole and compensated.</summary>
    Transaction,

    /// <summary>Its activities start in any order.</summary>
    AdHoc,
}

/// <summary>Which BPMN task a job stands for.</summary>
public enum JobTaskKind
{
    /// <summary><c>bpmn:serviceTask</c>.</summary>
    Service,

    /// <summary><c>bpmn:sendTask</c>.</summary>
    Send,

    /// <summary><c>bpmn:scriptTask</c> with a task definition.</summary>
    Script,

    /// <summary><c>bpmn:businessRuleTask</c> with a task definition.</summary>
    BusinessRule,
}
