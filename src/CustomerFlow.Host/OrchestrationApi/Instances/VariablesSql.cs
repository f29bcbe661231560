using System.Globalization;
using CustomerFlow.Host.OrchestrationApi.Search;
using Npgsql;

namespace CustomerFlow.Host.OrchestrationApi.Instances;

/// <summary>A variable; the value is JSON text, cut where the caller did not ask for all of it.</summary>
internal sealed record VariableItem(
    string Name, string TenantId, string VariableKey, string ScopeKey, string ProcessInstanceKey, string? RootProcessInstanceKey,
    string Value, bool IsTruncated);

/// <summary>
/// Variables stand in their instance, not in rows of their own. Their key is made of the scope's key and ten digits that stand for
/// the name, so that it stays the same and leads back to them.
/// </summary>
internal static class VariablesSql
{
    /// <summary>Longer values are cut in lists unless the caller asks for all.</summary>
    public const int ValueCharactersMax = 8191;

    private const int NameDigits = 10;

    private const string VariableKey =
        "(v.scope_key::text || lpad((('x' || substr(md5(v.name), 1, 8))::bit(32)::bigint)::text, 10, '0'))::numeric";

    private const string Scopes =
        "customerflow.instance i cross join lateral (" +
        "select i.key as scope_key, r.key as name, r.value from jsonb_each(i.variables) r " +
        "union all select s.key::bigint, l.key, l.value from jsonb_each(coalesce(i.local_variables, '{}')) s, jsonb_each(s.value) l) v";

    private const string ScopesAroundTask =
        """
        customerflow.user_task t join customerflow.instance i on i.key = t.instance_key cross join lateral (
            with recursive around as (
                select e.element_instance_key, e.scope_key, 0 as distance from customerflow.element_event e
                where e.instance_key = t.instance_key and e.kind = 1 and e.element_instance_key = t.element_instance_key
                union all
                select e.element_instance_key, e.scope_key, a.distance + 1 from around a join customerflow.element_event e
                    on e.instance_key = t.instance_key and e.kind = 1 and e.element_instance_key = a.scope_key)
            select x.*, row_number() over (partition by x.name order by x.distance) as place from (
                select a.distance, i.key as scope_key, r.key as name, r.value
                from around a cross join jsonb_each(i.variables) r where a.element_instance_key = i.key
                union all
                select a.distance, a.element_instance_key, l.key, l.value
                from around a cross join jsonb_each(coalesce(i.local_variables -> a.element_instance_key::text, '{}')) l) x) v
        """;

    private static readonly SearchField Key = new("variableKey", FieldKind.LongKey, VariableKey);

    private static readonly IReadOnlyList<SearchField> Fields =
    [
        Key,
        SearchField.Text("name", "v.name"),
        SearchField.Text("value", "v.value::text"),
        SearchField.Key("scopeKey", "v.scope_key"),
        SearchField.Key("processInstanceKey", "i.key"),
        SearchField.Tenant(),
        SearchField.Flag("isTruncated", string.Create(CultureInfo.InvariantCulture, $"(length(v.value::text) > {ValueCharactersMax})")) with
        {
            Sorts = false,
        },
    ];

    private static readonly string Columns =
        $"{VariableKey}::text as variable_key, v.scope_key, v.name, v.value::text as value, i.key, i.root_key";

    /// <summary>Variables of instances.</summary>
    public static SearchSource<VariableItem> All(bool cutsValues) => new(
        Columns, Scopes, EngineScopeSql.InstanceIsVisible, Key, Fields, row => Read(row, cutsValues));

    /// <summary>
    /// Variables that a task sees: those of all scopes around it, or of each name only the nearest. Their fields are fewer.
    /// </summary>
    public static SearchSource<VariableItem> OfTask(bool onlyNearest, bool cutsValues) => new(
        Columns,
        ScopesAroundTask,
        $"t.key = @task and {EngineScopeSql.TaskIsVisible}" + (onlyNearest ? " and v.place = 1" : ""),
        Key,
        [.. Fields.Select(field => field with { Filters = field.Name == "name" })],
        row => Read(row, cutsValues));

    /// <summary>The bound for one variable; null when this cannot be the key of one.</summary>
    public static SearchBound? Of(string variableKey)
    {
        if (FilterOperators.ReadLongKey(variableKey) is not decimal key || variableKey.Length <= NameDigits) return null;
        if (FilterOperators.ReadKey(variableKey[..^NameDigits]) is not long scope) return null;
        return new SearchBound(
            "i.key = (select b.instance_key from customerflow.element_event b " +
            "where b.element_instance_key = @scope and b.kind = 1 limit 1) " +
            $"and v.scope_key = @scope and {VariableKey} = @variable",
            ("scope", scope), ("variable", key));
    }

    private static VariableItem Read(NpgsqlDataReader row, bool cutsValues)
    {
        var value = row.Text("value");
        var isCut = cutsValues && value.Length > ValueCharactersMax;
        return new VariableItem(
            row.Text("name"), Tenants.Only, row.Text("variable_key"), row.Key("scope_key"), row.Key("key"), row.Key("root_key"),
            isCut ? value[..ValueCharactersMax] : value, isCut);
    }
}
