using System.Text;
using System.Text.Json;
using NpgsqlTypes;

namespace CustomerFlow.Host.OrchestrationApi.Search;

/// <summary>
/// The order of a page and the place of its cursors. Rows without a value come last; the key decides between equals, so that no
/// row is shown twice or left out. A cursor holds the values of its row; one from another order is refused.
/// </summary>
internal sealed class SortSql
{
    public const int FieldsMax = 5;

    private const string Ascending = "ASC";
    private const string Descending = "DESC";

    private readonly List<(SearchField Field, bool IsDescending)> terms;
    private readonly bool isBackwards;

    private SortSql(List<(SearchField Field, bool IsDescending)> terms, bool isBackwards) =>
        (this.terms, this.isBackwards) = (terms, isBackwards);

    public bool IsBackwards => isBackwards;

    public int Count => terms.Count;

    /// <summary>What the cursors are made of: one text column per term.</summary>
    public string Columns => string.Join(", ", terms.Select((term, at) => $"({term.Field.SortSql})::text as sort_{at}"));

    public string OrderBy => string.Join(", ", terms.Select(term => term.IsDescending == isBackwards
        ? $"{Sortable(term.Field)} asc nulls {(isBackwards ? "first" : "last")}"
        : $"{Sortable(term.Field)} desc nulls {(isBackwards ? "first" : "last")}"));

    private string Signature => string.Join(',', terms.Select(term => (term.IsDescending ? "-" : "+") + term.Field.Name));

    /// <summary>Null with a reason when a field cannot be sorted by.</summary>
    public static SortSql? Of(
        IReadOnlyList<SortRequest> sort, SearchField key, IReadOnlyList<SearchField> fields, bool isBackwards, out string? problem)
    {
        problem = null;
        var terms = new List<(SearchField, bool)>();
        if (sort.Count > FieldsMax) problem = SearchTexts.SortTooLong.With(FieldsMax);
        foreach (var one in sort)
        {
            var field = fields.FirstOrDefault(field => field.Name == one.Field && field.Sorts);
            var names = fields.Where(known => known.Sorts).Select(known => known.Name);
            if (field is null) problem ??= SearchTexts.SortUnknown.With(one.Field, string.Join(", ", names));
            else if (one.Order is not (null or Ascending or Descending)) problem ??= SearchTexts.OrderUnknown;
            else terms.Add((field, one.Order == Descending));
        }

        terms.Add((key, false));
        return problem is null ? new SortSql(terms, isBackwards) : null;
    }

    public string Write(IReadOnlyList<string?> row) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes<string?[]>([Signature, .. row]));

    /// <summary>The condition for rows beyond a cursor; null when the cursor is none of this order.</summary>
    public string? Beyond(string cursor, SqlValues values)
    {
        if (Read(cursor) is not { } place) return null;
        var alternatives = new List<string>();
        var equal = "";
        for (var i = 0; i < terms.Count; i++)
        {
            var sql = terms[i].Field.SortSql;
            var value = place[i] is { } text ? $"{values.Add(text, NpgsqlDbType.Text)}::{terms[i].Field.SqlType}" : null;
            if (Further(sql, value, terms[i].IsDescending) is { } further) alternatives.Add($"({equal}{further})");
            equal += value is null ? $"({sql}) is null and " : $"({sql}) = {value} and ";
        }

        return $"({string.Join(" or ", alternatives)})";
    }

    // Rows without a value stand at the end: beyond one of them there is nothing forwards, and everything with a value backwards.
    private string? Further(string sql, string? value, bool isDescending)
    {
        if (value is null) return isBackwards ? $"({sql}) is not null" : null;
        var comparison = isDescending == isBackwards ? ">" : "<";
        return isBackwards ? $"({sql}) {comparison} {value}" : $"(({sql}) {comparison} {value} or ({sql}) is null)";
    }

    private string?[]? Read(string cursor)
    {
        try
        {
            var place = JsonSerializer.Deserialize<string?[]>(Encoding.UTF8.GetString(Convert.FromBase64String(cursor)));
            if (place?.Length != terms.Count + 1 || place[0] != Signature) return null;
            return terms.Select((term, at) => CanBe(term.Field, place[at + 1])).All(can => can) ? place[1..] : null;
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            return null;
        }
    }

    // A cursor comes from outside: what the database could not read must not become its error.
    private static bool CanBe(SearchField field, string? value) => value is null || field.Kind switch
    {
        FieldKind.Key or FieldKind.Number => FilterOperators.ReadKey(value) is not null,
        FieldKind.LongKey => FilterOperators.ReadLongKey(value) is not null,
        FieldKind.Flag => value is "true" or "false",
        FieldKind.Time => DateTimeOffset.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _),
        _ => !value.Contains('\0', StringComparison.Ordinal),
    };

    // A bare constant would be read as the number of a column.
    private static string Sortable(SearchField field) => $"({field.SortSql})::{field.SqlType}";
}
