using CustomerFlow.Workflows.Execution;
using Npgsql;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>The statements on <c>instance</c> and <c>instance_event</c>.</summary>
internal static class InstanceSql
{
    public const string Columns =
        "i.key, i.release_key, i.process_definition_key, i.process_id, i.parent_key, i.root_key, i.correlation_key, i.revision, " +
        "i.status, i.open_incidents, i.state";

    // "no key update" lets rows that point at the instance be written meanwhile.
    public const string Lock = $"select {Columns} from customerflow.instance i where i.key = $1 for no key update";

    /// <summary>$1 an instance that never began, $2 business time.</summary>
    public const string GiveUp = "update customerflow.instance set status = 3, ended_at = $2 where key = $1 and revision = 0";

    public static readonly RowSql<InstanceRow> Insert = new(
        """
        insert into customerflow.instance (key, release_key, process_definition_key, process_id, parent_key, parent_element_instance_key,
            root_key, correlation_key, revision, status, open_incidents, state, variables, local_variables, started_at, ended_at)
        select a, b, c, d, e, f, g, h, i, j, k, l, m::jsonb, n::jsonb, o, p
        from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::text[], $9::int[],
            $10::smallint[], $11::int[], $12::bytea[], $13::text[], $14::text[], $15::timestamptz[], $16::timestamptz[])
            as r(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)
        """,
        RowColumn<InstanceRow>.Long(row => row.Key),
        RowColumn<InstanceRow>.Long(row => row.ReleaseKey),
        RowColumn<InstanceRow>.Long(row => row.ProcessDefinitionKey),
        RowColumn<InstanceRow>.Text(row => row.ProcessId),
        RowColumn<InstanceRow>.LongOrNull(row => row.ParentKey),
        RowColumn<InstanceRow>.LongOrNull(row => row.ParentElementInstanceKey),
        RowColumn<InstanceRow>.Long(row => row.RootKey),
        RowColumn<InstanceRow>.Text(row => row.CorrelationKey),
        RowColumn<InstanceRow>.Int(row => row.Revision),
        RowColumn<InstanceRow>.Short(row => (short)row.Status),
        RowColumn<InstanceRow>.Int(row => row.OpenIncidents),
        RowColumn<InstanceRow>.Bytes(row => row.State),
        RowColumn<InstanceRow>.Text(row => row.Variables),
        RowColumn<InstanceRow>.Text(row => row.LocalVariables),
        RowColumn<InstanceRow>.Time(row => row.StartedAt),
        RowColumn<InstanceRow>.TimeOrNull(row => row.EndedAt));

    public static readonly RowSql<InstanceChange> Update = new(
        """
        update customerflow.instance i set revision = r.b, state = r.c, variables = coalesce(r.d::jsonb, i.variables),
            local_variables = nullif((coalesce(i.local_variables, '{}') || coalesce(r.e::jsonb, '{}')) - string_to_array(r.x, ','), '{}'),
            status = r.f, open_incidents = r.g, ended_at = r.h
        from unnest($1::bigint[], $2::int[], $3::bytea[], $4::text[], $5::text[], $6::text[], $7::smallint[], $8::int[], $9::timestamptz[])
            as r(a, b, c, d, e, x, f, g, h)
        where i.key = r.a and i.revision = r.b - 1
        """,
        RowColumn<InstanceChange>.Long(row => row.Key),
        RowColumn<InstanceChange>.Int(row => row.Revision),
        RowColumn<InstanceChange>.Bytes(row => row.State),
        RowColumn<InstanceChange>.Text(row => row.Variables),
        RowColumn<InstanceChange>.Text(row => row.LocalVariables),
        RowColumn<InstanceChange>.Text(row => row.EndedScopes),
        RowColumn<InstanceChange>.Short(row => (short)row.Status),
        RowColumn<InstanceChange>.Int(row => row.OpenIncidents),
        RowColumn<InstanceChange>.TimeOrNull(row => row.EndedAt));

    public static readonly RowSql<InstanceEventRow> InsertEvents = new(
        """
        insert into customerflow.instance_event (instance_key, kind, subscription_key, message_key, event, attempts, due_at)
        select a, b, c, d, e::json, 0, now()
        from unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::text[]) as r(a, b, c, d, e)
        """,
        RowColumn<InstanceEventRow>.Long(row => row.InstanceKey),
        RowColumn<InstanceEventRow>.Short(row => (short)row.Kind),
        RowColumn<InstanceEventRow>.LongOrNull(row => row.SubscriptionKey),
        RowColumn<InstanceEventRow>.LongOrNull(row => row.MessageKey),
        RowColumn<InstanceEventRow>.Text(row => row.Event));

    public static readonly RowSql<long> DeleteEvents = new(
        "delete from customerflow.instance_event where id = any($1::bigint[])", RowColumn<long>.Long(id => id));

    /// <summary>Reads the columns of <see cref="Columns"/>, in order.</summary>
    public static LockedInstance Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3),
        reader.IsDBNull(4) ? null : reader.GetInt64(4), reader.GetInt64(5), reader.IsDBNull(6) ? null : reader.GetString(6),
        reader.GetInt32(7), (InstanceStatus)reader.GetInt16(8), reader.GetInt32(9),
        reader.GetFieldValue<byte[]>(10));
}

/// <summary>An instance as it was read under its lock.</summary>
internal sealed record LockedInstance(
    long Key, long ReleaseKey, long ProcessDefinitionKey, string ProcessId, long? ParentKey, long RootKey, string? CorrelationKey,
    int Revision, InstanceStatus Status, int OpenIncidents, byte[] State);
