using CustomerFlow.Data.Workflows.Turns;
using Npgsql;

namespace CustomerFlow.Data.Workflows.Steps;

/// <summary>Rows that inline steps asked for, of one turn or of many.</summary>
internal sealed class StepWrites
{
    public List<OutgoingMailRow> Mails { get; } = [];

    public List<CaseRow> NewCases { get; } = [];

    /// <summary>Changes of single rows, in order.</summary>
    public List<NpgsqlBatchCommand> Commands { get; } = [];

    public void AddTo(NpgsqlBatch batch)
    {
        StepSql.InsertCases.AddTo(batch, NewCases);
        foreach (var command in Commands) batch.BatchCommands.Add(command);
        StepSql.InsertMails.AddTo(batch, Mails);
    }
}

/// <summary>The statements for the rows of inline steps.</summary>
internal static class StepSql
{
    public const string ChangeCase =
        """
        update customerflow."case" c set title = coalesce($2, c.title), customer_key = coalesce($3, c.customer_key),
            contact_key = coalesce($4, c.contact_key), owner = coalesce($5, c.owner), team = coalesce($6, c.team),
            priority = coalesce($7, c.priority), status = coalesce($8, c.status), outcome = coalesce($9, c.outcome),
            due_at = coalesce($10, c.due_at), first_response_at = coalesce(c.first_response_at, $11),
            closed_at = case when $12 is null then c.closed_at when $12 then coalesce(c.closed_at, $14) end,
            fields = c.fields || coalesce($13::jsonb, '{}'), revision = c.revision + 1
        where c.instance_key = $1
        """;

    public const string OpenClock =
        """
        insert into customerflow.case_clock (instance_key, name, round, calendar, started_at, target_seconds, due_at)
        select $1, $2, 1 + coalesce(max(round), 0), $3, $4, $5, $6 from customerflow.case_clock where instance_key = $1 and name = $2
        """;

    public const string PauseClock =
        """
        with paused as (
            update customerflow.case_clock set paused_at = $3, left_seconds = $4, paused_for = $5
            where instance_key = $1 and name = $2 and stopped_at is null and paused_at is null returning 1)
        update customerflow.timer set held = true where instance_key = $1 and clock = $2 and exists (select from paused)
        """;

    // A timer at half of the target moves as far as the target's end moves, so a reminder keeps its distance.
    public const string ResumeClock =
        """
        with before as (
            select round, due_at from customerflow.case_clock
            where instance_key = $1 and name = $2 and stopped_at is null and paused_at is not null for update),
        resumed as (
            update customerflow.case_clock c set paused_at = null, paused_for = null, left_seconds = null, due_at = $3 from before b
            where c.instance_key = $1 and c.name = $2 and c.round = b.round)
        update customerflow.timer t set held = false, due_at = t.due_at + ($3 - b.due_at) from before b
        where t.instance_key = $1 and t.clock = $2
        """;

    public const string StopClock =
        """
        update customerflow.case_clock set stopped_at = $3, was_late = due_at < coalesce(paused_at, $3)
        where instance_key = $1 and name = $2 and stopped_at is null
        """;

    public const string AssignTasks =
        """
        with changed as (
            update customerflow.user_task t set assignee = $3,
                candidate_groups = case when $4::text is null then t.candidate_groups else string_to_array($4, E'\x1f') end,
                revision = t.revision + 1
            where t.instance_key = $1 and t.state = 1 and ($2::text is null or t.element_id = $2)
            returning t.element_id, t.element_instance_key)
        insert into customerflow.element_event (instance_key, kind, element_id, element_instance_key, at, detail)
        select $1, 7, element_id, element_instance_key, $5, json_build_object('assignee', $3::text) from changed
        """;

    public const string RaiseTasks =
        """
        with changed as (
            update customerflow.user_task t set priority = $3, revision = t.revision + 1
            where t.instance_key = $1 and t.state = 1 and t.element_id = $2 and t.priority < $3
            returning t.element_id, t.element_instance_key, t.priority)
        insert into customerflow.element_event (instance_key, kind, element_id, element_instance_key, at, detail)
        select $1, 8, element_id, element_instance_key, $4,
        json_build_object('change', json_build_object('Priority', priority)) from changed
        """;

    public static readonly RowSql<CaseRow> InsertCases = new(
        """
        insert into customerflow."case" (instance_key, number, type, title, customer_key, contact_key, owner, team, priority, status,
            received_at, opened_at, due_at, fields, revision)
        select a, b, c, d, e, f, g, h, i, j, k, l, m, n::jsonb, 1
        from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::text[], $9::smallint[],
            $10::text[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::text[])
            as r(a, b, c, d, e, f, g, h, i, j, k, l, m, n)
        """,
        RowColumn<CaseRow>.Long(row => row.InstanceKey),
        RowColumn<CaseRow>.Text(row => row.Number),
        RowColumn<CaseRow>.Text(row => row.Type),
        RowColumn<CaseRow>.Text(row => row.Title),
        RowColumn<CaseRow>.LongOrNull(row => row.CustomerKey),
        RowColumn<CaseRow>.LongOrNull(row => row.ContactKey),
        RowColumn<CaseRow>.Text(row => row.Owner),
        RowColumn<CaseRow>.Text(row => row.Team),
        RowColumn<CaseRow>.Short(row => row.Priority),
        RowColumn<CaseRow>.Text(row => row.Status),
        RowColumn<CaseRow>.Time(row => row.ReceivedAt),
        RowColumn<CaseRow>.Time(row => row.OpenedAt),
        RowColumn<CaseRow>.TimeOrNull(row => row.DueAt),
        RowColumn<CaseRow>.Text(row => row.Fields));

    // The unique key is the promise "one mail per step, purpose and recipient"; a second one is dropped, not an error.
    public static readonly RowSql<OutgoingMailRow> InsertMails = new(
        """
        insert into customerflow.outgoing_mail (key, instance_key, element_instance_key, purpose, audience, recipient_key, language,
            message_id, content, unsubscribe_path, correlation_key, on_delivered, on_failed, queued_at, state, answer, settled_at, due_at,
            attempts, epoch)
        select a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, now(), 0, 0
        from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::smallint[], $6::bigint[], $7::text[], $8::text[], $9::bytea[],
            $10::text[], $11::text[], $12::text[], $13::text[], $14::timestamptz[], $15::smallint[], $16::text[], $17::timestamptz[])
            as r(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q)
        on conflict (element_instance_key, purpose, audience, recipient_key) do nothing
        """,
        RowColumn<OutgoingMailRow>.Long(row => row.Key),
        RowColumn<OutgoingMailRow>.LongOrNull(row => row.InstanceKey),
        RowColumn<OutgoingMailRow>.Long(row => row.ElementInstanceKey),
        RowColumn<OutgoingMailRow>.Text(row => row.Purpose),
        RowColumn<OutgoingMailRow>.Short(row => (short)row.Audience),
        RowColumn<OutgoingMailRow>.Long(row => row.RecipientKey),
        RowColumn<OutgoingMailRow>.Text(row => row.Language),
        RowColumn<OutgoingMailRow>.Text(row => row.MessageId),
        RowColumn<OutgoingMailRow>.Bytes(row => row.Content),
        RowColumn<OutgoingMailRow>.Text(row => row.UnsubscribePath),
        RowColumn<OutgoingMailRow>.Text(row => row.CorrelationKey),
        RowColumn<OutgoingMailRow>.Text(row => row.OnDelivered),
        RowColumn<OutgoingMailRow>.Text(row => row.OnFailed),
        RowColumn<OutgoingMailRow>.Time(row => row.QueuedAt),
        RowColumn<OutgoingMailRow>.Short(row => (short)row.State),
        RowColumn<OutgoingMailRow>.Text(row => row.Answer),
        RowColumn<OutgoingMailRow>.TimeOrNull(row => row.SettledAt));
}
