using CustomerFlow.Data.Workflows.Turns;

namespace CustomerFlow.Data.Workflows.Loops;

/// <summary>
/// How loops find work: instances in key order, those that another node has are skipped. More candidates than a batch takes, so that a
/// second batch at the same time finds some that the first did not lock.
/// </summary>
internal static class ClaimSql
{
    /// <summary>$1 business time, $2 timers at most, $3 one instance only (or null).</summary>
    public const string InstancesWithTimers =
        $"""
        select {InstanceSql.Columns} from customerflow.instance i where i.key in (
            select instance_key from customerflow.timer
            where not held and due_at <= $1 and (retry_at is null or retry_at <= now()) and ($3::bigint is null or instance_key = $3)
            order by due_at limit 4 * $2)
        order by i.key limit $2 for no key update skip locked
        """;

    /// <summary>$1 business time, $2 the instances, $3 timers at most per instance. Read under the lock: what is there is due.</summary>
    public const string DueTimers =
        """
        select instance_key, key from (
            select instance_key, key, due_at, row_number() over (partition by instance_key order by due_at, key) as place
            from customerflow.timer
            where instance_key = any($2) and not held and due_at <= $1 and (retry_at is null or retry_at <= now())) due
        where place <= $3 order by instance_key, due_at, key
        """;

    /// <summary>$1 unused, $2 events at most, $3 one instance only (or null).</summary>
    public const string InstancesWithEvents =
        $"""
        select {InstanceSql.Columns} from customerflow.instance i where i.key in (
            select instance_key from customerflow.instance_event
            where due_at <= now() and $1::timestamptz is not null and ($3::bigint is null or instance_key = $3)
            order by due_at limit 4 * $2)
        order by i.key limit $2 for no key update skip locked
        """;

    /// <summary>$1 unused, $2 the instances, $3 events at most per instance. One that waits for a try holds those behind it.</summary>
    public const string DueEvents =
        """
        select instance_key, id, kind, subscription_key, message_key, event::text from (
            select e.*, row_number() over (partition by instance_key order by id) as place,
                bool_or(due_at > now()) over (partition by instance_key order by id) as waits
            from customerflow.instance_event e
            where instance_key = any($2) and due_at is not null and $1::timestamptz is not null) due
        where place <= $3 and not waits order by instance_key, id
        """;

    /// <summary>The earliest business time at which a timer or a start is due.</summary>
    public const string NextTimer =
        """
        select least(
            (select min(due_at) from customerflow.timer where not held),
            (select min(due_at) from customerflow.start_subscription where due_at is not null))
        """;

    /// <summary>$1 business time, $2 starts at most.</summary>
    public const string DueStarts =
        """
        select key, process_id, process_definition_key, release_key, element_id, name, due_at, runs_left
        from customerflow.start_subscription where due_at <= $1 order by due_at limit $2 for update skip locked
        """;

    // After a failed turn: another try later, or parked with an incident. One statement, so that it is counted exactly once.
    /// <summary>$1 the timer, $2 tries at most, $3 wait, $4 key for an incident, $5 message, $6 business time.</summary>
    public const string TimerFailed =
        """
        with locked as (
            select key from customerflow.instance
            where key = (select instance_key from customerflow.timer where key = $1) for no key update),
        counted as (
            update customerflow.timer set attempts = attempts + 1, retry_at = now() + $3 * power(2, attempts), held = attempts + 1 >= $2
            where key = $1 and exists (select from locked) returning key, instance_key, element_instance_key, element_id, held),
        noted as (
            insert into customerflow.incident (key, instance_key, element_instance_key, element_id, process_definition_key, process_id,
                kind, message, source_key, created_at)
            select $4, c.instance_key, c.element_instance_key, c.element_id, i.process_definition_key, i.process_id, 11, $5, c.key, $6
            from counted c join customerflow.instance i on i.key = c.instance_key where c.held returning instance_key)
        update customerflow.instance i set open_incidents = open_incidents + 1 from noted where i.key = noted.instance_key
        """;

    /// <summary>The same for an event of an instance.</summary>
    public const string EventFailed =
        """
        with locked as (
            select key from customerflow.instance
            where key = (select instance_key from customerflow.instance_event where id = $1) for no key update),
        counted as (
            update customerflow.instance_event set attempts = attempts + 1,
                due_at = case when attempts + 1 < $2 then now() + $3 * power(2, attempts) end
            where id = $1 and exists (select from locked) returning id, instance_key, due_at is null as held),
        noted as (
            insert into customerflow.incident (key, instance_key, element_instance_key, element_id, process_definition_key, process_id,
                kind, message, source_key, created_at)
            select $4, c.instance_key, c.instance_key, i.process_id, i.process_definition_key, i.process_id, 11, $5, c.id, $6
            from counted c join customerflow.instance i on i.key = c.instance_key where c.held returning instance_key)
        update customerflow.instance i set open_incidents = open_incidents + 1 from noted where i.key = noted.instance_key
        """;
}
