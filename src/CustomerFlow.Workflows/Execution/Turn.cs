using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution;

/// <summary>The builder of one Advance: a copy of the state that may change, the effects so far, and the steps still to do.</summary>
/// <remarks>It keeps the books (keys, counters, lists, history) and decides nothing: what happens is said in Elements/.</remarks>
internal sealed class Turn
{
    private const int IndexFrom = 32;

    private readonly InstanceState _before;
    private readonly List<ElementInstance> _elements;
    private readonly List<Wait> _waits;
    private readonly List<Incident> _incidents;
    private readonly List<Join> _joins;
    private readonly List<CompensationRecord> _compensations;
    private readonly List<Effect> _effects = new(16);
    private readonly Queue<Step> _steps = new();
    private Dictionary<long, ElementInstance>? _index;
    private FeelEnvironment? _environment;
    private FeelContext _rootVariables;
    private long _nextKey;

    public Turn(ReleaseContent release, ProcessDefinition process, InstanceState state, AdvanceContext context)
    {
        (Release, Process, _before, Context) = (release, process, state, context);
        _nextKey = context.FirstKey;
        (Status, Caller, _rootVariables) = (state.Status, state.Caller, state.RootVariables);
        _elements = new List<ElementInstance>(state.Elements.Count + 4);
        foreach (var element in state.Elements) _elements.Add(element.Copy());
        _waits = [.. state.Waits];
        _incidents = [.. state.Incidents];
        _joins = [.. state.Joins];
        _compensations = [.. state.Compensations];
        foreach (var step in state.Postponed) _steps.Enqueue(step);
        StopsAtLimit = state.Postponed.Count > 0;
    }

    public ReleaseContent Release { get; }

    public ProcessDefinition Process { get; }

    public AdvanceContext Context { get; }

    public InstanceStatus Status { get; private set; }

    public Caller? Caller { get; set; }

    public long InstanceKey => _before.Key;

    /// <summary>The process itself; there is none before the start and after the end.</summary>
    public ElementInstance Root => _elements[0];

    public IReadOnlyList<ElementInstance> Elements => _elements;

    public IReadOnlyList<Wait> Waits => _waits;

    public IReadOnlyList<Incident> Incidents => _incidents;

    public IReadOnlyList<Join> Joins => _joins;

    public IReadOnlyList<CompensationRecord> Compensations => _compensations;

    public FeelEnvironment Environment =>
        _environment ??= new FeelEnvironment(Context.Now, Context.TimeZoneId, FeelLimits.Default, Context.Functions);

    /// <summary>Elements entered so far.</summary>
    public int Entered { get; private set; }

    /// <summary>Whether an incident says that the limit of one Advance was reached: the steps left wait for it.</summary>
    public bool StopsAtLimit { get; set; }

    /// <summary>Names of variables that changed since conditions were last looked at.</summary>
    public List<VariableChange> Changes { get; } = [];

    public bool IsAtLimit =>
        Entered >= Context.Limits.ElementsPerAdvance
        || _elements.Count > Context.Limits.LiveElementsMax
        || _nextKey - Context.FirstKey > Context.Limits.KeysPerAdvance - KeysPerStepMax;

    /// <summary>Keys that one step may take at most; waits of one element are few.</summary>
    private const int KeysPerStepMax = 500;

    public long NextKey() => _nextKey++;

    public void Emit(Effect effect) => _effects.Add(effect);

    // --- steps ---

    public bool HasSteps => _steps.Count > 0;

    public bool TryNextStep(out Step step) => _steps.TryDequeue(out step);

    public void Continue(ElementInstance element) => _steps.Enqueue(new Step(element.Key, null));

    /// <summary>Puts a token on a flow; it arrives when its turn comes.</summary>
    public void SendToken(ElementInstance scope, SequenceFlow flow)
    {
        scope.Alive++;
        _steps.Enqueue(new Step(scope.Key, flow.Id));
        Emit(new Effect.FlowTaken(scope.Key, flow.Id));
    }

    /// <summary>One token, child or arrival less in a scope; the last one lets it look whether it is over.</summary>
    public void Reduce(ElementInstance scope, int count = 1)
    {
        scope.Alive -= count;
        if (scope.Alive == 0) Continue(scope);
    }

    /// <summary>Throws away the travelling and the waiting tokens of a scope that was interrupted.</summary>
    public void DropTokens(ElementInstance scope)
    {
        foreach (var join in _joins) scope.Alive -= join.ScopeKey == scope.Key ? join.Arrivals.Length : 0;
        _joins.RemoveAll(join => join.ScopeKey == scope.Key);
        for (var i = _steps.Count; i > 0; i--)
        {
            var step = _steps.Dequeue();
            if (step.FlowId is not null && step.Key == scope.Key) scope.Alive--;
            else _steps.Enqueue(step);
        }
    }

    // --- element instances ---

    public ElementInstance? Find(long key)
    {
        if (_elements.Count >= IndexFrom)
        {
            _index ??= _elements.ToDictionary(element => element.Key);
            return _index.GetValueOrDefault(key);
        }

        for (var i = _elements.Count - 1; i >= 0; i--)
        {
            if (_elements[i].Key == key) return _elements[i];
        }

        return null;
    }

    public bool IsAlive(ElementInstance element) => Find(element.Key) is not null;

    /// <summary>The element of the definition; null for the process itself.</summary>
    public Element? Definition(ElementInstance element) => element.Role == ElementRole.Process ? null : Process[element.ElementId];

    public ElementInstance? ScopeOf(ElementInstance element) => element.ScopeKey == 0 ? null : Find(element.ScopeKey);

    public IEnumerable<ElementInstance> ChildrenOf(ElementInstance scope) =>
        _elements.Where(element => element.ScopeKey == scope.Key).ToArray();

    public ElementInstance Start(FeelContext variables)
    {
        MoveTo(InstanceStatus.Active);
        var root = new ElementInstance(InstanceKey, 0, Process.Id, ElementRole.Process) { Variables = FeelContext.Empty };
        _elements.Add(root);
        Emit(new Effect.ElementChanged(root.Key, 0, root.ElementId, ElementTransition.Activated, null));
        foreach (var (name, value) in variables.Entries) Variables.SetLocal(this, root, name, value);
        return root;
    }

    public ElementInstance Enter(Element element, ElementInstance scope, ElementRole role = ElementRole.Plain)
    {
        var entered = new ElementInstance(NextKey(), scope.Key, element.Id, role);
        Entered++;
        scope.Alive++;
        _elements.Add(entered);
        _index?.Add(entered.Key, entered);
        Emit(new Effect.ElementChanged(entered.Key, scope.Key, element.Id, ElementTransition.Activated, null));
        return entered;
    }

    /// <summary>Takes an element instance out; what it still owned is closed.</summary>
    public void Remove(ElementInstance element, ElementTransition transition)
    {
        CloseWaits(element);
        CloseIncidents(element);
        _joins.RemoveAll(join => join.ScopeKey == element.Key);
        _compensations.RemoveAll(record => record.ScopeKey == element.Key);
        if (element.Role == ElementRole.Process) _rootVariables = element.Variables;
        _elements.Remove(element);
        _index?.Remove(element.Key);
        Emit(new Effect.ElementChanged(element.Key, element.ScopeKey, element.ElementId, transition, element.CompletedBy));
    }

    public void End(InstanceStatus status, InstanceOutcome outcome)
    {
        MoveTo(status);
        _steps.Clear();
        Emit(new Effect.InstanceEnded(outcome));
    }

    private void MoveTo(InstanceStatus status)
    {
        Lifecycle.Check(Status, status);
        Status = status;
    }

    // --- waits ---

    public void Add(Wait wait) => _waits.Add(wait);

    public bool TryFindWait(long key, [NotNullWhen(true)] out Wait? wait) => (wait = _waits.Find(found => found.Key == key)) is not null;

    public void Replace(Wait old, Wait changed) => _waits[_waits.IndexOf(old)] = changed;

    /// <summary>Takes a wait out and tells the store; <paramref name="canceled"/> when what it waited for did not come.</summary>
    public void Close(Wait wait, bool canceled)
    {
        _waits.Remove(wait);
        switch (wait.Kind)
        {
            case WaitKind.Task:
                if (canceled) Emit(new Effect.TaskCanceled(wait.Key));
                break;
            case WaitKind.Job or WaitKind.ExecutionListener or WaitKind.TaskListener or WaitKind.Decision:
                Emit(new Effect.JobClosed(wait.Key, canceled));
                break;
            case WaitKind.Timer:
                Emit(new Effect.TimerClosed(wait.Key));
                break;
            case WaitKind.Message:
                Emit(new Effect.MessageSubscriptionClosed(wait.Key));
                break;
            case WaitKind.Signal:
                Emit(new Effect.SignalSubscriptionClosed(wait.Key));
                break;
            case WaitKind.Call:
                if (canceled) Emit(new Effect.CalledInstanceCanceled(wait.ChildKey));
                break;
            case WaitKind.Condition:
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    public void CloseWaits(ElementInstance owner, Func<Wait, bool>? only = null)
    {
        for (var i = _waits.Count - 1; i >= 0; i--)
        {
            // Closing one may not open another, so going backwards by index is safe.
            if (_waits[i].OwnerKey == owner.Key && (only is null || only(_waits[i]))) Close(_waits[i], canceled: true);
        }
    }

    // --- incidents ---

    /// <summary>
    /// Notes that a step of an element instance cannot go on. Always says <see cref="Outcome.Stuck"/>, for use in a return.
    /// </summary>
    public Outcome Raise(ElementInstance element, IncidentKind kind, string message, long? jobKey = null)
    {
        var incident = new Incident(NextKey(), element.Key, kind, jobKey, message);
        _incidents.Add(incident);
        Emit(new Effect.IncidentRaised(incident.Key, element.Key, element.ElementId, kind, message, jobKey));
        return Outcome.Stuck;
    }

    public void Close(Incident incident)
    {
        _incidents.Remove(incident);
        Emit(new Effect.IncidentClosed(incident.Key));
    }

    private void CloseIncidents(ElementInstance element)
    {
        if (_incidents.Count == 0) return;
        foreach (var incident in _incidents.Where(incident => incident.ElementInstanceKey == element.Key).ToArray()) Close(incident);
    }

    // --- joins and compensation records ---

    public Join? FindJoin(ElementInstance scope, string elementId) =>
        _joins.Find(join => join.ScopeKey == scope.Key && join.ElementId == elementId);

    public void Put(Join? old, Join changed)
    {
        if (old is null) _joins.Add(changed);
        else _joins[_joins.IndexOf(old)] = changed;
    }

    public void Remove(Join join) => _joins.Remove(join);

    public void Add(CompensationRecord record) => _compensations.Add(record);

    public void Remove(CompensationRecord record) => _compensations.Remove(record);

    // --- the result ---

    public StepResult.Advanced ToResult()
    {
        var state = new InstanceState(InstanceKey, Process.Id)
        {
            Status = Status,
            Caller = Caller,
            RootVariables = _elements.Count > 0 ? _elements[0].Variables : _rootVariables,
            Elements = _elements,
            Waits = _waits,
            Incidents = _incidents,
            Joins = _joins,
            Compensations = _compensations,
            Postponed = [.. _steps],
        };
        return new StepResult.Advanced(state, _effects.ToImmutableArray(), _nextKey);
    }
}

/// <summary>A variable got a value; without name: a condition began to be watched by this element instance.</summary>
internal readonly record struct VariableChange(long ScopeKey, string? Name, bool IsNew);

/// <summary>What became of one step of an element instance.</summary>
internal enum Outcome
{
    /// <summary>Done: on to the next phase.</summary>
    Done,

    /// <summary>It waits for something outside or for its children.</summary>
    Waits,

    /// <summary>It stopped with an incident and is tried again when that is resolved.</summary>
    Stuck,
}
