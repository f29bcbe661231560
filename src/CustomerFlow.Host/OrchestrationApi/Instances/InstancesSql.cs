using CustomerFlow.Host.OrchestrationApi.Search;
using Npgsql;

namespace CustomerFlow.Host.OrchestrationApi.Instances;

/// <summary>A process instance. Tags and business ids are not known here: a case has its number.</summary>
internal sealed record ProcessInstanceItem(
    string ProcessDefinitionId, string? ProcessDefinitionName, int ProcessDefinitionVersion, string? ProcessDefinitionVersionTag,
    DateTime StartDate, DateTime? EndDate, string State, bool HasIncident, string TenantId, string ProcessInstanceKey,
    string ProcessDefinitionKey, string? ParentProcessInstanceKey, string? ParentElementInstanceKey, string? RootProcessInstanceKey,
    IReadOnlyList<string> Tags, string? BusinessId);

/// <summary>One pass of an instance through an element.</summary>
internal sealed record ElementInstanceItem(
    string ProcessDefinitionId, DateTime StartDate, DateTime? EndDate, string ElementId, string ElementName, string Type, string State,
    bool HasIncident, string TenantId, string ElementInstanceKey, string ProcessInstanceKey, string? RootProcessInstanceKey,
    string ProcessDefinitionKey, string? IncidentKey);

/// <summary>A step that stopped.</summary>
internal sealed record IncidentItem(
    string ProcessDefinitionId, string ErrorType, string ErrorMessage, string ElementId, DateTime CreationTime, string State,
    string TenantId, string IncidentKey, string ProcessDefinitionKey, string ProcessInstanceKey, string? RootProcessInstanceKey,
    string ElementInstanceKey, string? JobKey);

/// <summary>Where instances, their elements and their incidents stand in the database.</summary>
internal static class InstancesSql
{
    private const string ElementType =
        "case when el.is_loop and not exists (select from customerflow.element_event outer_event " +
        "where outer_event.instance_key = e.instance_key and outer_event.element_instance_key = e.scope_key and outer_event.kind = 1 " +
        "and outer_event.element_id = e.element_id) then 'MULTI_INSTANCE_BODY' else coalesce(el.type, 'UNKNOWN') end";

    private const string ElementIncident = "case when e.element_instance_key = i.key then i.open_incidents > 0 else n.key is not null end";

    private const string IncidentState = "case when n.resolved_at is null then 'ACTIVE' else 'RESOLVED' end";

    public static readonly SearchSource<ProcessInstanceItem> Instances = new(
        "i.key, i.process_definition_key, i.process_id, d.name, d.version, d.version_tag, i.started_at, i.ended_at, " +
        $"{SearchField.WordSql("i.status", EngineWords.InstanceStates)} as state, i.open_incidents > 0 as has_incident, i.parent_key, " +
        "i.parent_element_instance_key, i.root_key",
        "customerflow.instance i join customerflow.process_definition d on d.key = i.process_definition_key",
        EngineScopeSql.InstanceIsVisible,
        SearchField.Key("processInstanceKey", "i.key"),
        [
            SearchField.Key("processInstanceKey", "i.key"),
            SearchField.Text("processDefinitionId", "i.process_id"),
            SearchField.Text("processDefinitionName", "d.name"),
            SearchField.Number("processDefinitionVersion", "d.version"),
            SearchField.Text("processDefinitionVersionTag", "d.version_tag"),
            SearchField.Key("processDefinitionKey", "i.process_definition_key"),
            SearchField.Key("parentProcessInstanceKey", "i.parent_key"),
            SearchField.Key("parentElementInstanceKey", "i.parent_element_instance_key"),
            SearchField.Time("startDate", "i.started_at"),
            SearchField.Time("endDate", "i.ended_at"),
            SearchField.Word("state", "i.status", EngineWords.InstanceStates),
            SearchField.Flag("hasIncident", "(i.open_incidents > 0)"),
            SearchField.Tenant(),
            new SearchField("variables", FieldKind.Variables, "i.variables") { Sorts = false },
            SearchField.Text(
                "errorMessage",
                "array(select o.message from customerflow.incident o where o.instance_key = i.key and o.resolved_at is null)") with
            {
                Sorts = false, IsArray = true,
            },
        ],
        ReadInstance)
    {
        AllowsOr = true,
    };

    public static readonly SearchSource<ElementInstanceItem> Elements = new(
        "e.element_instance_key, e.element_id, coalesce(el.name, e.element_id) as name, e.at as started_at, ended.at as ended_at, " +
        $"{ElementType} as type, {SearchField.WordSql("coalesce(ended.kind, 1)", EngineWords.ElementStates)} as state, " +
        $"{ElementIncident} as has_incident, n.key as incident_key, i.key, i.root_key, i.process_id, i.process_definition_key",
        "customerflow.element_event e join customerflow.instance i on i.key = e.instance_key " +
        $"left join {ElementCatalog.Table} on el.definition_key = i.process_definition_key and el.id = e.element_id " +
        "left join lateral (select o.kind, o.at from customerflow.element_event o where o.instance_key = e.instance_key " +
        "and o.element_instance_key = e.element_instance_key and o.kind in (2, 3) limit 1) ended on true " +
        "left join lateral (select o.key from customerflow.incident o where o.instance_key = e.instance_key " +
        "and o.element_instance_key = e.element_instance_key and o.resolved_at is null order by o.key limit 1) n on true",
        $"e.kind = 1 and {EngineScopeSql.InstanceIsVisible}",
        SearchField.Key("elementInstanceKey", "e.element_instance_key"),
        [
            SearchField.Key("elementInstanceKey", "e.element_instance_key"),
            SearchField.Key("processInstanceKey", "i.key"),
            SearchField.Key("processDefinitionKey", "i.process_definition_key"),
            SearchField.Text("processDefinitionId", "i.process_id"),
            SearchField.Time("startDate", "e.at"),
            SearchField.Time("endDate", "ended.at"),
            SearchField.Text("elementId", "e.element_id"),
            SearchField.Text("elementName", "coalesce(el.name, e.element_id)"),
            SearchField.Text("type", ElementType),
            SearchField.Word("state", "coalesce(ended.kind, 1)", EngineWords.ElementStates),
            SearchField.Key("incidentKey", "n.key"),
            SearchField.Flag("hasIncident", $"({ElementIncident})") with { Sorts = false },
            SearchField.Key("elementInstanceScopeKey", "e.scope_key") with { Sorts = false },
            SearchField.Tenant(),
        ],
        ReadElement);

    public static readonly SearchSource<IncidentItem> Incidents = new(
        $"n.key, n.process_id, {SearchField.WordSql("n.kind", EngineWords.IncidentKinds)} as type, n.message, n.element_id, " +
        "n.created_at, " +
        $"{IncidentState} as state, n.process_definition_key, n.instance_key, i.root_key, n.element_instance_key, n.job_key",
        "customerflow.incident n join customerflow.instance i on i.key = n.instance_key",
        EngineScopeSql.IsNotHidden,
        SearchField.Key("incidentKey", "n.key"),
        [
            SearchField.Key("incidentKey", "n.key"),
            SearchField.Key("processDefinitionKey", "n.process_definition_key"),
            SearchField.Text("processDefinitionId", "n.process_id"),
            SearchField.Key("processInstanceKey", "n.instance_key"),
            SearchField.Word("errorType", "n.kind", EngineWords.IncidentKinds),
            SearchField.Text("errorMessage", "n.message") with { Sorts = false },
            SearchField.Text("elementId", "n.element_id"),
            SearchField.Key("elementInstanceKey", "n.element_instance_key"),
            SearchField.Time("creationTime", "n.created_at"),
            SearchField.Text("state", IncidentState),
            SearchField.Key("jobKey", "n.job_key"),
            SearchField.Tenant(),
        ],
        ReadIncident);

    private static ProcessInstanceItem ReadInstance(NpgsqlDataReader row) => new(
        row.Text("process_id"), row.TextOrNull("name"), row.Number("version"), row.TextOrNull("version_tag"), row.Time("started_at"),
        row.TimeOrNull("ended_at"), row.Text("state"), row.Flag("has_incident"), Tenants.Only, row.Key("key"),
        row.Key("process_definition_key"), row.KeyOrNull("parent_key"), row.KeyOrNull("parent_element_instance_key"),
        row.Key("root_key"), [], null);

    private static ElementInstanceItem ReadElement(NpgsqlDataReader row) => new(
        row.Text("process_id"), row.Time("started_at"), row.TimeOrNull("ended_at"), row.Text("element_id"), row.Text("name"),
        row.Text("type"), row.Text("state"), row.Flag("has_incident"), Tenants.Only, row.Key("element_instance_key"), row.Key("key"),
        row.Key("root_key"), row.Key("process_definition_key"), row.KeyOrNull("incident_key"));

    private static IncidentItem ReadIncident(NpgsqlDataReader row) => new(
        row.Text("process_id"), row.Text("type"), row.Text("message"), row.Text("element_id"), row.Time("created_at"), row.Text("state"),
        Tenants.Only, row.Key("key"), row.Key("process_definition_key"), row.Key("instance_key"), row.Key("root_key"),
        row.Key("element_instance_key"), row.KeyOrNull("job_key"));
}
