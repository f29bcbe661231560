using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Host.OrchestrationApi.Search;
using CustomerFlow.Workflows.Definitions;
using Npgsql;
using NpgsqlTypes;

namespace CustomerFlow.Host.OrchestrationApi.Instances;

/// <summary>
/// Names and kinds of elements. They stand in the BPMN files only, so that a search over element instances brings those of the
/// processes that it is about along, as a table <c>el</c>.
/// </summary>
internal sealed class ElementCatalog(NpgsqlDataSource dataSource, ReleaseCache releases)
{
    public const string Table =
        "unnest(@el_definition, @el_id, @el_name, @el_type, @el_loop) as el(definition_key, id, name, type, is_loop)";

    private const string DefinitionsSql =
        """
        select d.key, d.release_key, d.process_id from customerflow.process_definition d
        where ($1::bigint is null or d.key = (select i.process_definition_key from customerflow.instance i where i.key = $1))
            and ($2::bigint is null or d.key = $2) and ($3::text is null or d.process_id = $3)
        """;

    // A definition never changes, so what was read once stays true.
    private readonly ConcurrentDictionary<long, ImmutableArray<Line>> known = new();

    /// <summary>The elements that a search can meet: of one process where the filter names one, else of all.</summary>
    public Task<SearchBound> ForAsync(JsonElement? filter, CancellationToken cancellationToken) => ForAsync(
        FilterOperators.ReadKey(Text(filter, "processInstanceKey")) as long?,
        FilterOperators.ReadKey(Text(filter, "processDefinitionKey")) as long?,
        Text(filter, "processDefinitionId"), cancellationToken);

    /// <summary>The elements of the process that an element instance belongs to.</summary>
    public async Task<SearchBound> OfElementAsync(long elementInstanceKey, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select instance_key from customerflow.element_event where element_instance_key = $1 and kind = 1 limit 1");
        command.Parameters.AddWithValue(elementInstanceKey);
        // Without such an element the search finds nothing, with or without names.
        var instanceKey = await command.ExecuteScalarAsync(cancellationToken) as long? ?? elementInstanceKey;
        return await ForAsync(instanceKey, null, null, cancellationToken);
    }

    private async Task<SearchBound> ForAsync(
        long? instanceKey, long? definitionKey, string? processId, CancellationToken cancellationToken)
    {
        var lines = new List<Line>();
        foreach (var (key, releaseKey, process) in await DefinitionsAsync(instanceKey, definitionKey, processId, cancellationToken))
        {
            if (!known.TryGetValue(key, out var elements))
            {
                var content = await releases.GetAsync(releaseKey, cancellationToken);
                elements = content.Process(process) is { } definition ? Read(key, definition) : [];
                known[key] = elements;
            }

            lines.AddRange(elements);
        }

        return new SearchBound(
            "true", ("el_definition", lines.Select(line => line.DefinitionKey).ToArray()),
            ("el_id", lines.Select(line => line.Id).ToArray()),
            ("el_name", lines.Select(line => line.Name).ToArray()), ("el_type", lines.Select(line => line.Type).ToArray()),
            ("el_loop", lines.Select(line => line.IsLoop).ToArray()));
    }

    private async Task<List<(long Key, long ReleaseKey, string ProcessId)>> DefinitionsAsync(
        long? instanceKey, long? definitionKey, string? processId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(DefinitionsSql);
        command.Parameters.Add(new() { Value = (object?)instanceKey ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = (object?)definitionKey ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = (object?)processId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        var definitions = new List<(long, long, string)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) definitions.Add((reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2)));
        return definitions;
    }

    private static string? Text(JsonElement? filter, string name) =>
        filter is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String && !value.GetString()!.Contains('\0', StringComparison.Ordinal)
            ? value.GetString()
            : null;

    private static ImmutableArray<Line> Read(long key, ProcessDefinition process) =>
    [
        new Line(key, process.Id, process.Name ?? process.Id, "PROCESS", false),
        .. process.Elements.Select(element => new Line(
            key, element.Id, element.Name ?? element.Id, TypeOf(element), element is Element.Activity { Loop: not null })),
    ];

    private static string TypeOf(Element element) => element switch
    {
        Element.StartEvent => "START_EVENT",
        Element.EndEvent => "END_EVENT",
        Element.CatchEvent => "INTERMEDIATE_CATCH_EVENT",
        Element.ThrowEvent => "INTERMEDIATE_THROW_EVENT",
        Element.BoundaryEvent => "BOUNDARY_EVENT",
        Element.ExclusiveGateway => "EXCLUSIVE_GATEWAY",
        Element.ParallelGateway => "PARALLEL_GATEWAY",
        Element.InclusiveGateway => "INCLUSIVE_GATEWAY",
        Element.EventGateway => "EVENT_BASED_GATEWAY",
        Element.ComplexGateway => "UNKNOWN",
        Element.UserTask => "USER_TASK",
        Element.JobTask { Kind: JobTaskKind.Send } => "SEND_TASK",
        Element.JobTask { Kind: JobTaskKind.Script } or Element.ScriptTask => "SCRIPT_TASK",
        Element.JobTask { Kind: JobTaskKind.BusinessRule } or Element.DecisionTask => "BUSINESS_RULE_TASK",
        Element.JobTask => "SERVICE_TASK",
        Element.ReceiveTask => "RECEIVE_TASK",
        Element.ManualTask => "MANUAL_TASK",
        Element.CallActivity => "CALL_ACTIVITY",
        Element.SubProcess { Kind: SubProcessKind.Event } => "EVENT_SUB_PROCESS",
        Element.SubProcess { Kind: SubProcessKind.AdHoc } => "AD_HOC_SUB_PROCESS",
        Element.SubProcess => "SUB_PROCESS",
        _ => throw new UnreachableException(),
    };

    private sealed record Line(long DefinitionKey, string Id, string Name, string Type, bool IsLoop);
}
