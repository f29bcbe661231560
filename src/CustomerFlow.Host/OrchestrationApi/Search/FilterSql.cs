using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NpgsqlTypes;

namespace CustomerFlow.Host.OrchestrationApi.Search;

/// <summary>Turns a filter into a condition. What it does not know is refused with a sentence, never left out.</summary>
internal sealed class FilterSql(IReadOnlyList<SearchField> fields, bool allowsOr, SqlValues values)
{
    private const string Nothing = "true";
    private const int AlternativesMax = 20;

    /// <summary>Why the filter is refused; the first reason counts.</summary>
    public string? Problem { get; private set; }

    public string Of(JsonElement? filter) => filter switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => Nothing,
        { ValueKind: JsonValueKind.Object } given => All(given, allowsOr),
        _ => Refuse(SearchTexts.FilterNotAnObject),
    };

    private string All(JsonElement filter, bool mayBranch)
    {
        var conditions = new List<string>();
        foreach (var property in filter.EnumerateObject())
        {
            if (property.Name == "$or" && mayBranch) conditions.Add(Any(property.Value));
            else conditions.Add(Named(property.Name, property.Value));
        }

        return conditions.Count == 0 ? Nothing : string.Join(" and ", conditions);
    }

    private string Any(JsonElement alternatives)
    {
        if (alternatives.ValueKind != JsonValueKind.Array || alternatives.GetArrayLength() is 0 or > AlternativesMax)
            return Refuse(SearchTexts.OrNotAList.With(AlternativesMax));
        var conditions = alternatives.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.Object
            ? $"({All(one, false)})"
            : Refuse(SearchTexts.OrNotAList.With(AlternativesMax)));
        return $"({string.Join(" or ", conditions)})";
    }

    private string Named(string name, JsonElement value)
    {
        if (fields.FirstOrDefault(field => field.Name == name && field.Filters) is not { } known)
        {
            var names = string.Join(", ", fields.Where(field => field.Filters).Select(field => field.Name));
            return Refuse(SearchTexts.FilterUnknown.With(Short(name), names));
        }

        if (known.Kind == FieldKind.Variables) return Variables(known, value);
        if (value.ValueKind != JsonValueKind.Object) return Operator(known, "$eq", value);
        var conditions = value.EnumerateObject().Select(one => Operator(known, one.Name, one.Value)).ToList();
        return conditions.Count == 0 ? Refuse(SearchTexts.OperatorMissing.With(name)) : string.Join(" and ", conditions);
    }

    private string Operator(SearchField field, string name, JsonElement value)
    {
        if (!FilterOperators.Of(field.Kind).Contains(name))
            return Refuse(SearchTexts.OperatorUnknown.With(field.Name, Short(name), string.Join(", ", FilterOperators.Of(field.Kind))));
        if (name == "$exists") return Exists(field, value);
        if (name is "$in" or "$notIn" && (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > FilterOperators.ValuesMax))
            return Refuse(SearchTexts.ListNotValid.With(field.Name, FilterOperators.ValuesMax));
        if (field.Kind == FieldKind.Word) return Words(field, name, value);
        if (!field.IsArray) return Compared(field, field.Sql, name, value);
        // Of several values one has to match; and for the opposite none may.
        var (positive, isOpposite) = name switch { "$neq" => ("$eq", true), "$notIn" => ("$in", true), _ => (name, false) };
        return $"{(isOpposite ? "not " : "")}exists (select from unnest({field.Sql}) u(x) where {Compared(field, "u.x", positive, value)})";
    }

    private string Exists(SearchField field, JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return Refuse(SearchTexts.ValueNotValid.With(field.Name));
        var isThere = field.IsArray ? $"cardinality({field.Sql}) > 0" : $"({field.Sql}) is not null";
        return value.GetBoolean() ? $"({isThere})" : $"(({isThere}) is not true)";
    }

    private string Compared(SearchField field, string sql, string name, JsonElement value)
    {
        if (name is "$in" or "$notIn")
        {
            var several = value.EnumerateArray().Select(one => FilterOperators.Read(field.Kind, one)).ToList();
            if (several.Contains(null)) return Refuse(SearchTexts.ValueNotValid.With(field.Name));
            var list = values.Add(FilterOperators.ToArray(field.Kind, several!), field.ParameterType | NpgsqlDbType.Array);
            return name == "$in" ? $"({sql}) = any({list})" : $"(({sql}) = any({list})) is not true";
        }

        if (FilterOperators.Read(field.Kind, value) is not { } given) return Refuse(SearchTexts.ValueNotValid.With(field.Name));
        if (name == "$like") return $"({sql}) like {values.Add(FilterOperators.Pattern((string)given), NpgsqlDbType.Text)}";
        var parameter = values.Add(given, field.ParameterType);
        return name switch
        {
            "$eq" => $"({sql}) = {parameter}",
            "$neq" => $"({sql}) is distinct from {parameter}",
            "$gt" => $"({sql}) > {parameter}",
            "$gte" => $"({sql}) >= {parameter}",
            "$lt" => $"({sql}) < {parameter}",
            _ => $"({sql}) <= {parameter}",
        };
    }

    // Words become the column's own numbers, so that partial indexes on them are used.
    private string Words(SearchField field, string name, JsonElement value)
    {
        var known = field.Words.Select(word => word.Word).ToImmutableHashSet(StringComparer.Ordinal);
        ImmutableHashSet<string> asked;
        if (name == "$like")
        {
            if (value.ValueKind != JsonValueKind.String) return Refuse(SearchTexts.ValueNotValid.With(field.Name));
            asked = [.. known.Where(word => FilterOperators.IsLike(word, value.GetString()!))];
        }
        else
        {
            var given = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [value];
            if (given.Any(one => one.ValueKind != JsonValueKind.String || !FilterOperators.IsWord(one.GetString()!)))
                return Refuse(SearchTexts.ValueNotValid.With(field.Name));
            asked = [.. given.Select(one => one.GetString()!)];
        }

        var isOpposite = name is "$neq" or "$notIn";
        var numbers = field.Words.Where(word => asked.Contains(word.Word) != isOpposite)
            .Select(word => word.Number.ToString(CultureInfo.InvariantCulture)).ToList();
        return numbers.Count == 0 ? "false" : $"({field.Sql}) in ({string.Join(", ", numbers)})";
    }

    private string Variables(SearchField field, JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > AlternativesMax)
            return Refuse(SearchTexts.VariablesNotAList.With(field.Name));
        var conditions = new List<string> { Nothing };
        foreach (var one in list.EnumerateArray())
        {
            if (one.ValueKind != JsonValueKind.Object || !one.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String
                || !one.TryGetProperty("value", out var value) || one.EnumerateObject().Count() != 2)
                return Refuse(SearchTexts.VariablesNotAList.With(field.Name));
            var found = $"({field.Sql}) -> {values.Add(name.GetString()!, NpgsqlDbType.Text)}";
            if (value.ValueKind == JsonValueKind.Object)
                conditions.AddRange(value.EnumerateObject().Select(test => Variable(field, found, test.Name, test.Value)));
            else conditions.Add(Variable(field, found, "$eq", value));
        }

        return $"({string.Join(" and ", conditions)})";
    }

    private string Variable(SearchField field, string found, string name, JsonElement value)
    {
        var text = SearchField.Text(field.Name, $"({found})::text");
        // A pattern and "is there" look at the text; everything else compares values, whatever their spelling.
        if (name is "$like" or "$exists") return Operator(text, name, value);
        if (name is not ("$eq" or "$neq" or "$in" or "$notIn")) return Operator(text, name, value);
        var given = value.ValueKind == JsonValueKind.Array && name is "$in" or "$notIn" ? value.EnumerateArray().ToList() : [value];
        if (given.Any(one => one.ValueKind != JsonValueKind.String || !FilterOperators.IsJson(one.GetString()!)))
            return Refuse(SearchTexts.VariableNotJson.With(field.Name));
        var list = values.Add(given.Select(one => one.GetString()!).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        return $"(({found}) = any({list}::jsonb[])) is {(name is "$eq" or "$in" ? "true" : "not true")}";
    }

    private string Refuse(string problem)
    {
        Problem ??= problem;
        return Nothing;
    }

    private static string Short(string name) => name.Length <= RequestLimits.SearchCharactersMax
        ? name
        : name[..RequestLimits.SearchCharactersMax];
}
