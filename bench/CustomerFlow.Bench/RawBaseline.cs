using Npgsql;

namespace CustomerFlow.Bench;

/// <summary>
/// What PostgreSQL itself allows: BEGIN with a batch of one update of 1 kB, a task, an element event and a timer, then COMMIT; two round
/// trips, statements prepared.
/// </summary>
internal sealed class RawBaseline(BenchServer server)
{
    private const int Rows = 2_000;
    private static readonly byte[] State = new byte[1024];
    private long nextKey;

    public async Task PrepareAsync()
    {
        await server.ExecuteAsync(
            $"""
            create table bench.instance (key bigint primary key, revision int not null, state bytea not null) with (fillfactor = 70);
            create table bench.task (key bigint primary key, instance_key bigint not null, name text not null, due_at timestamptz);
            create index on bench.task (due_at);
            create table bench.element_event (instance_key bigint not null, kind smallint not null, element_id text not null,
                at timestamptz not null);
            create index on bench.element_event (instance_key);
            create table bench.timer (key bigint primary key, instance_key bigint not null, due_at timestamptz not null);
            create index on bench.timer (due_at);
            insert into bench.instance select n, 0, decode(repeat('00', 1024), 'hex') from generate_series(1, {Rows}) n
            """);
    }

    /// <summary>One unit of work.</summary>
    public async Task<bool> OnceAsync(int caller)
    {
        var key = Interlocked.Increment(ref nextKey);
        var instance = key % Rows + 1;
        await using var connection = await server.DataSource.OpenConnectionAsync();
        await using (var batch = new NpgsqlBatch(connection))
        {
            Add(batch, "begin");
            Add(batch, "update bench.instance set revision = revision + 1, state = $2 where key = $1", instance, State);
            Add(batch, "insert into bench.task values ($1, $2, 'Task', now())", key, instance);
            Add(batch, "insert into bench.element_event values ($1, 1, 'task', now())", instance);
            Add(batch, "insert into bench.timer values ($1, $2, now())", key, instance);
            await batch.ExecuteNonQueryAsync();
        }

        await using var commit = new NpgsqlCommand("commit", connection);
        await commit.ExecuteNonQueryAsync();
        return true;
    }

    private static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }
}
