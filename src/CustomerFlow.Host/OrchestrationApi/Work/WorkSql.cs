using System.Globalization;
using CustomerFlow.Host.OrchestrationApi.Search;
using Npgsql;

namespace CustomerFlow.Host.OrchestrationApi.Work;

/// <summary>Work for a person.</summary>
internal sealed record UserTaskItem(
    string? Name, string State, string? Assignee, string ElementId, IReadOnlyList<string> CandidateGroups,
    IReadOnlyList<string> CandidateUsers, string ProcessDefinitionId, DateTime CreationDate, DateTime? CompletionDate,
    DateTime? FollowUpDate, DateTime? DueDate, string TenantId, string? ExternalFormReference, int ProcessDefinitionVersion,
    IReadOnlyDictionary<string, string> CustomHeaders, int Priority, string UserTaskKey, string ElementInstanceKey, string? ProcessName,
    string ProcessDefinitionKey, string ProcessInstanceKey, string? RootProcessInstanceKey, string? FormKey, IReadOnlyList<string> Tags);

/// <summary>Work for a worker outside, without the variables that it gets.</summary>
internal sealed record JobItem(
    IReadOnlyDictionary<string, string> CustomHeaders, DateTime? Deadline, string? DeniedReason, string? ElementId,
    string ElementInstanceKey, DateTime? EndTime, string? ErrorCode, string? ErrorMessage, bool HasFailedWithRetriesLeft, bool? IsDenied,
    string JobKey, string Kind, string ListenerEventType, string ProcessDefinitionId, string ProcessDefinitionKey,
    string ProcessInstanceKey, string? RootProcessInstanceKey, int Retries, string State, string TenantId, string Type, string Worker,
    DateTime? CreationTime, DateTime? LastUpdateTime);

/// <summary>Where tasks and jobs stand in the database.</summary>
internal static class WorkSql
{
    /// <summary>Which moment in the life of an element a listener is for is not kept with its job.</summary>
    public const string ListenerEvent = "UNSPECIFIED";

    // Taken by a worker whose time has not run out.
    private const string Deadline = "case when j.state = 1 and j.worker is not null and j.available_at > now() then j.available_at end";

    private static readonly string JobState = string.Create(CultureInfo.InvariantCulture,
        $"case when j.state = {(int)Data.Workflows.JobState.Open} and j.error_message is not null " +
        $"then {EngineWords.JobToBeTriedAgain} else j.state end");

    private static readonly string HasFailedWithRetriesLeft = string.Create(CultureInfo.InvariantCulture,
        $"(j.state = {(int)Data.Workflows.JobState.Open} and j.error_message is not null)");

    public static readonly SearchSource<UserTaskItem> Tasks = new(
        $"t.key, t.name, {SearchField.WordSql("t.state", EngineWords.TaskStates)} as state, t.assignee, t.element_id, " +
        "t.candidate_groups, t.candidate_users, " +
        "t.process_id, t.created_at, t.ended_at, t.follow_up_at, t.due_at, t.external_form_reference, d.version, " +
        "t.headers::text as headers, t.priority::int as priority, t.element_instance_key, d.name as process_name, " +
        "t.process_definition_key, t.instance_key, i.root_key, f.key as form_key",
        "customerflow.user_task t join customerflow.instance i on i.key = t.instance_key " +
        "join customerflow.process_definition d on d.key = t.process_definition_key " +
        "left join customerflow.form_definition f on f.release_key = d.release_key and f.form_id = t.form_id",
        EngineScopeSql.TaskIsVisible,
        SearchField.Key("userTaskKey", "t.key"),
        [
            SearchField.Key("userTaskKey", "t.key") with { Sorts = false },
            SearchField.Word("state", "t.state", EngineWords.TaskStates) with { Sorts = false },
            SearchField.Text("assignee", "t.assignee") with { Sorts = false },
            SearchField.Number("priority", "t.priority"),
            SearchField.Text("elementId", "t.element_id") with { Sorts = false },
            SearchField.Text("name", "t.name"),
            SearchField.Text("candidateGroup", "t.candidate_groups") with { Sorts = false, IsArray = true },
            SearchField.Text("candidateUser", "t.candidate_users") with { Sorts = false, IsArray = true },
            SearchField.Tenant() with { Sorts = false },
            SearchField.Text("processDefinitionId", "t.process_id") with { Sorts = false },
            SearchField.Time("creationDate", "t.created_at"),
            SearchField.Time("completionDate", "t.ended_at"),
            SearchField.Time("followUpDate", "t.follow_up_at"),
            SearchField.Time("dueDate", "t.due_at"),
            new SearchField("processInstanceVariables", FieldKind.Variables, "i.variables") { Sorts = false },
            new SearchField(
                "localVariables", FieldKind.Variables, "i.local_variables -> t.element_instance_key::text") { Sorts = false },
            SearchField.Key("processDefinitionKey", "t.process_definition_key") with { Sorts = false },
            SearchField.Key("processInstanceKey", "t.instance_key") with { Sorts = false },
            SearchField.Key("elementInstanceKey", "t.element_instance_key") with { Sorts = false },
        ],
        ReadTask);

    public static readonly SearchSource<JobItem> Jobs = new(
        $"j.key, j.headers::text as headers, {Deadline} as deadline, j.element_id, j.element_instance_key, j.ended_at, j.error_code, " +
        $"j.error_message, {HasFailedWithRetriesLeft} as has_failed, {SearchField.WordSql("j.kind", EngineWords.JobKinds)} as kind, " +
        $"j.process_id, j.process_definition_key, j.instance_key, i.root_key, j.retries, " +
        $"{SearchField.WordSql($"({JobState})", EngineWords.JobStates)} as state, j.type, coalesce(j.worker, '') as worker, j.created_at",
        "customerflow.job j join customerflow.instance i on i.key = j.instance_key",
        EngineScopeSql.IsNotHidden,
        SearchField.Key("jobKey", "j.key"),
        [
            SearchField.Key("jobKey", "j.key"),
            SearchField.Time("deadline", Deadline),
            SearchField.Text("elementId", "j.element_id"),
            SearchField.Key("elementInstanceKey", "j.element_instance_key"),
            SearchField.Time("endTime", "j.ended_at"),
            SearchField.Text("errorCode", "j.error_code"),
            SearchField.Text("errorMessage", "j.error_message"),
            SearchField.Flag("hasFailedWithRetriesLeft", HasFailedWithRetriesLeft),
            SearchField.Word("kind", "j.kind", EngineWords.JobKinds),
            SearchField.Text("processDefinitionId", "j.process_id"),
            SearchField.Key("processDefinitionKey", "j.process_definition_key"),
            SearchField.Key("processInstanceKey", "j.instance_key"),
            SearchField.Number("retries", "j.retries"),
            SearchField.Word("state", $"({JobState})", EngineWords.JobStates),
            SearchField.Text("type", "j.type"),
            SearchField.Text("worker", "j.worker"),
            SearchField.Time("creationTime", "j.created_at") with { Sorts = false },
            SearchField.Tenant(),
        ],
        ReadJob);

    private static UserTaskItem ReadTask(NpgsqlDataReader row) => new(
        row.Text("name"), row.Text("state"), row.TextOrNull("assignee"), row.Text("element_id"), row.Texts("candidate_groups"),
        row.Texts("candidate_users"), row.Text("process_id"), row.Time("created_at"), row.TimeOrNull("ended_at"),
        row.TimeOrNull("follow_up_at"), row.TimeOrNull("due_at"), Tenants.Only, row.TextOrNull("external_form_reference"),
        row.Number("version"), row.Headers("headers"), row.Number("priority"), row.Key("key"), row.Key("element_instance_key"),
        row.TextOrNull("process_name"), row.Key("process_definition_key"), row.Key("instance_key"), row.Key("root_key"),
        row.KeyOrNull("form_key"), []);

    private static JobItem ReadJob(NpgsqlDataReader row) => new(
        row.Headers("headers"), row.TimeOrNull("deadline"), null, row.Text("element_id"), row.Key("element_instance_key"),
        row.TimeOrNull("ended_at"), row.TextOrNull("error_code"), row.TextOrNull("error_message"), row.Flag("has_failed"), null,
        row.Key("key"), row.Text("kind"), ListenerEvent, row.Text("process_id"), row.Key("process_definition_key"), row.Key("instance_key"),
        row.Key("root_key"), row.Number("retries"), row.Text("state"), Tenants.Only, row.Text("type"), row.Text("worker"),
        row.Time("created_at"), row.TimeOrNull("ended_at"));
}
