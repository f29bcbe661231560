using CustomerFlow.Host.OrchestrationApi.Search;
using Npgsql;

namespace CustomerFlow.Host.OrchestrationApi.Definitions;

/// <summary>A published version of a process.</summary>
internal sealed record ProcessDefinitionItem(
    string? Name, string ResourceName, int Version, string? VersionTag, string ProcessDefinitionId, string TenantId,
    string ProcessDefinitionKey, bool HasStartForm, string State);

/// <summary>A published version of a decision.</summary>
internal sealed record DecisionDefinitionItem(
    string DecisionDefinitionId, string DecisionDefinitionKey, string DecisionRequirementsId, string DecisionRequirementsKey,
    string DecisionRequirementsName, int DecisionRequirementsVersion, string Name, string TenantId, int Version);

/// <summary>Definitions are nobody's rows: who may ask sees all of them.</summary>
internal static class DefinitionsSql
{
    // A release is never taken back, so that every version can still be started.
    private const string OnlyState = "ACTIVE";

    // The requirements of a decision are its file: their version counts the files of that id.
    private const string RequirementsVersion =
        "(select count(distinct o.resource_key) from customerflow.decision_definition o " +
        "where o.requirements_id = d.requirements_id and o.resource_key <= d.resource_key)::int";

    public static readonly SearchSource<ProcessDefinitionItem> Processes = new(
        "d.key, d.name, d.resource_name, d.version, d.version_tag, d.process_id, d.start_form_id is not null as has_form",
        "customerflow.process_definition d",
        "true",
        SearchField.Key("processDefinitionKey", "d.key"),
        [
            SearchField.Key("processDefinitionKey", "d.key"),
            SearchField.Text("name", "d.name"),
            SearchField.Text("resourceName", "d.resource_name"),
            SearchField.Number("version", "d.version"),
            SearchField.Text("versionTag", "d.version_tag"),
            SearchField.Text("processDefinitionId", "d.process_id"),
            SearchField.Tenant(),
            SearchField.Flag("isLatestVersion", "d.is_latest") with { Sorts = false },
            SearchField.Flag("hasStartForm", "(d.start_form_id is not null)") with { Sorts = false },
            SearchField.Text("state", $"'{OnlyState}'::text") with { Sorts = false },
        ],
        ReadProcess);

    public static readonly SearchSource<DecisionDefinitionItem> Decisions = new(
        "d.key, d.decision_id, d.requirements_id, d.resource_key, coalesce(d.requirements_name, d.requirements_id) as requirements_name, " +
        $"{RequirementsVersion} as requirements_version, coalesce(d.name, d.decision_id) as name, d.version",
        "customerflow.decision_definition d",
        "true",
        SearchField.Key("decisionDefinitionKey", "d.key"),
        [
            SearchField.Key("decisionDefinitionKey", "d.key"),
            SearchField.Text("decisionDefinitionId", "d.decision_id"),
            SearchField.Text("name", "coalesce(d.name, d.decision_id)"),
            SearchField.Number("version", "d.version"),
            SearchField.Text("decisionRequirementsId", "d.requirements_id"),
            SearchField.Key("decisionRequirementsKey", "d.resource_key"),
            SearchField.Text("decisionRequirementsName", "coalesce(d.requirements_name, d.requirements_id)"),
            SearchField.Number("decisionRequirementsVersion", RequirementsVersion),
            SearchField.Tenant(),
            SearchField.Flag("isLatestVersion", "d.is_latest") with { Sorts = false },
        ],
        ReadDecision);

    private static ProcessDefinitionItem ReadProcess(NpgsqlDataReader row) => new(
        row.TextOrNull("name"), row.Text("resource_name"), row.Number("version"), row.TextOrNull("version_tag"), row.Text("process_id"),
        Tenants.Only, row.Key("key"), row.Flag("has_form"), OnlyState);

    private static DecisionDefinitionItem ReadDecision(NpgsqlDataReader row) => new(
        row.Text("decision_id"), row.Key("key"), row.Text("requirements_id"), row.Key("resource_key"), row.Text("requirements_name"),
        row.Number("requirements_version"), row.Text("name"), Tenants.Only, row.Number("version"));
}
