using Npgsql;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>Which instance a turn is for, and what is loaded with it under the same lock order: instance, then task.</summary>
internal sealed class TurnTarget
{
    private const string LockByTask =
        $"select {InstanceSql.Columns} from customerflow.instance i " +
        "where i.key = (select instance_key from customerflow.user_task where key = $1) for no key update";

    private const string LockByJob =
        $"select {InstanceSql.Columns} from customerflow.instance i " +
        "where i.key = (select instance_key from customerflow.job where key = $1) for no key update";

    private const string LockByIncident =
        $"select {InstanceSql.Columns} from customerflow.instance i " +
        "where i.key = (select instance_key from customerflow.incident where key = $1) for no key update";

    private readonly long key;
    private readonly string lockSql;
    private readonly string? loadSql;

    private TurnTarget(long key, string lockSql, string? loadSql, bool isTask)
    {
        this.key = key;
        this.lockSql = lockSql;
        this.loadSql = loadSql;
        IsTask = isTask;
    }

    public bool LoadsMore => loadSql is not null;

    public bool IsTask { get; }

    private string? Username { get; init; }

    public static TurnTarget Instance(long key) => new(key, InstanceSql.Lock, null, false);

    /// <param name="key">The task.</param>
    /// <param name="username">Who asks for it; null for the product itself.</param>
    public static TurnTarget Task(long key, string? username) => new(key, LockByTask, TaskSql.Lock, true) { Username = username };

    public static TurnTarget Job(long key) => new(key, LockByJob, JobSql.Lock, false);

    public static TurnTarget Incident(long key) => new(key, LockByIncident, null, false);

    public void AddTo(NpgsqlBatch batch)
    {
        batch.BatchCommands.Add(Command(lockSql));
        if (loadSql is null) return;
        var load = Command(loadSql);
        if (IsTask) load.Parameters.Add(new() { Value = (object?)Username ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        batch.BatchCommands.Add(load);
    }

    private NpgsqlBatchCommand Command(string sql) => new(sql) { Parameters = { new NpgsqlParameter<long> { TypedValue = key } } };
}
