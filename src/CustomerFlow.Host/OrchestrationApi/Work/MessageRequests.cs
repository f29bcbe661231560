using System.Text.Json;
using System.Text.Json.Serialization;

namespace CustomerFlow.Host.OrchestrationApi.Work;

/// <summary>A message to publish; kept for <c>timeToLive</c> milliseconds of business time for who waits for it later.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PublicationRequest(
    string? Name = null, string? CorrelationKey = null, long? TimeToLive = null, string? MessageId = null, JsonElement? Variables = null,
    string? TenantId = null);

/// <summary>A message for whoever waits for it now.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CorrelationRequest(
    string? Name = null, string? CorrelationKey = null, JsonElement? Variables = null, string? TenantId = null);

/// <summary>A signal for everyone who waits for it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BroadcastRequest(string? SignalName = null, JsonElement? Variables = null, string? TenantId = null);

internal sealed record PublicationAnswer(string TenantId, string MessageKey);

internal sealed record CorrelationAnswer(string TenantId, string MessageKey, string ProcessInstanceKey);

internal sealed record BroadcastAnswer(string TenantId, string SignalKey);
