using System.Collections.Concurrent;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Workflows.Definitions;
using Npgsql;
using NpgsqlTypes;

namespace CustomerFlow.Data.Workflows.Releases;

/// <summary>Parsed releases by key. A release never changes, so what was parsed stays; what "latest" is, is asked every time.</summary>
public sealed class ReleaseCache(NpgsqlDataSource dataSource)
{
    private readonly ConcurrentDictionary<long, Task<ReleaseContent>> parsed = new();

    /// <summary>What a release executes. Two that ask at once parse it once.</summary>
    public async ValueTask<ReleaseContent> GetAsync(long releaseKey, CancellationToken cancellationToken)
    {
        var content = parsed.GetOrAdd(releaseKey, key => LoadAsync(key, CancellationToken.None));
        try
        {
            return await content.WaitAsync(cancellationToken);
        }
        catch when (content.IsFaulted)
        {
            // A broken connection is not remembered.
            parsed.TryRemove(KeyValuePair.Create(releaseKey, content));
            throw;
        }
    }

    internal async Task<ProcessDefinitionRow?> FindProcessAsync(StartRequest start, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select key, release_key, resource_key, resource_name, process_id, name, version, version_tag, start_form_id, is_latest
            from customerflow.process_definition
            where case when $1::bigint is not null then key = $1 when $3::int is not null then process_id = $2 and version = $3
                else process_id = $2 and is_latest end
            """);
        command.Parameters.Add(new() { Value = (object?)start.ProcessDefinitionKey ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = (object?)start.ProcessId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)start.Version ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return null;
        return new ProcessDefinitionRow
        {
            Key = reader.GetInt64(0), ReleaseKey = reader.GetInt64(1), ResourceKey = reader.GetInt64(2), ResourceName = reader.GetString(3),
            ProcessId = reader.GetString(4), Name = reader.IsDBNull(5) ? null : reader.GetString(5), Version = reader.GetInt32(6),
            VersionTag = reader.IsDBNull(7) ? null : reader.GetString(7), StartFormId = reader.IsDBNull(8) ? null : reader.GetString(8),
            IsLatest = reader.GetBoolean(9),
        };
    }

    private async Task<ReleaseContent> LoadAsync(long releaseKey, CancellationToken cancellationToken)
    {
        var files = new List<ResourceFile>();
        await using var command = dataSource.CreateCommand(
            "select name, content from customerflow.resource where release_key = $1 order by name");
        command.Parameters.AddWithValue(releaseKey);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) files.Add(new ResourceFile(reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
        if (files.Count == 0) throw new InvalidOperationException($"The release {releaseKey} does not exist.");
        return ReleaseParsing.Parse(files).ToContent(releaseKey);
    }
}
