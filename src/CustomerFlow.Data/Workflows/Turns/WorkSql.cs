namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>The statements on open work: tasks, jobs, timers, incidents.</summary>
internal static class WorkSql
{
    public static readonly RowSql<UserTaskRow> InsertTasks = new(
        """
        insert into customerflow.user_task (key, instance_key, element_instance_key, element_id, process_definition_key, process_id, name,
            state, assignee, candidate_groups, candidate_users, priority, due_at, follow_up_at, form_id, external_form_reference, headers,
            created_at, revision)
        select a, b, c, d, e, f, g, 1, h, string_to_array(i, E'\x1f'), string_to_array(j, E'\x1f'), k, l, m, n, o, p::json, q, 1
        from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[],
            $10::text[], $11::smallint[], $12::timestamptz[], $13::timestamptz[], $14::text[], $15::text[], $16::text[], $17::timestamptz[])
            as r(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q)
        """,
        RowColumn<UserTaskRow>.Long(row => row.Key),
        RowColumn<UserTaskRow>.Long(row => row.InstanceKey),
        RowColumn<UserTaskRow>.Long(row => row.ElementInstanceKey),
        RowColumn<UserTaskRow>.Text(row => row.ElementId),
        RowColumn<UserTaskRow>.Long(row => row.ProcessDefinitionKey),
        RowColumn<UserTaskRow>.Text(row => row.ProcessId),
        RowColumn<UserTaskRow>.Text(row => row.Name),
        RowColumn<UserTaskRow>.Text(row => row.Assignee),
        RowColumn<UserTaskRow>.Texts(row => row.CandidateGroups),
        RowColumn<UserTaskRow>.Texts(row => row.CandidateUsers),
        RowColumn<UserTaskRow>.Short(row => row.Priority),
        RowColumn<UserTaskRow>.TimeOrNull(row => row.DueAt),
        RowColumn<UserTaskRow>.TimeOrNull(row => row.FollowUpAt),
        RowColumn<UserTaskRow>.Text(row => row.FormId),
        RowColumn<UserTaskRow>.Text(row => row.ExternalFormReference),
        RowColumn<UserTaskRow>.Text(row => row.Headers),
        RowColumn<UserTaskRow>.Time(row => row.CreatedAt));

    public static readonly RowSql<TaskEnd> EndTasks = new(
        """
        update customerflow.user_task t set state = r.b, ended_at = r.c, completed_by = r.d, revision = t.revision + 1
        from unnest($1::bigint[], $2::smallint[], $3::timestamptz[], $4::text[]) as r(a, b, c, d)
        where t.key = r.a and t.state = 1
        """,
        RowColumn<TaskEnd>.Long(row => row.Key),
        RowColumn<TaskEnd>.Short(row => (short)row.State),
        RowColumn<TaskEnd>.Time(row => row.At),
        RowColumn<TaskEnd>.Text(row => row.CompletedBy));

    public static readonly RowSql<JobRow> InsertJobs = new(
        """
        insert into customerflow.job (key, instance_key, element_instance_key, element_id, process_definition_key, process_id, kind, type,
            retries, headers, variables, state, available_at, epoch, error_message, created_at)
        select a, b, c, d, e, f, g, h, i, j::json, k::json, l, now(), 0, m, n
        from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::smallint[], $8::text[], $9::int[],
            $10::text[], $11::text[], $12::smallint[], $13::text[], $14::timestamptz[]) as r(a, b, c, d, e, f, g, h, i, j, k, l, m, n)
        """,
        RowColumn<JobRow>.Long(row => row.Key),
        RowColumn<JobRow>.Long(row => row.InstanceKey),
        RowColumn<JobRow>.Long(row => row.ElementInstanceKey),
        RowColumn<JobRow>.Text(row => row.ElementId),
        RowColumn<JobRow>.Long(row => row.ProcessDefinitionKey),
        RowColumn<JobRow>.Text(row => row.ProcessId),
        RowColumn<JobRow>.Short(row => (short)row.Kind),
        RowColumn<JobRow>.Text(row => row.Type),
        RowColumn<JobRow>.Int(row => row.Retries),
        RowColumn<JobRow>.Text(row => row.Headers),
        RowColumn<JobRow>.Text(row => row.Variables),
        RowColumn<JobRow>.Short(row => (short)row.State),
        RowColumn<JobRow>.Text(row => row.ErrorMessage),
        RowColumn<JobRow>.Time(row => row.CreatedAt));

    public static readonly RowSql<JobEnd> EndJobs = new(
        """
        update customerflow.job j set state = r.b, ended_at = r.c, error_message = coalesce(r.d, j.error_message), error_code = r.e
        from unnest($1::bigint[], $2::smallint[], $3::timestamptz[], $4::text[], $5::text[]) as r(a, b, c, d, e)
        where j.key = r.a and j.state in (1, 5)
        """,
        RowColumn<JobEnd>.Long(row => row.Key),
        RowColumn<JobEnd>.Short(row => (short)row.State),
        RowColumn<JobEnd>.Time(row => row.At),
        RowColumn<JobEnd>.Text(row => row.Message),
        RowColumn<JobEnd>.Text(row => row.ErrorCode));

    public static readonly RowSql<JobRetry> RetryJobs = new(
        """
        update customerflow.job j set retries = r.b, available_at = r.c, error_message = coalesce(r.d, j.error_message),
            state = case when r.b > 0 then 1 else 5 end, epoch = j.epoch + 1
        from unnest($1::bigint[], $2::int[], $3::timestamptz[], $4::text[]) as r(a, b, c, d)
        where j.key = r.a and j.state in (1, 5)
        """,
        RowColumn<JobRetry>.Long(row => row.Key),
        RowColumn<JobRetry>.Int(row => row.Retries),
        RowColumn<JobRetry>.Time(row => row.AvailableAt),
        RowColumn<JobRetry>.Text(row => row.Message));

    /// <summary>Of timers that follow no target clock: nothing can hold them, so no clock is looked for.</summary>
    public static readonly RowSql<TimerRow> InsertFreeTimers = new(
        """
        insert into customerflow.timer (key, instance_key, element_instance_key, element_id, due_at, held, attempts)
        select a, b, c, d, e, false, 0
        from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[]) as r(a, b, c, d, e)
        """,
        RowColumn<TimerRow>.Long(row => row.Key),
        RowColumn<TimerRow>.Long(row => row.InstanceKey),
        RowColumn<TimerRow>.Long(row => row.ElementInstanceKey),
        RowColumn<TimerRow>.Text(row => row.ElementId),
        RowColumn<TimerRow>.Time(row => row.DueAt));

    public static readonly RowSql<TimerRow> InsertTimers = new(
        """
        insert into customerflow.timer (key, instance_key, element_instance_key, element_id, due_at, clock, held, attempts)
        select a, b, c, d, e, f, f is not null and exists (
            select from customerflow.case_clock k
            where k.instance_key = b and k.name = f and k.stopped_at is null and k.paused_at is not null), 0
        from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[], $6::text[]) as r(a, b, c, d, e, f)
        """,
        RowColumn<TimerRow>.Long(row => row.Key),
        RowColumn<TimerRow>.Long(row => row.InstanceKey),
        RowColumn<TimerRow>.Long(row => row.ElementInstanceKey),
        RowColumn<TimerRow>.Text(row => row.ElementId),
        RowColumn<TimerRow>.Time(row => row.DueAt),
        RowColumn<TimerRow>.Text(row => row.Clock));

    public static readonly RowSql<long> DeleteTimers = new(
        "delete from customerflow.timer where key = any($1::bigint[])", RowColumn<long>.Long(key => key));

    public static readonly RowSql<IncidentRow> InsertIncidents = new(
        """
        insert into customerflow.incident (key, instance_key, element_instance_key, element_id, process_definition_key, process_id, kind,
            message, job_key, source_key, created_at)
        select a, b, c, d, e, f, g, h, i, j, k
        from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::smallint[], $8::text[],
            $9::bigint[], $10::bigint[], $11::timestamptz[]) as r(a, b, c, d, e, f, g, h, i, j, k)
        """,
        RowColumn<IncidentRow>.Long(row => row.Key),
        RowColumn<IncidentRow>.Long(row => row.InstanceKey),
        RowColumn<IncidentRow>.Long(row => row.ElementInstanceKey),
        RowColumn<IncidentRow>.Text(row => row.ElementId),
        RowColumn<IncidentRow>.Long(row => row.ProcessDefinitionKey),
        RowColumn<IncidentRow>.Text(row => row.ProcessId),
        RowColumn<IncidentRow>.Short(row => (short)row.Kind),
        RowColumn<IncidentRow>.Text(row => row.Message),
        RowColumn<IncidentRow>.LongOrNull(row => row.JobKey),
        RowColumn<IncidentRow>.LongOrNull(row => row.SourceKey),
        RowColumn<IncidentRow>.Time(row => row.CreatedAt));

    public static readonly RowSql<IncidentEnd> EndIncidents = new(
        """
        update customerflow.incident i set resolved_at = r.b, resolved_by = r.c
        from unnest($1::bigint[], $2::timestamptz[], $3::text[]) as r(a, b, c)
        where i.key = r.a and i.resolved_at is null
        """,
        RowColumn<IncidentEnd>.Long(row => row.Key),
        RowColumn<IncidentEnd>.Time(row => row.At),
        RowColumn<IncidentEnd>.Text(row => row.By));
}
