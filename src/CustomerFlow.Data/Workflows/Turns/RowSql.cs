using Npgsql;
using NpgsqlTypes;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>One statement for any number of rows: each column goes over as an array (<c>unnest</c>), so its text never changes.</summary>
internal sealed class RowSql<T>(string sql, params RowColumn<T>[] columns)
{
    public void AddTo(NpgsqlBatch batch, IReadOnlyList<T> rows)
    {
        if (rows.Count == 0) return;
        var command = new NpgsqlBatchCommand(sql);
        foreach (var column in columns) command.Parameters.Add(column.Read(rows));
        batch.BatchCommands.Add(command);
    }
}

/// <summary>How one column of many rows becomes a parameter.</summary>
internal sealed record RowColumn<T>(Func<IReadOnlyList<T>, NpgsqlParameter> Read)
{
    public static RowColumn<T> Long(Func<T, long> read) => Of(NpgsqlDbType.Bigint, read);

    public static RowColumn<T> LongOrNull(Func<T, long?> read) => Of(NpgsqlDbType.Bigint, read);

    public static RowColumn<T> Int(Func<T, int> read) => Of(NpgsqlDbType.Integer, read);

    public static RowColumn<T> Short(Func<T, short> read) => Of(NpgsqlDbType.Smallint, read);

    public static RowColumn<T> Flag(Func<T, bool> read) => Of(NpgsqlDbType.Boolean, read);

    public static RowColumn<T> FlagOrNull(Func<T, bool?> read) => Of(NpgsqlDbType.Boolean, read);

    public static RowColumn<T> Text(Func<T, string?> read) => Of(NpgsqlDbType.Text, read);

    public static RowColumn<T> Bytes(Func<T, byte[]?> read) => Of(NpgsqlDbType.Bytea, read);

    public static RowColumn<T> Time(Func<T, DateTimeOffset> read) => Of(NpgsqlDbType.TimestampTz, read);

    public static RowColumn<T> TimeOrNull(Func<T, DateTimeOffset?> read) => Of(NpgsqlDbType.TimestampTz, read);

    /// <summary>Arrays of arrays do not exist in PostgreSQL: the inner ones travel as text and are split there.</summary>
    public static RowColumn<T> Texts(Func<T, string[]> read) => Text(row => string.Join('\u001f', read(row)));

    private static RowColumn<T> Of<TValue>(NpgsqlDbType type, Func<T, TValue> read) => new(rows =>
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = read(rows[i]);
        return new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    });
}
