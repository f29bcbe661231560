using System.Text.Json;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Workflows.Execution;
using Npgsql;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>Runs the log of an instance again, from nothing, and compares what comes out with what is stored.</summary>
public sealed class Replay(NpgsqlDataSource dataSource, ReleaseCache releases, WorkflowOptions options)
{
    /// <summary>Replays one instance. No difference is the proof that the log tells its whole story.</summary>
    public async Task<ReplayResult> RunAsync(long instanceKey, CancellationToken cancellationToken)
    {
        var stored = await ReadInstanceAsync(instanceKey, cancellationToken);
        if (stored is null) return new ReplayResult(0, null, ["The instance does not exist."]);
        var differences = new List<string>();
        var state = InstanceState.New(stored.Key, stored.ProcessId);
        var turns = await ReadLogAsync(instanceKey, cancellationToken);
        foreach (var turn in turns)
        {
            if (turn.EngineVersion != InstanceTurn.EngineVersion)
                differences.Add($"Turn {turn.Revision} ran under engine {turn.EngineVersion}, this is {InstanceTurn.EngineVersion}.");
            state = await ReplayTurnAsync(state, turn, differences, cancellationToken);
        }

        if (stored.Revision != turns.Count)
            differences.Add($"The instance is at revision {stored.Revision}, its log has {turns.Count} turns.");
        var replayed = StateText.Write(state);
        if (stored.Revision > 0 && replayed != StateText.Write(StateBytes.Read(stored.State))) differences.Add("The states differ.");
        return new ReplayResult(turns.Count, replayed, differences);
    }

    private async Task<InstanceState> ReplayTurnAsync(
        InstanceState state, TurnLogRow turn, List<string> differences, CancellationToken cancellationToken)
    {
        var release = await releases.GetAsync(turn.ReleaseKey, cancellationToken);
        using var steps = JsonDocument.Parse(turn.Steps);
        foreach (var step in steps.RootElement.EnumerateArray())
        {
            var context = new AdvanceContext(
                turn.At, options.TimeZoneId, step.GetProperty("key").GetInt64(), options.Limits, options.Functions);
            var processEvent = ProcessEventJson.Read(step.GetProperty("event").GetRawText());
            switch (ProcessEngine.Advance(release, state, processEvent, context))
            {
                case StepResult.Advanced advanced:
                    state = advanced.State;
                    break;
                case StepResult.Ignored ignored:
                    differences.Add($"Turn {turn.Revision} ignores a {processEvent.GetType().Name}: {ignored.Reason}");
                    break;
            }
        }

        return state;
    }

    private async Task<LockedInstance?> ReadInstanceAsync(long instanceKey, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"select {InstanceSql.Columns} from customerflow.instance i where i.key = $1");
        command.Parameters.AddWithValue(instanceKey);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? InstanceSql.Read(reader) : null;
    }

    private async Task<List<TurnLogRow>> ReadLogAsync(long instanceKey, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select revision, at, release_key, engine_version, steps::text from customerflow.turn_log " +
            "where instance_key = $1 order by revision");
        command.Parameters.AddWithValue(instanceKey);
        var turns = new List<TurnLogRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            turns.Add(new TurnLogRow
            {
                InstanceKey = instanceKey, Revision = reader.GetInt32(0), At = reader.GetFieldValue<DateTimeOffset>(1),
                ReleaseKey = reader.GetInt64(2), EngineVersion = reader.GetInt16(3), Steps = reader.GetString(4),
            });
        }

        return turns;
    }
}

/// <summary>What a replay found.</summary>
/// <param name="Turns">Turns replayed.</param>
/// <param name="State">The replayed state as text; null when there is none.</param>
/// <param name="Differences">Empty when the log gives exactly what is stored.</param>
public sealed record ReplayResult(int Turns, string? State, IReadOnlyList<string> Differences);
