using System.Text.Json;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using Npgsql;
using NpgsqlTypes;

namespace CustomerFlow.Data.Workflows.Work;

/// <summary>What people do with tasks. Completing is a turn; everything else is one UPDATE with its line in the history.</summary>
public sealed class UserTasks
{
    // One statement: the row lock decides who was first, and the line in the history exists exactly when the change does.
    private static readonly string Change =
        $"""
        with changed as (
            update customerflow.user_task t set assignee = case when $3 then $4 else t.assignee end,
                candidate_groups = coalesce($5, t.candidate_groups), candidate_users = coalesce($6, t.candidate_users),
                priority = coalesce($7, t.priority), due_at = case when $8 then $9 else t.due_at end,
                follow_up_at = case when $10 then $11 else t.follow_up_at end, revision = t.revision + 1
            from (select key, assignee from customerflow.user_task where key = $1 for no key update) before
            where t.key = before.key and t.state = 1 and ($2::int is null or t.revision = $2)
                and (not $12 or before.assignee is null or before.assignee = $4)
                and (not $3 or $4 is null or not ({TaskRules.IsBarred("t", "$4")}))
            returning t.instance_key, t.element_id, t.element_instance_key, t.revision, before.assignee as old_assignee, t.assignee)
        , line as (
            insert into customerflow.element_event (instance_key, kind, element_id, element_instance_key, at, by, detail)
            select instance_key, $13, element_id, element_instance_key, $14, $15,
                json_strip_nulls(json_build_object('from', old_assignee, 'to', assignee, 'change', $16::json)) from changed)
        , audit as (
            insert into customerflow.audit_entry (actor, action, subject, row_key, changes)
            select $18, $17, 'user_task', $1::text,
                jsonb_strip_nulls(jsonb_build_object('assignee', jsonb_build_array(old_assignee, assignee), 'change', $16::jsonb))
            from changed)
        select revision from changed
        """;

    private readonly ProcessTurns turns;
    private readonly TurnTools tools;

    internal UserTasks(ProcessTurns turns, TurnTools tools)
    {
        this.turns = turns;
        this.tools = tools;
    }

    /// <summary>Completes a task: business rows of the body and the process step commit together.</summary>
    /// <param name="taskKey">The task.</param>
    /// <param name="variables">What the form says.</param>
    /// <param name="by">Who completes it.</param>
    /// <param name="body">Further checks and business rows; an outcome other than null refuses and nothing is written.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    public Task<TaskOutcome> CompleteAsync(
        long taskKey, FeelContext variables, TurnActor by, Func<InstanceTurn, Task<TaskOutcome?>>? body,
        CancellationToken cancellationToken)
    {
        if (VariableRules.Problem(variables, tools.Options.Limits) is { } problem)
            return Task.FromResult<TaskOutcome>(new TaskOutcome.Refused(problem));
        var request = new TurnRequest(by, Guid.CreateVersion7());
        return turns.RunAsync<TaskOutcome>(TurnTarget.Task(taskKey, by.Username), request, async turn =>
        {
            if (turn.Task is not { } task) return new TaskOutcome.NotFound();
            if (task.State != UserTaskState.Open)
                return new TaskOutcome.AlreadyEnded(task.State, task.CompletedBy, task.EndedAt ?? turn.Now);
            if (turn.State.TaskElement(taskKey) is null) return new TaskOutcome.Refused("The task waits for a listener.");
            if (turn.IsTaskHidden || TaskRules.IsExcluded(task, turn.State, by.Username)) return new TaskOutcome.Barred();
            if (body is not null && await body(turn) is { } refusal) return refusal;
            turn.Send(new ProcessEvent.UserTaskCompleted(taskKey, TaskRules.Signed(task, variables, by.Username), by.Username));
            turn.Audit("complete", "user_task", taskKey);
            return new TaskOutcome.Done(task.Revision + 1);
        }, cancellationToken);
    }

    /// <summary>Takes a task that nobody has. Refused when somebody else was first.</summary>
    public Task<TaskOutcome> ClaimAsync(long taskKey, TurnActor by, CancellationToken cancellationToken) => ChangeAsync(
        taskKey, new TaskChange { SetsAssignee = true, Assignee = by.Username, OnlyIfFree = true }, ElementEventKind.TaskClaimed,
        "claim", by, cancellationToken);

    /// <summary>Gives a task back to its groups.</summary>
    public Task<TaskOutcome> UnclaimAsync(long taskKey, TurnActor by, CancellationToken cancellationToken) => ChangeAsync(
        taskKey, new TaskChange { SetsAssignee = true }, ElementEventKind.TaskUnclaimed, "unclaim", by, cancellationToken);

    /// <summary>Gives a task to a person (delegation too), whoever has it.</summary>
    public Task<TaskOutcome> AssignAsync(
        long taskKey, string assignee, bool onlyIfFree, TurnActor by, CancellationToken cancellationToken) =>
        ChangeAsync(
            taskKey, new TaskChange { SetsAssignee = true, Assignee = assignee, OnlyIfFree = onlyIfFree }, ElementEventKind.TaskAssigned,
            "assign", by, cancellationToken);

    /// <summary>Changes groups, priority or dates.</summary>
    public Task<TaskOutcome> UpdateAsync(long taskKey, TaskChange change, TurnActor by, CancellationToken cancellationToken) =>
        ChangeAsync(taskKey, change, ElementEventKind.TaskUpdated, "update", by, cancellationToken);

    private async Task<TaskOutcome> ChangeAsync(
        long taskKey, TaskChange change, ElementEventKind kind, string action, TurnActor by, CancellationToken cancellationToken)
    {
        await using var command = tools.DataSource.CreateCommand(Change);
        AddParameters(command.Parameters, taskKey, change);
        command.Parameters.Add(new() { Value = (short)kind });
        command.Parameters.Add(new() { Value = tools.Clock.Now });
        command.Parameters.Add(Null(by.Username, NpgsqlDbType.Text));
        command.Parameters.Add(new() { Value = (object?)change.Describe() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = action });
        command.Parameters.Add(new() { Value = by.AuditName });
        KillPoint.Hit("task-before-commit");
        if (await command.ExecuteScalarAsync(cancellationToken) is int revision) return new TaskOutcome.Done(revision);
        return await WhyNotAsync(taskKey, change, cancellationToken);
    }

    private static void AddParameters(NpgsqlParameterCollection parameters, long taskKey, TaskChange change)
    {
        parameters.Add(new() { Value = taskKey });
        parameters.Add(Null(change.ExpectedRevision, NpgsqlDbType.Integer));
        parameters.Add(new() { Value = change.SetsAssignee });
        parameters.Add(Null(change.Assignee, NpgsqlDbType.Text));
        parameters.Add(Null(change.CandidateGroups?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text));
        parameters.Add(Null(change.CandidateUsers?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text));
        parameters.Add(Null((short?)change.Priority, NpgsqlDbType.Smallint));
        parameters.Add(new() { Value = change.SetsDueAt });
        parameters.Add(Null(change.DueAt, NpgsqlDbType.TimestampTz));
        parameters.Add(new() { Value = change.SetsFollowUpAt });
        parameters.Add(Null(change.FollowUpAt, NpgsqlDbType.TimestampTz));
        parameters.Add(new() { Value = change.OnlyIfFree });
    }

    private async Task<TaskOutcome> WhyNotAsync(long taskKey, TaskChange change, CancellationToken cancellationToken)
    {
        await using var command = tools.DataSource.CreateCommand(
            $"select {TaskSql.Columns}, coalesce({TaskRules.IsBarred("t", "$2")}, false) from customerflow.user_task t where key = $1");
        command.Parameters.AddWithValue(taskKey);
        command.Parameters.Add(Null(change.SetsAssignee ? change.Assignee : null, NpgsqlDbType.Text));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return new TaskOutcome.NotFound();
        var task = TaskSql.Read(reader);
        if (task.State != UserTaskState.Open)
            return new TaskOutcome.AlreadyEnded(task.State, task.CompletedBy, task.EndedAt ?? task.CreatedAt);
        return reader.GetBoolean(TaskSql.ColumnCount)
            ? new TaskOutcome.Barred()
            : new TaskOutcome.TakenByOther(task.Assignee, task.Revision);
    }

    private static NpgsqlParameter Null(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}

/// <summary>New values of an open task; what is not set stays.</summary>
public sealed record TaskChange
{
    /// <summary>The revision that the person saw; another one refuses the change.</summary>
    public int? ExpectedRevision { get; init; }

    /// <summary>Whether <see cref="Assignee"/> counts.</summary>
    public bool SetsAssignee { get; init; }

    /// <summary>Username, or null for nobody.</summary>
    public string? Assignee { get; init; }

    /// <summary>Refused when another person has it.</summary>
    public bool OnlyIfFree { get; init; }

    /// <summary>Team slugs.</summary>
    public IReadOnlyList<string>? CandidateGroups { get; init; }

    /// <summary>Usernames.</summary>
    public IReadOnlyList<string>? CandidateUsers { get; init; }

    /// <summary>0 to 100.</summary>
    public int? Priority { get; init; }

    /// <summary>Whether <see cref="DueAt"/> counts.</summary>
    public bool SetsDueAt { get; init; }

    /// <summary>Business time.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether <see cref="FollowUpAt"/> counts.</summary>
    public bool SetsFollowUpAt { get; init; }

    /// <summary>Business time.</summary>
    public DateTimeOffset? FollowUpAt { get; init; }

    internal string? Describe() =>
        CandidateGroups is null && CandidateUsers is null && Priority is null && !SetsDueAt && !SetsFollowUpAt
            ? null
            : JsonSerializer.Serialize(new { CandidateGroups, CandidateUsers, Priority, DueAt, FollowUpAt });
}

/// <summary>What came of an action on a task: a closed family.</summary>
public abstract record TaskOutcome
{
    private TaskOutcome()
    {
    }

    /// <summary>Committed; the task's new revision.</summary>
    public sealed record Done(int Revision) : TaskOutcome;

    /// <summary>There is no such task.</summary>
    public sealed record NotFound : TaskOutcome;

    /// <summary>Somebody was first, or it is no longer needed: how, who and when.</summary>
    public sealed record AlreadyEnded(UserTaskState State, string? By, DateTimeOffset At) : TaskOutcome;

    /// <summary>Another person has it, or it was changed meanwhile.</summary>
    public sealed record TakenByOther(string? Assignee, int Revision) : TaskOutcome;

    /// <summary>
    /// Never this person: the task is for a second pair of eyes (header <c>notBy</c>), or the case names the person or a colleague.
    /// </summary>
    public sealed record Barred : TaskOutcome;

    /// <summary>Not like that; nothing is written.</summary>
    public sealed record Refused(string Reason) : TaskOutcome;
}
