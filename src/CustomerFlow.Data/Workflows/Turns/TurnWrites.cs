using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Workflows.Execution;
using Npgsql;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>Everything that one transaction will write for the engine, of one instance or of many. Goes over in one round trip.</summary>
internal sealed class TurnWrites
{
    public List<InstanceRow> NewInstances { get; } = [];

    public List<InstanceChange> Instances { get; } = [];

    public List<TurnLogRow> TurnLogs { get; } = [];

    public List<ElementEventRow> History { get; } = [];

    public List<UserTaskRow> NewTasks { get; } = [];

    public List<TaskEnd> EndedTasks { get; } = [];

    public List<JobRow> NewJobs { get; } = [];

    public List<JobEnd> EndedJobs { get; } = [];

    public List<JobRetry> RetriedJobs { get; } = [];

    public List<TimerRow> NewTimers { get; } = [];

    public List<long> ClosedTimers { get; } = [];

    public List<MessageSubscriptionRow> NewMessageSubscriptions { get; } = [];

    public List<long> ClosedMessageSubscriptions { get; } = [];

    public List<SignalSubscriptionRow> NewSignalSubscriptions { get; } = [];

    public List<long> ClosedSignalSubscriptions { get; } = [];

    public List<InstanceEventRow> NewEvents { get; } = [];

    public List<long> ConsumedEvents { get; } = [];

    public List<IncidentRow> NewIncidents { get; } = [];

    public List<IncidentEnd> EndedIncidents { get; } = [];

    public List<MessageRow> Publications { get; } = [];

    /// <summary>Messages that get their keys just before the commit.</summary>
    public List<MessageToPublish> Unnumbered { get; } = [];

    public List<SignalBroadcast> Signals { get; } = [];

    /// <summary>Ended instances of which only one per message key may be alive: the next kept message may start another.</summary>
    public List<FreedMessageKey> FreedKeys { get; } = [];

    public List<DecisionEvaluationRow> Evaluations { get; } = [];

    public List<AuditLine> Audits { get; } = [];

    public StepWrites Steps { get; } = new();

    /// <summary>Statements of rarer operations, after all rows.</summary>
    public List<NpgsqlBatchCommand> More { get; } = [];

    /// <summary>Whether somebody beside this turn has to look at new rows soon.</summary>
    public WakeUp WakesUp { get; set; }

    /// <summary>The same moment for every row of this turn; business time.</summary>
    public void AddTo(NpgsqlBatch batch, DateTimeOffset now)
    {
        MessageLocks.AddTo(batch, this);
        AddUsual(batch);
        HistorySql.InsertEvaluations.AddTo(batch, Evaluations);
        WorkSql.InsertJobs.AddTo(batch, NewJobs);
        WorkSql.EndJobs.AddTo(batch, EndedJobs);
        WorkSql.RetryJobs.AddTo(batch, RetriedJobs);
        WorkSql.InsertIncidents.AddTo(batch, NewIncidents);
        WorkSql.EndIncidents.AddTo(batch, EndedIncidents);
        MessageSql.InsertSubscriptions.AddTo(batch, NewMessageSubscriptions);
        MessageSql.DeleteSubscriptions.AddTo(batch, ClosedMessageSubscriptions);
        MessageSql.CorrelateKept(batch, NewMessageSubscriptions, now);
        MessageSql.InsertSignalSubscriptions.AddTo(batch, NewSignalSubscriptions);
        MessageSql.DeleteSignalSubscriptions.AddTo(batch, ClosedSignalSubscriptions);
        foreach (var message in Publications) MessageSql.Publish(batch, message, now);
        foreach (var signal in Signals) MessageSql.Broadcast(batch, signal, now);
        foreach (var freed in FreedKeys) MessageSql.StartKept(batch, freed, now);
        InstanceSql.InsertEvents.AddTo(batch, NewEvents);
        InstanceSql.DeleteEvents.AddTo(batch, ConsumedEvents);
        Steps.AddTo(batch);
        foreach (var command in More) batch.BatchCommands.Add(command);
    }

    // What nearly every step writes, in one statement. Only these: each further kind of row would double the number of statements that
    // a connection keeps prepared.
    private void AddUsual(NpgsqlBatch batch)
    {
        var joined = new JoinedSql();
        InstanceSql.Insert.AddTo(joined, NewInstances);
        InstanceSql.Update.AddTo(joined, Instances);
        HistorySql.InsertTurns.AddTo(joined, TurnLogs);
        HistorySql.InsertEvents.AddTo(joined, History);
        WorkSql.InsertTasks.AddTo(joined, NewTasks);
        (NewTimers.Exists(timer => timer.Clock is not null) ? WorkSql.InsertTimers : WorkSql.InsertFreeTimers).AddTo(joined, NewTimers);
        WorkSql.DeleteTimers.AddTo(joined, ClosedTimers);
        HistorySql.InsertAudits.AddTo(joined, Audits);
        var endsItsOwn = EndedTasks.Exists(ended => NewTasks.Exists(task => task.Key == ended.Key));
        if (!endsItsOwn) WorkSql.EndTasks.AddTo(joined, EndedTasks);
        joined.AddTo(batch, asOne: NewInstances.Count + Instances.Count == 1);
        // A task that opened in the same turn must be there before it can end.
        if (endsItsOwn) WorkSql.EndTasks.AddTo(batch, EndedTasks);
    }
}

/// <summary>What a turn changes of its own instance.</summary>
/// <param name="Key">The instance.</param>
/// <param name="Revision">The new revision.</param>
/// <param name="State">The new state.</param>
/// <param name="Variables">All root variables; null when none changed.</param>
/// <param name="LocalVariables">Changed inner scopes, each with all its variables; null when none changed.</param>
/// <param name="EndedScopes">Comma-separated keys of element instances that ended.</param>
/// <param name="Status">Alive or how it ended.</param>
/// <param name="OpenIncidents">Open incidents.</param>
/// <param name="EndedAt">When it ended.</param>
internal sealed record InstanceChange(
    long Key, int Revision, byte[] State, string? Variables, string? LocalVariables, string EndedScopes, InstanceStatus Status,
    int OpenIncidents, DateTimeOffset? EndedAt);

/// <summary>How a task ended.</summary>
internal sealed record TaskEnd(long Key, UserTaskState State, DateTimeOffset At, string? CompletedBy);

/// <summary>How a job ended.</summary>
internal sealed record JobEnd(long Key, JobState State, DateTimeOffset At, string? Message, string? ErrorCode);

/// <summary>New retries of a job; 0 parks it until help comes.</summary>
internal sealed record JobRetry(long Key, int Retries, DateTimeOffset AvailableAt, string? Message);

/// <summary>That an incident was resolved or its element left.</summary>
internal sealed record IncidentEnd(long Key, DateTimeOffset At, string? By);

/// <summary>A line of the audit for the engine's own rows; who acts and when comes from the transaction.</summary>
internal sealed record AuditLine(string Action, string Subject, string RowKey, string Changes);

/// <summary>A message before it has a key.</summary>
internal sealed record MessageToPublish(string Name, string CorrelationKey, string? MessageId, string Variables, TimeSpan TimeToLive);

/// <summary>A signal for everyone who waits.</summary>
internal sealed record SignalBroadcast(string Name, string Variables);

/// <summary>A message key of a process that no live instance holds any more.</summary>
internal sealed record FreedMessageKey(string ProcessId, string CorrelationKey);

/// <summary>Which loops have new work.</summary>
[Flags]
internal enum WakeUp
{
    None = 0,
    Timers = 1,
    Events = 2,
    Jobs = 4,
    Mail = 8,
    All = 15,
}
