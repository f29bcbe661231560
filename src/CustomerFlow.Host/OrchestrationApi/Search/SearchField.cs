using System.Collections.Immutable;
using NpgsqlTypes;

namespace CustomerFlow.Host.OrchestrationApi.Search;

/// <summary>What a field's values are.</summary>
internal enum FieldKind
{
    /// <summary>A key, written as a string of digits.</summary>
    Key,

    /// <summary>A key that is longer than 64 bits.</summary>
    LongKey,

    Text,
    Number,
    Flag,
    Time,

    /// <summary>One of a few words; the column holds a number for each.</summary>
    Word,

    /// <summary>A JSON object of variables, filtered by name and value.</summary>
    Variables,
}

/// <summary>A field that searches know, and the SQL that stands for it.</summary>
internal sealed record SearchField(string Name, FieldKind Kind, string Sql)
{
    /// <summary>False for fields that may only be sorted by.</summary>
    public bool Filters { get; init; } = true;

    /// <summary>False for fields that may only be filtered by.</summary>
    public bool Sorts { get; init; } = true;

    /// <summary>True when the column holds several values, any of which may match.</summary>
    public bool IsArray { get; init; }

    /// <summary>For words: what each number of the column is called. Several numbers may share a word.</summary>
    public ImmutableArray<(int Number, string Word)> Words { get; init; } = [];

    public string SortSql => Kind == FieldKind.Word ? WordSql(Sql, Words) : Sql;

    public string SqlType => Kind switch
    {
        FieldKind.Key or FieldKind.Number => "bigint",
        FieldKind.LongKey => "numeric",
        FieldKind.Flag => "boolean",
        FieldKind.Time => "timestamptz",
        _ => "text",
    };

    public NpgsqlDbType ParameterType => Kind switch
    {
        FieldKind.Key or FieldKind.Number => NpgsqlDbType.Bigint,
        FieldKind.LongKey => NpgsqlDbType.Numeric,
        FieldKind.Flag => NpgsqlDbType.Boolean,
        FieldKind.Time => NpgsqlDbType.TimestampTz,
        _ => NpgsqlDbType.Text,
    };

    public static SearchField Key(string name, string sql) => new(name, FieldKind.Key, sql);

    public static SearchField Text(string name, string sql) => new(name, FieldKind.Text, sql);

    public static SearchField Number(string name, string sql) => new(name, FieldKind.Number, sql);

    public static SearchField Flag(string name, string sql) => new(name, FieldKind.Flag, sql);

    public static SearchField Time(string name, string sql) => new(name, FieldKind.Time, sql);

    public static SearchField Word(string name, string sql, ImmutableArray<(int Number, string Word)> words) =>
        new(name, FieldKind.Word, sql) { Words = words };

    /// <summary>There is one tenant.</summary>
    public static SearchField Tenant() => Text("tenantId", $"'{Tenants.Only}'::text");

    /// <summary>The word for a column's number, in SQL. Numbers and words are the code's own, never a caller's.</summary>
    public static string WordSql(string column, ImmutableArray<(int Number, string Word)> words) =>
        $"case {column} {string.Join(' ', words.Select(word => $"when {word.Number} then '{word.Word}'"))} end";
}
