using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>
/// Several writes as one statement (<c>with … insert … insert … update …</c>): what the server does around each statement costs as much
/// as a small write itself. All parts see the same snapshot, so none may touch a row that another one writes.
/// </summary>
internal sealed partial class JoinedSql
{
    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);
    private readonly List<SqlPart> parts = [];

    public void Add(SqlPart part) => parts.Add(part);

    /// <summary>As one statement, or each by itself: in a commit of many turns it makes no difference.</summary>
    public void AddTo(NpgsqlBatch batch, bool asOne)
    {
        if (!asOne || parts.Count == 1)
        {
            foreach (var part in parts) part.AddTo(batch);
            return;
        }

        if (parts.Count == 0) return;
        var texts = parts.ConvertAll(part => part.Sql);
        var sql = Texts.GetOrAdd(string.Concat(texts), static (_, texts) => Join(texts), texts);
        new SqlPart(sql, [.. parts.SelectMany(part => part.Parameters)]).AddTo(batch);
    }

    /// <summary>One text of many, their parameters numbered through.</summary>
    internal static string Join(IReadOnlyList<string> texts)
    {
        var joined = new StringBuilder("with ");
        var before = 0;
        for (var i = 0; i < texts.Count; i++)
        {
            var (offset, highest) = (before, 0);
            var text = Parameter().Replace(texts[i], match =>
            {
                var number = int.Parse(match.ValueSpan[1..], CultureInfo.InvariantCulture);
                highest = Math.Max(highest, number);
                return string.Create(CultureInfo.InvariantCulture, $"${number + offset}");
            });
            before += highest;
            if (i == texts.Count - 1) joined.Append(text);
            else joined.Append(CultureInfo.InvariantCulture, $"part_{i} as (").Append(text).Append(i == texts.Count - 2 ? ")\n" : "),\n");
        }

        return joined.ToString();
    }

    [GeneratedRegex(@"\$\d+")]
    private static partial Regex Parameter();
}

/// <summary>A statement and its parameters, <c>$1</c> first.</summary>
internal sealed record SqlPart(string Sql, NpgsqlParameter[] Parameters)
{
    public void AddTo(NpgsqlBatch batch)
    {
        var command = new NpgsqlBatchCommand(Sql);
        foreach (var parameter in Parameters) command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
    }
}
