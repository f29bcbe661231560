using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.OrchestrationApi.Search;
using CustomerFlow.Workflows.Execution;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace CustomerFlow.Host.OrchestrationApi.Instances;

/// <summary>Starts a process, and waits for its end where the caller asks for it.</summary>
internal static class CreateProcessInstance
{
    private const int LatestVersion = -1;
    private const int WaitMillisecondsMax = 300_000;
    private static readonly TimeSpan WaitUnlessTold = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record StartInstruction(string? ElementId);

    /// <summary>What to start. Tags, business ids and instructions to stop somewhere are not known here and refused.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record CreationRequest(
        string? ProcessDefinitionKey = null, string? ProcessDefinitionId = null, int? ProcessDefinitionVersion = null,
        JsonElement? Variables = null, string? TenantId = null, long? OperationReference = null,
        IReadOnlyList<StartInstruction>? StartInstructions = null, IReadOnlyList<JsonElement>? RuntimeInstructions = null,
        bool? AwaitCompletion = null, int? RequestTimeout = null, IReadOnlyList<string>? FetchVariables = null,
        IReadOnlyList<string>? Tags = null, string? BusinessId = null);

    /// <summary>What was started.</summary>
    internal sealed record CreationAnswer(
        string ProcessDefinitionId, int ProcessDefinitionVersion, string TenantId, JsonElement Variables, string ProcessDefinitionKey,
        string ProcessInstanceKey, IReadOnlyList<string> Tags, string? BusinessId);

    public static async Task<Results<Ok<CreationAnswer>, ProblemHttpResult>> HandleAsync(
        CreationRequest request, ProcessTurns turns, CurrentPerson me, NpgsqlDataSource dataSource, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (Problem(request) is { } problem) return EngineAnswers.Invalid(problem);
        if (EngineVariables.Read(request.Variables) is not { } variables) return EngineAnswers.Invalid(EngineTexts.VariablesNotAnObject);
        var start = new StartRequest(request.ProcessDefinitionId, variables)
        {
            ProcessDefinitionKey = FilterOperators.ReadKey(request.ProcessDefinitionKey) as long?,
            Version = request.ProcessDefinitionVersion is LatestVersion ? null : request.ProcessDefinitionVersion,
            StartElementId = request.StartInstructions is [{ } first] ? first.ElementId : null,
        };
        switch (await turns.StartAsync(start, me.Actor, null, cancellationToken))
        {
            case StartOutcome.NoSuchProcess:
                return TypedResults.Problem(Problems.NotFound.With(EngineTexts.ProcessUnknown));
            case StartOutcome.Refused refused:
                return EngineAnswers.Invalid(EngineTexts.CannotStart.With(refused.Reason));
            case StartOutcome.Started { InstanceKey: var key } started:
                if (request.AwaitCompletion is not true)
                    return TypedResults.Ok(Answer(await ReadAsync(dataSource, key, cancellationToken), started, request));
                var wait = request.RequestTimeout is > 0 and var asked ? TimeSpan.FromMilliseconds(asked) : WaitUnlessTold;
                return await EndOfAsync(dataSource, key, time.GetUtcNow() + wait, time, cancellationToken) is { } ended
                    ? TypedResults.Ok(Answer(ended, started, request))
                    : TypedResults.Problem(Problems.NotInTime.With(EngineTexts.NotInTime.With(key)));
            default:
                throw new UnreachableException();
        }
    }

    private static string? Problem(CreationRequest request)
    {
        if (Tenants.IsUnknown(request.TenantId)) return EngineTexts.TenantUnknown;
        if (request.ProcessDefinitionKey is null == request.ProcessDefinitionId is null) return EngineTexts.ProcessChoice;
        if (request.ProcessDefinitionKey is { } key && FilterOperators.ReadKey(key) is null) return EngineTexts.KeyNotValid.With(key);
        if (request.ProcessDefinitionVersion is < LatestVersion or 0) return EngineTexts.ProcessUnknown;
        if (request.Tags is { Count: > 0 }) return EngineTexts.NotSupported.With("tags");
        if (!string.IsNullOrEmpty(request.BusinessId)) return EngineTexts.NotSupported.With("businessId");
        if (request.RuntimeInstructions is { Count: > 0 }) return EngineTexts.NotSupported.With("runtimeInstructions");
        if (request.StartInstructions is { Count: > 1 }) return EngineTexts.NotSupported.With("startInstructions[1]");
        if (request.RequestTimeout is < 0 or > WaitMillisecondsMax)
            return EngineTexts.OutOfRange.With("requestTimeout", 0, WaitMillisecondsMax);
        return null;
    }

    private static CreationAnswer Answer(Instance instance, StartOutcome.Started started, CreationRequest request) => new(
        instance.ProcessId, started.Version, Tenants.Only, EngineVariables.Write(instance.Variables, request.FetchVariables),
        Columns.Key(started.ProcessDefinitionKey), Columns.Key(started.InstanceKey), [], null);

    // The end may come from any node, so only the database can be asked.
    private static async Task<Instance?> EndOfAsync(
        NpgsqlDataSource dataSource, long key, DateTimeOffset until, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var instance = await ReadAsync(dataSource, key, cancellationToken);
            if (instance.Status is not (InstanceStatus.New or InstanceStatus.Active)) return instance;
            if (time.GetUtcNow() >= until) return null;
            await Task.Delay(LookAgain, time, cancellationToken);
        }
    }

    private static async Task<Instance> ReadAsync(NpgsqlDataSource dataSource, long key, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select process_id, status, variables::text from customerflow.instance where key = $1");
        command.Parameters.AddWithValue(key);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new Instance(reader.GetString(0), (InstanceStatus)reader.GetInt16(1), reader.GetString(2));
    }

    private sealed record Instance(string ProcessId, InstanceStatus Status, string Variables);
}
