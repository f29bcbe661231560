using System.Text.Json;
using System.Text.Json.Serialization;

namespace CustomerFlow.Host.OrchestrationApi.Work;

/// <summary>Which jobs a worker takes, for how long, and how long it waits for some. Times are milliseconds.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ActivationRequest(
    string? Type = null, string? Worker = null, long? Timeout = null, int? MaxJobsToActivate = null,
    IReadOnlyList<string>? FetchVariable = null, long? RequestTimeout = null, IReadOnlyList<string>? TenantIds = null,
    string? TenantFilter = null);

/// <summary>A job is done. A result for listeners is not known here and refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record JobCompletionRequest(JsonElement? Variables = null, JsonElement? Result = null);

/// <summary>A job failed; without retries left it becomes an incident.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record JobFailureRequest(
    int? Retries = null, string? ErrorMessage = null, long? RetryBackOff = null, JsonElement? Variables = null);

/// <summary>A job ended in a BPMN error.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record JobErrorRequest(string? ErrorCode = null, string? ErrorMessage = null, JsonElement? Variables = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record JobUpdateRequest(JobChangeset? Changeset = null, long? OperationReference = null);

/// <summary>New retries, or a new time to work in, in milliseconds from now.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record JobChangeset(int? Retries = null, long? Timeout = null);

/// <summary>A job that a worker has taken.</summary>
internal sealed record ActivatedJob(
    string Type, string ProcessDefinitionId, int ProcessDefinitionVersion, string ElementId, JsonElement CustomHeaders, string Worker,
    int Retries, long Deadline, JsonElement Variables, string TenantId, string JobKey, string ProcessInstanceKey,
    string ProcessDefinitionKey, string ElementInstanceKey, string Kind, string ListenerEventType, JsonElement? UserTask,
    IReadOnlyList<string> Tags, string? RootProcessInstanceKey);

internal sealed record ActivationAnswer(IReadOnlyList<ActivatedJob> Jobs);
