using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution;

/// <summary>Everything one process instance knows between two Advances. Never changed after it was handed out.</summary>
/// <remarks>
/// The first element instance is the process itself (its key is the instance's key); the others form a tree through
/// <see cref="ElementInstance.ScopeKey"/>. <see cref="StateBytes"/> stores it, <see cref="StateText"/> shows it; compare
/// states by that text.
/// </remarks>
public sealed class InstanceState
{
    internal InstanceState(long key, string processId)
    {
        Key = key;
        ProcessId = processId;
    }

    /// <summary>The instance's key.</summary>
    public long Key { get; }

    /// <summary>The BPMN process id.</summary>
    public string ProcessId { get; }

    /// <summary>Where the instance stands in its life.</summary>
    public InstanceStatus Status { get; internal init; } = InstanceStatus.New;

    /// <summary>Who called it, if another instance did.</summary>
    public Caller? Caller { get; internal init; }

    /// <summary>Whether nothing can happen any more.</summary>
    public bool IsEnded => Status is InstanceStatus.Completed or InstanceStatus.Canceled or InstanceStatus.Failed;

    /// <summary>The variables of the process itself; kept after the end.</summary>
    public FeelContext RootVariables { get; internal init; } = FeelContext.Empty;

    /// <summary>Whether a step has stopped and waits for help.</summary>
    public bool HasIncident => Incidents.Count > 0;

    /// <summary>Element instances alive, the process itself included; 0 after the end.</summary>
    public int LiveElements => Elements.Count;

    internal IReadOnlyList<ElementInstance> Elements { get; init; } = [];

    internal IReadOnlyList<Wait> Waits { get; init; } = [];

    internal IReadOnlyList<Incident> Incidents { get; init; } = [];

    internal IReadOnlyList<Join> Joins { get; init; } = [];

    internal IReadOnlyList<CompensationRecord> Compensations { get; init; } = [];

    /// <summary>Steps not done yet because the limit of one Advance was reached; an incident says so.</summary>
    internal IReadOnlyList<Step> Postponed { get; init; } = [];

    /// <summary>A new instance, before <see cref="ProcessEvent.Started"/>.</summary>
    public static InstanceState New(long key, string processId) => new(key, processId);

    /// <summary>
    /// Everything an element instance (or the instance itself) sees, the nearest scope first in rank; null when it is not alive.
    /// </summary>
    public FeelContext? VisibleVariables(long elementInstanceKey)
    {
        var element = Element(elementInstanceKey);
        if (element is null) return null;
        var scopes = new List<ElementInstance>();
        for (var at = element; at is not null; at = Element(at.ScopeKey)) scopes.Add(at);
        return new FeelContext(Enumerable.Reverse(scopes).SelectMany(scope => scope.Variables.Entries));
    }

    /// <summary>The variables of exactly one scope; null when it is not alive.</summary>
    public FeelContext? LocalVariables(long elementInstanceKey) => Element(elementInstanceKey)?.Variables;

    /// <summary>The BPMN id of a live element instance; null when it is not alive.</summary>
    public string? ElementOf(long elementInstanceKey) => Element(elementInstanceKey)?.ElementId;

    /// <summary>The element instance that waits for this job; null when none does.</summary>
    public long? JobElement(long jobKey) => Owner(jobKey, wait => wait.IsJob || wait.Kind == WaitKind.Decision);

    /// <summary>The element instance that waits for this user task; null when none does.</summary>
    public long? TaskElement(long taskKey) => Owner(taskKey, wait => wait.Kind == WaitKind.Task);

    /// <summary>The element instance that waits for this timer; null when none does.</summary>
    public long? TimerElement(long timerKey) => Owner(timerKey, wait => wait.Kind == WaitKind.Timer);

    /// <summary>The element instance that waits for this message or signal; null when none does.</summary>
    public long? SubscriptionElement(long subscriptionKey) =>
        Owner(subscriptionKey, wait => wait.Kind is WaitKind.Message or WaitKind.Signal);

    /// <summary>The keys of all open incidents, oldest first.</summary>
    public IEnumerable<long> IncidentKeys => Incidents.Select(incident => incident.Key);

    private long? Owner(long waitKey, Func<Wait, bool> fits)
    {
        foreach (var wait in Waits)
        {
            if (wait.Key == waitKey && fits(wait)) return wait.OwnerKey;
        }

        return null;
    }

    private ElementInstance? Element(long key)
    {
        foreach (var element in Elements)
        {
            if (element.Key == key) return element;
        }

        return null;
    }
}

/// <summary>The life of an instance; the legal changes are in <see cref="Lifecycle"/>.</summary>
public enum InstanceStatus
{
    /// <summary>Not started yet.</summary>
    New,

    /// <summary>Running or waiting.</summary>
    Active,

    /// <summary>All paths ended.</summary>
    Completed,

    /// <summary>Ended from outside.</summary>
    Canceled,

    /// <summary>Ended by an error that its caller must handle.</summary>
    Failed,
}
