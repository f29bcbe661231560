namespace CustomerFlow.Workflows.Execution;

/// <summary>Something outside that an element instance waits for, by key.</summary>
/// <param name="Key">The key of the task, job, timer, subscription or call.</param>
/// <param name="Kind">What it is.</param>
/// <param name="OwnerKey">The element instance that ends it when it ends.</param>
/// <param name="ElementId">The element that reacts: the owner, a boundary event, a start event or one behind a gateway.</param>
internal sealed record Wait(long Key, WaitKind Kind, long OwnerKey, string ElementId)
{
    /// <summary>Which of several triggers of one event.</summary>
    public int TriggerIndex { get; init; }

    /// <summary>The signal's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>When the timer is due.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Further firings of a cyclic timer; -1 without end.</summary>
    public int Repetitions { get; init; }

    /// <summary>Value of the condition when it was last evaluated.</summary>
    public bool WasTrue { get; init; }

    /// <summary>The called instance.</summary>
    public long ChildKey { get; init; }

    /// <summary>Whether it is a job of any kind.</summary>
    public bool IsJob => Kind is WaitKind.Job or WaitKind.ExecutionListener or WaitKind.TaskListener;

    /// <summary>Whether it is a trigger of an event.</summary>
    public bool IsTrigger => Kind is WaitKind.Timer or WaitKind.Message or WaitKind.Signal or WaitKind.Condition;
}

/// <summary>Kinds of wait.</summary>
internal enum WaitKind
{
    /// <summary>A user task.</summary>
    Task,

    /// <summary>A job for the element's own work.</summary>
    Job,

    /// <summary>A job of an execution listener.</summary>
    ExecutionListener,

    /// <summary>A job of a user task listener.</summary>
    TaskListener,

    /// <summary>A decision evaluated by the shell.</summary>
    Decision,

    /// <summary>A called instance.</summary>
    Call,

    /// <summary>A timer.</summary>
    Timer,

    /// <summary>A message subscription.</summary>
    Message,

    /// <summary>A signal subscription.</summary>
    Signal,

    /// <summary>A condition over variables.</summary>
    Condition,
}
