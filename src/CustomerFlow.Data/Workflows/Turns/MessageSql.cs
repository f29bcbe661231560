using Npgsql;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>The statements on messages, signals and who waits for them.</summary>
internal static class MessageSql
{
    public static readonly RowSql<MessageSubscriptionRow> InsertSubscriptions = new(
        """
        insert into customerflow.message_subscription (key, instance_key, process_id, element_instance_key, element_id, message_name,
            correlation_key, is_interrupting)
        select a, b, c, d, e, f, g, h
        from unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::boolean[])
            as r(a, b, c, d, e, f, g, h)
        """,
        RowColumn<MessageSubscriptionRow>.Long(row => row.Key),
        RowColumn<MessageSubscriptionRow>.Long(row => row.InstanceKey),
        RowColumn<MessageSubscriptionRow>.Text(row => row.ProcessId),
        RowColumn<MessageSubscriptionRow>.Long(row => row.ElementInstanceKey),
        RowColumn<MessageSubscriptionRow>.Text(row => row.ElementId),
        RowColumn<MessageSubscriptionRow>.Text(row => row.MessageName),
        RowColumn<MessageSubscriptionRow>.Text(row => row.CorrelationKey),
        RowColumn<MessageSubscriptionRow>.Flag(row => row.IsInterrupting));

    public static readonly RowSql<long> DeleteSubscriptions = new(
        "delete from customerflow.message_subscription where key = any($1::bigint[])", RowColumn<long>.Long(key => key));

    public static readonly RowSql<SignalSubscriptionRow> InsertSignalSubscriptions = new(
        """
        insert into customerflow.signal_subscription (key, instance_key, element_instance_key, element_id, signal_name)
        select a, b, c, d, e from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[]) as r(a, b, c, d, e)
        """,
        RowColumn<SignalSubscriptionRow>.Long(row => row.Key),
        RowColumn<SignalSubscriptionRow>.Long(row => row.InstanceKey),
        RowColumn<SignalSubscriptionRow>.Long(row => row.ElementInstanceKey),
        RowColumn<SignalSubscriptionRow>.Text(row => row.ElementId),
        RowColumn<SignalSubscriptionRow>.Text(row => row.SignalName));

    public static readonly RowSql<long> DeleteSignalSubscriptions = new(
        "delete from customerflow.signal_subscription where key = any($1::bigint[])", RowColumn<long>.Long(key => key));

    private const string KeepMessage =
        """
        insert into customerflow.message (key, name, correlation_key, message_id, variables, published_at, expires_at)
        values ($1, $2, $3, $4, $5::json, $6, $7)
        """;

    // A message goes to each process once: to the instance that has waited longest, else to its start event, unless an instance that
    // the same key started is alive. Keys of new instances come straight from the sequence: starts by message are rare.
    private const string Deliver =
        """
        with waiting as (
            select key, instance_key, process_id, is_interrupting from customerflow.message_subscription where key = any(array(
                select min(key) from customerflow.message_subscription where message_name = $1 and correlation_key = $2
                group by process_id))
            for update),
        ended_waits as (
            delete from customerflow.message_subscription where key in (select key from waiting where is_interrupting)),
        starting as (
            select s.*, nextval('customerflow.key') as new_key from customerflow.start_subscription s
            where s.trigger = 1 and s.name = $1 and s.process_id not in (select process_id from waiting) and ($2 = '' or not exists (
                select from customerflow.instance i where i.process_id = s.process_id and i.correlation_key = $2 and i.status = 1))),
        started as (
            insert into customerflow.instance (key, release_key, process_definition_key, process_id, root_key, correlation_key, revision,
                status, open_incidents, state, variables, started_at)
            select new_key, release_key, process_definition_key, process_id, new_key, nullif($2, ''), 0, 1, 0, ''::bytea, '{}', $5
            from starting),
        marked as (
            insert into customerflow.message_correlation (message_key, process_id, instance_key)
            select $3, process_id, instance_key from waiting where $6 union all select $3, process_id, new_key from starting where $6)
        insert into customerflow.instance_event (instance_key, kind, subscription_key, message_key, event, attempts, due_at)
        select instance_key, 2, key, $3, $4::json, 0, now() from waiting
        union all
        select new_key, 4, null, $3, json_build_object('element', element_id, 'variables', $4::json), 0, now() from starting
        """;

    // The other direction: a new wait looks at the messages that are kept, oldest first.
    private const string DeliverKept =
        """
        with found as (
            select distinct on (s.key) s.key, s.instance_key, s.process_id, s.is_interrupting, m.key as message_key, m.variables
            from customerflow.message_subscription s
            join customerflow.message m on m.name = s.message_name and m.correlation_key = s.correlation_key and m.expires_at > $2
            where s.key = any($1) and not exists (
                select from customerflow.message_correlation c where c.message_key = m.key and c.process_id = s.process_id)
            order by s.key, m.key),
        once as (select distinct on (message_key, process_id) * from found order by message_key, process_id, key),
        marked as (
            insert into customerflow.message_correlation (message_key, process_id, instance_key)
            select message_key, process_id, instance_key from once),
        ended_waits as (
            delete from customerflow.message_subscription where key in (select key from once where is_interrupting))
        insert into customerflow.instance_event (instance_key, kind, subscription_key, message_key, event, attempts, due_at)
        select instance_key, 2, key, message_key, variables, 0, now() from once
        """;

    private const string DeliverKeptToStart =
        """
        with starting as (
            select s.process_id, s.process_definition_key, s.release_key, s.element_id, m.key as message_key, m.variables,
                nextval('customerflow.key') as new_key
            from customerflow.start_subscription s
            join customerflow.message m on m.name = s.name and m.correlation_key = $2 and m.expires_at > $3
            where s.trigger = 1 and s.process_id = $1 and not exists (
                select from customerflow.message_correlation c where c.message_key = m.key and c.process_id = $1)
            order by m.key limit 1),
        started as (
            insert into customerflow.instance (key, release_key, process_definition_key, process_id, root_key, correlation_key, revision,
                status, open_incidents, state, variables, started_at)
            select new_key, release_key, process_definition_key, process_id, new_key, $2, 0, 1, 0, ''::bytea, '{}', $3 from starting),
        marked as (
            insert into customerflow.message_correlation (message_key, process_id, instance_key)
            select message_key, process_id, new_key from starting)
        insert into customerflow.instance_event (instance_key, kind, message_key, event, attempts, due_at)
        select new_key, 4, message_key, json_build_object('element', element_id, 'variables', variables), 0, now() from starting
        """;

    private const string DeliverSignal =
        """
        with starting as (
            select s.*, nextval('customerflow.key') as new_key from customerflow.start_subscription s where s.trigger = 3 and s.name = $1),
        started as (
            insert into customerflow.instance (key, release_key, process_definition_key, process_id, root_key, revision, status,
                open_incidents, state, variables, started_at)
            select new_key, release_key, process_definition_key, process_id, new_key, 0, 1, 0, ''::bytea, '{}', $3 from starting)
        insert into customerflow.instance_event (instance_key, kind, subscription_key, event, attempts, due_at)
        select instance_key, 3, key, $2::json, 0, now() from customerflow.signal_subscription where signal_name = $1
        union all
        select new_key, 4, null, json_build_object('element', element_id, 'variables', $2::json), 0, now() from starting
        """;

    public static void Publish(NpgsqlBatch batch, MessageRow message, DateTimeOffset now)
    {
        var isKept = message.ExpiresAt > now;
        if (isKept)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(KeepMessage)
            {
                Parameters =
                {
                    new() { Value = message.Key }, new() { Value = message.Name }, new() { Value = message.CorrelationKey },
                    new() { Value = (object?)message.MessageId ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
                    new() { Value = message.Variables }, new() { Value = message.PublishedAt }, new() { Value = message.ExpiresAt },
                },
            });
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand(Deliver)
        {
            Parameters =
            {
                new() { Value = message.Name }, new() { Value = message.CorrelationKey }, new() { Value = message.Key },
                new() { Value = message.Variables }, new() { Value = now }, new() { Value = isKept },
            },
        });
    }

    public static void CorrelateKept(NpgsqlBatch batch, IReadOnlyList<MessageSubscriptionRow> subscriptions, DateTimeOffset now)
    {
        if (subscriptions.Count == 0) return;
        batch.BatchCommands.Add(new NpgsqlBatchCommand(DeliverKept)
        {
            Parameters = { new() { Value = subscriptions.Select(row => row.Key).ToArray() }, new() { Value = now } },
        });
    }

    public static void StartKept(NpgsqlBatch batch, FreedMessageKey freed, DateTimeOffset now) =>
        batch.BatchCommands.Add(new NpgsqlBatchCommand(DeliverKeptToStart)
        {
            Parameters = { new() { Value = freed.ProcessId }, new() { Value = freed.CorrelationKey }, new() { Value = now } },
        });

    public static void Broadcast(NpgsqlBatch batch, SignalBroadcast signal, DateTimeOffset now) =>
        batch.BatchCommands.Add(new NpgsqlBatchCommand(DeliverSignal)
        {
            Parameters = { new() { Value = signal.Name }, new() { Value = signal.Variables }, new() { Value = now } },
        });
}
