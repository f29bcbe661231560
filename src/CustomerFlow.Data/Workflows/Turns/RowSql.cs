using Npgsql;
using NpgsqlTypes;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>
/// One statement for any number of rows: each column goes over as an array (<c>unnest</c>), so its text never changes. A single row, the
/// usual case of a person's step, goes over as plain values: the planner then sees no join and no function, which halves its time.
/// </summary>
internal sealed class RowSql<T>(string sql, params RowColumn<T>[] columns)
{
    private readonly string? sqlOfOne = SingleRow.Of(sql);

    public void AddTo(NpgsqlBatch batch, IReadOnlyList<T> rows)
    {
        if (rows.Count > 0) Part(rows).AddTo(batch);
    }

    /// <summary>The same, as a part of one statement with others that touch other rows.</summary>
    public void AddTo(JoinedSql joined, IReadOnlyList<T> rows)
    {
        if (rows.Count > 0) joined.Add(Part(rows));
    }

    private SqlPart Part(IReadOnlyList<T> rows)
    {
        var isOne = rows.Count == 1 && sqlOfOne is not null;
        var parameters = new NpgsqlParameter[columns.Length];
        for (var i = 0; i < parameters.Length; i++) parameters[i] = isOne ? columns[i].ReadOne(rows[0]) : columns[i].Read(rows);
        return new SqlPart(isOne ? sqlOfOne! : sql, parameters);
    }
}

/// <summary>Makes the statement for one row of the one for many.</summary>
internal static class SingleRow
{
    private const string Start = "from unnest(";

    /// <summary><c>unnest($1::bigint[], …)</c> becomes <c>(values ($1::bigint, …))</c>; null where there is none.</summary>
    public static string? Of(string sql)
    {
        var start = sql.IndexOf(Start, StringComparison.Ordinal);
        if (start < 0) return null;
        var end = sql.IndexOf(')', start);
        var arrays = sql[(start + Start.Length)..end];
        return $"{sql[..start]}from (values ({arrays.Replace("[]", "", StringComparison.Ordinal)})){sql[(end + 1)..]}";
    }
}

/// <summary>How one column of many rows, or of one, becomes a parameter.</summary>
internal sealed record RowColumn<T>(Func<IReadOnlyList<T>, NpgsqlParameter> Read, Func<T, NpgsqlParameter> ReadOne)
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

    private static RowColumn<T> Of<TValue>(NpgsqlDbType type, Func<T, TValue> read) => new(
        rows =>
        {
            var values = new TValue[rows.Count];
            for (var i = 0; i < values.Length; i++) values[i] = read(rows[i]);
            return new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
        },
        row => read(row) is { } value
            ? new NpgsqlParameter<TValue> { TypedValue = value, NpgsqlDbType = type }
            : new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = type });
}
