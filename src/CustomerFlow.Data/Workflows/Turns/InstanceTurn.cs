using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;
using Npgsql;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>One turn of one instance: what the body of <see cref="ProcessTurns"/> works with.</summary>
/// <remarks>
/// Everything here happens under the instance's lock and commits together. The unit runs again from the start on a conflict, so a
/// body changes only what belongs to its turn.
/// </remarks>
public sealed class InstanceTurn
{
    internal const short EngineVersion = 1;
    private readonly TurnSession session;
    private readonly LockedInstance? locked;
    private readonly ReleaseContent? release;
    private readonly Queue<ProcessEvent> sent = new();
    private readonly StringBuilder log = new("[");
    private readonly HashSet<long> changedScopes = [];
    private readonly List<long> endedScopes = [];
    private InstanceState? state;
    private (InlineStep Step, JobRow Job)? stepOfRow;
    private int advances;
    private int incidentChange;
    private bool rootChanged;

    internal InstanceTurn(TurnSession session, LockedInstance? locked, ReleaseContent? release, InstanceState? state, TurnRequest request)
    {
        this.session = session;
        this.locked = locked;
        this.release = release;
        this.state = state;
        Request = request;
    }

    /// <summary>Whether the instance exists; when not, the rest of this object does not either.</summary>
    public bool Exists => locked is not null;

    /// <summary>The instance's key.</summary>
    public long InstanceKey => Instance.Key;

    /// <summary>BPMN process id.</summary>
    public string ProcessId => Instance.ProcessId;

    /// <summary>Turns committed before this one.</summary>
    public int Revision => Instance.Revision;

    /// <summary>Where the instance stands; not changed by what was sent in this turn until the body is done.</summary>
    public InstanceState State => state ?? throw new InvalidOperationException("The instance does not exist.");

    /// <summary>The task that the turn was asked for, under its lock; null when it does not exist or none was asked for.</summary>
    public UserTaskRow? Task { get; internal set; }

    /// <summary>Whether the case of that task is hidden from the person who acts.</summary>
    public bool IsTaskHidden { get; internal set; }

    /// <summary>The job that the turn was asked for, under its lock.</summary>
    public JobRow? Job { get; internal set; }

    /// <summary>Business time of this turn.</summary>
    public DateTimeOffset Now => session.Now;

    /// <summary>Who causes the turn.</summary>
    public TurnActor Actor => Request.Actor;

    /// <summary>The same for every run of this unit: a key for what must not happen twice.</summary>
    public Guid OperationId => Request.OperationId;

    /// <summary>The business tables, on the turn's own connection and transaction. Saved before the process goes on.</summary>
    public CustomerFlowDb Db => session.Db;

    internal FeelContext? StartVariables { get; private set; }

    internal string? RefusedReason { get; private set; }

    internal TurnRequest Request { get; }

    internal LockedInstance Instance => locked ?? throw new InvalidOperationException("The instance does not exist.");

    internal ReleaseContent Release => release ?? throw new InvalidOperationException("The instance does not exist.");

    internal ProcessDefinition Process =>
        Release.Process(ProcessId) ?? throw new InvalidOperationException("The release does not hold the process.");

    /// <summary>Sends an event to the instance: it goes on after the body. A stale one changes nothing.</summary>
    public void Send(ProcessEvent processEvent) => sent.Enqueue(processEvent);

    /// <summary>Sets the first variables of a new instance, in place of those that were asked for: only its body knows its key.</summary>
    public void StartWith(FeelContext variables) => StartVariables = variables;

    /// <summary>The body of a new instance found that it must not begin: nothing is written.</summary>
    /// <param name="reason">For the outcome <see cref="StartOutcome.Refused"/>.</param>
    public void Refuse(string reason) => RefusedReason = reason;

    /// <summary>Publishes a message in this commit.</summary>
    /// <param name="name">The message's name.</param>
    /// <param name="correlationKey">What it is matched by.</param>
    /// <param name="variables">What it carries.</param>
    /// <param name="timeToLive">Business time for which it is kept for late subscribers.</param>
    public void Publish(string name, string correlationKey, FeelContext variables, TimeSpan timeToLive)
    {
        session.Writes.Unnumbered.Add(new MessageToPublish(name, correlationKey, null, FeelJson.ToText(variables), timeToLive));
        session.Writes.WakesUp |= WakeUp.Events;
    }

    /// <summary>Writes what an inline step would write, from a body: a page that pauses a clock, say.</summary>
    /// <param name="effects">What to write.</param>
    /// <param name="elementId">The element that it belongs to, for the history.</param>
    /// <param name="elementInstanceKey">Its instance: part of the unique key of mails.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    public Task WriteAsync(
        ImmutableArray<StepEffect> effects, string elementId, long elementInstanceKey, CancellationToken cancellationToken) =>
        StepEffectRows.AddAsync(effects, new StepPlace(InstanceKey, elementId, elementInstanceKey), this, session, cancellationToken);

    /// <summary>A line in the history of the instance.</summary>
    public void Record(ElementEventKind kind, string elementId, long? elementInstanceKey, string? detailJson) =>
        session.Writes.History.Add(new ElementEventRow
        {
            InstanceKey = InstanceKey, Kind = kind, ElementId = elementId, ElementInstanceKey = elementInstanceKey, At = Now,
            By = Actor.Username, Detail = detailJson,
        });

    /// <summary>A line in the audit: who did what to which row of the engine.</summary>
    /// <param name="action">A verb, such as <c>complete</c>.</param>
    /// <param name="subject">The table.</param>
    /// <param name="rowKey">The row.</param>
    public void Audit(string action, string subject, long rowKey) => session.Writes.Audits.Add(new AuditLine(
        action, subject, rowKey.ToString(CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"{{\"instance\":{InstanceKey},\"revision\":{Revision + 1}}}")));

    /// <summary>Why the last event changed nothing, if so.</summary>
    internal string? IgnoredReason { get; private set; }

    /// <summary>Advances with all that was sent, and with what inline steps answer, until nothing moves; then notes the rows.</summary>
    internal async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (sent.Count == 0 && stepOfRow is null) return;
        await session.SaveBusinessRowsAsync(cancellationToken);
        var work = new TurnWork(this, session);
        if (stepOfRow is { } step) work.AddStep(step.Step, step.Job);
        await SettleAsync(work, cancellationToken);
        while (sent.TryDequeue(out var processEvent))
        {
            await AdvanceAsync(processEvent, work, cancellationToken);
            await SettleAsync(work, cancellationToken);
        }

        if (advances > 0) AddInstanceRow();
        KillPoint.Hit("turn-advanced");
    }

    /// <summary>Runs the inline step of a job row: one that was put off, or whose incident was resolved.</summary>
    internal void RunStep(InlineStep step, JobRow job) => stepOfRow = (step, job);

    private async Task SettleAsync(TurnWork work, CancellationToken cancellationToken)
    {
        while (work.TryTake(out var inline))
        {
            if (await inline(cancellationToken) is { } answer) await AdvanceAsync(answer, work, cancellationToken);
        }
    }

    private async Task AdvanceAsync(ProcessEvent processEvent, TurnWork work, CancellationToken cancellationToken)
    {
        if (++advances > session.Tools.Options.AdvancesPerTurnMax)
            throw new InvalidOperationException("A turn never came to rest: inline steps answer each other without end.");
        var (result, firstKey) = await EvaluateAsync(processEvent, cancellationToken);
        if (result is StepResult.Ignored ignored)
        {
            advances--;
            IgnoredReason = ignored.Reason;
            if (processEvent is ProcessEvent.Started started && State.Status == InstanceStatus.New && !Request.IsNew)
                GiveUp(started, ignored.Reason);
            return;
        }

        var advanced = (StepResult.Advanced)result;
        state = advanced.State;
        Log(processEvent, firstKey);
        foreach (var effect in advanced.Effects) Apply(effect, work);
    }

    private async Task<(StepResult Result, long FirstKey)> EvaluateAsync(ProcessEvent processEvent, CancellationToken cancellationToken)
    {
        var options = session.Tools.Options;
        while (true)
        {
            var range = session.Keys;
            var first = range.Next;
            var context = new AdvanceContext(Now, options.TimeZoneId, first, options.Limits, options.Functions);
            var result = ProcessEngine.Advance(Release, State, processEvent, context);
            if (result is not StepResult.Advanced advanced) return (result, first);
            if (advanced.NextKey - first <= range.Left)
            {
                range.MoveTo(advanced.NextKey);
                return (result, first);
            }

            // Rare: it took more keys than the run had. Pure, so it is simply done again on a run that is long enough.
            var needed = (int)(advanced.NextKey - first);
            session.Replace(needed <= KeyBlocks.Size
                ? await session.Tools.Keys.FreshAsync(cancellationToken)
                : await session.Tools.Keys.LongRunAsync(needed, cancellationToken));
        }
    }

    // Made by a call, message or timer, and cannot begin: it ends here, and a caller hears why instead of waiting for ever.
    private void GiveUp(ProcessEvent.Started started, string reason)
    {
        session.Writes.More.Add(new NpgsqlBatchCommand(InstanceSql.GiveUp)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = InstanceKey }, new NpgsqlParameter<DateTimeOffset> { TypedValue = Now },
            },
        });
        if (started.Caller is not { } caller) return;
        session.Writes.NewEvents.Add(EffectRows.Event(caller.InstanceKey, new ProcessEvent.CallRefused(caller.CallKey, reason)));
        session.Writes.WakesUp |= WakeUp.Events;
    }

    private void Apply(Effect effect, TurnWork work)
    {
        switch (effect)
        {
            case Effect.VariableChanged changed when changed.ScopeKey == InstanceKey:
                rootChanged = true;
                return;
            case Effect.VariableChanged changed:
                changedScopes.Add(changed.ScopeKey);
                return;
            case Effect.InstanceEnded:
                if (Instance.CorrelationKey is { } key) session.Writes.FreedKeys.Add(new FreedMessageKey(ProcessId, key));
                return;
            case Effect.IncidentRaised:
                incidentChange++;
                break;
            case Effect.IncidentClosed:
                incidentChange--;
                break;
            case Effect.ElementChanged { Transition: not ElementTransition.Activated } ended:
                endedScopes.Add(ended.ElementInstanceKey);
                break;
        }

        if (!EffectRows.TryAdd(effect, Instance, Process, session.Writes, Now)) work.Add(effect);
    }

    private void Log(ProcessEvent processEvent, long firstKey)
    {
        if (log.Length > 1) log.Append(',');
        log.Append(CultureInfo.InvariantCulture, $"{{\"key\":{firstKey},\"event\":{ProcessEventJson.Write(processEvent)}}}");
    }

    private void AddInstanceRow()
    {
        var revision = Revision + 1;
        var bytes = StateBytes.Write(State);
        session.Writes.TurnLogs.Add(new TurnLogRow
        {
            InstanceKey = InstanceKey, Revision = revision, At = Now, ReleaseKey = Instance.ReleaseKey, EngineVersion = EngineVersion,
            Steps = log.Append(']').ToString(),
        });
        DateTimeOffset? endedAt = State.IsEnded ? Now : null;
        var incidents = Instance.OpenIncidents + incidentChange;
        if (Request.IsNew)
        {
            session.Writes.NewInstances.Add(new InstanceRow
            {
                Key = InstanceKey, ReleaseKey = Instance.ReleaseKey, ProcessDefinitionKey = Instance.ProcessDefinitionKey,
                ProcessId = ProcessId, RootKey = Instance.RootKey, CorrelationKey = Instance.CorrelationKey, Revision = revision,
                Status = State.Status, OpenIncidents = incidents, State = bytes, Variables = Json(State.RootVariables),
                LocalVariables = LocalVariables(), StartedAt = Now, EndedAt = endedAt,
            });
            return;
        }

        session.Writes.Instances.Add(new InstanceChange(
            InstanceKey, revision, bytes, rootChanged ? Json(State.RootVariables) : null, LocalVariables(), string.Join(',', endedScopes),
            State.Status, incidents, endedAt));
    }

    private string? LocalVariables()
    {
        var entries = changedScopes.Select(scope => (scope, variables: State.LocalVariables(scope)))
            .Where(entry => entry.variables is { Count: > 0 })
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"\"{entry.scope}\":{Json(entry.variables!)}"));
        var text = string.Join(',', entries);
        return text.Length == 0 ? null : $"{{{text}}}";
    }

    // The projection is searched, and jsonb knows no NUL; the truth is in the state.
    private static string Json(FeelContext variables) =>
        FeelJson.ToText(variables).Replace("\\u0000", "\\ufffd", StringComparison.Ordinal);
}

/// <summary>Who wants a turn, of what.</summary>
internal sealed record TurnRequest(TurnActor Actor, Guid OperationId)
{
    /// <summary>Whether the instance begins with this turn.</summary>
    public bool IsNew { get; init; }

    /// <summary>Why the job that this turn answers for failed.</summary>
    public string? Failure { get; init; }

    /// <summary>The BPMN error that the worker threw.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Real time at which the failed job may be taken again.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Whether the caller itself counts failures of inline steps (the job loop does).</summary>
    public bool StepsMayThrow { get; init; }

    /// <summary>Inline steps (element ids) that threw before: they become rows for the job loop, which counts and parks them.</summary>
    public HashSet<string> PutOff { get; } = [];
}
