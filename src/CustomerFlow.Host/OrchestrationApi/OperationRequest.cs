using System.Text.Json.Serialization;

namespace CustomerFlow.Host.OrchestrationApi;

/// <summary>A caller's own number for an operation; it changes nothing.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record OperationRequest(long? OperationReference = null);
