using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Workflows.Execution;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace CustomerFlow.Data.Workflows.Loops;

/// <summary>
/// Turns of many instances in one commit. When one of them throws, nothing of the batch is kept and each instance is done by itself:
/// the guilty one is counted and parked with an incident in the end, its neighbours go on.
/// </summary>
internal sealed class BatchTurns(TurnTools tools, ILogger<BatchTurns> logger)
{
    private const int SourcesPerInstanceMax = 100;

    /// <summary>Does what is due, up to one batch. The number of instances; 0 when nothing is due.</summary>
    public async Task<int> RunAsync(WorkSource source, CancellationToken cancellationToken)
    {
        List<long> claimed = [];
        try
        {
            await using var session = await TurnSession.OpenAsync(tools, TurnActor.Engine, cancellationToken);
            try
            {
                return await RunBatchAsync(source, session, claimed, cancellationToken);
            }
            catch
            {
                await session.RollbackAsync();
                throw;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException && claimed.Count > 0)
        {
            Log.BatchFailed(logger, claimed.Count, exception);
        }

        foreach (var instanceKey in claimed) await RunAloneAsync(source, instanceKey, cancellationToken);
        return claimed.Count;
    }

    private async Task<int> RunBatchAsync(
        WorkSource source, TurnSession session, List<long> claimed, CancellationToken cancellationToken)
    {
        var work = await ClaimAsync(source, session, null, SourcesPerInstanceMax, cancellationToken);
        if (work.Count == 0)
        {
            await session.RollbackAsync();
            return 0;
        }

        KillPoint.Hit("batch-claimed");
        claimed.AddRange(work.Select(item => item.Instance.Key));
        foreach (var item in work) await TurnAsync(source, session, item, NewRequest(), cancellationToken);
        KillPoint.Hit("batch-before-commit");
        await session.CommitAsync(cancellationToken);
        KillPoint.Hit("batch-committed");
        return work.Count;
    }

    private async Task RunAloneAsync(WorkSource source, long instanceKey, CancellationToken cancellationToken)
    {
        var request = NewRequest();
        var sourceKey = 0L;
        for (var run = 1; ; run++)
        {
            await using var session = await TurnSession.OpenAsync(tools, TurnActor.Engine, cancellationToken);
            try
            {
                var work = await ClaimAsync(source, session, instanceKey, 1, cancellationToken);
                if (work.Count == 0)
                {
                    await session.RollbackAsync();
                    return;
                }

                sourceKey = work[0].Sources[0].Key;
                await TurnAsync(source, session, work[0], request, cancellationToken);
                await session.CommitAsync(cancellationToken);
                return;
            }
            catch (StepThrewException exception) when (request.PutOff.Add(exception.ElementId))
            {
                Log.StepPutOff(logger, instanceKey, exception.ElementId, exception);
                await session.RollbackAsync();
            }
            catch (Exception exception) when (Conflicts.IsConflict(exception) && run < tools.Options.ConflictRunsMax)
            {
                await session.RollbackAsync();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                await session.RollbackAsync();
                Log.TurnFailed(logger, instanceKey, exception);
                await CountFailureAsync(source, sourceKey, exception, cancellationToken);
                return;
            }
        }
    }

    private async Task<List<Claimed>> ClaimAsync(
        WorkSource source, TurnSession session, long? onlyInstance, int perInstanceMax, CancellationToken cancellationToken)
    {
        var instances = new Dictionary<long, Claimed>();
        await using (var batch = session.Begin())
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(source.ClaimSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<DateTimeOffset> { TypedValue = session.Now },
                    new NpgsqlParameter<int> { TypedValue = tools.Options.BatchInstancesMax },
                    new() { Value = (object?)onlyInstance ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
                },
            });
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var instance = InstanceSql.Read(reader);
                instances.Add(instance.Key, new Claimed(instance, []));
            }
        }

        if (instances.Count == 0) return [];
        await using var load = new NpgsqlCommand(source.LoadSql, session.Connection)
        {
            Parameters =
            {
                new NpgsqlParameter<DateTimeOffset> { TypedValue = session.Now },
                new NpgsqlParameter<long[]> { TypedValue = [.. instances.Keys] },
                new NpgsqlParameter<int> { TypedValue = perInstanceMax },
            },
        };
        await using var sources = await load.ExecuteReaderAsync(cancellationToken);
        while (await sources.ReadAsync(cancellationToken))
        {
            var (instanceKey, sourceKey, processEvent) = source.Read(sources);
            instances[instanceKey].Sources.Add((sourceKey, processEvent));
        }

        return [.. instances.Values.Where(claimed => claimed.Sources.Count > 0)];
    }

    private async Task TurnAsync(
        WorkSource source, TurnSession session, Claimed claimed, TurnRequest request, CancellationToken cancellationToken)
    {
        var release = await tools.Releases.GetAsync(claimed.Instance.ReleaseKey, cancellationToken);
        var turn = new InstanceTurn(session, claimed.Instance, release, ProcessTurns.StateOf(claimed.Instance), request);
        foreach (var (sourceKey, processEvent) in claimed.Sources)
        {
            turn.Send(processEvent);
            source.Consume(session.Writes, sourceKey);
        }

        await turn.FinishAsync(cancellationToken);
    }

    private async Task CountFailureAsync(WorkSource source, long sourceKey, Exception exception, CancellationToken cancellationToken)
    {
        await using var command = tools.DataSource.CreateCommand(source.FailedSql);
        command.Parameters.AddWithValue(sourceKey);
        command.Parameters.AddWithValue(tools.Options.TurnAttemptsMax);
        command.Parameters.AddWithValue(tools.Options.RetryDelay);
        command.Parameters.AddWithValue(await NextKeyAsync(cancellationToken));
        // The type only: messages of exceptions may hold data of the case. The log has the rest.
        command.Parameters.AddWithValue($"The turn failed: {exception.GetType().Name}.");
        command.Parameters.AddWithValue(tools.Clock.Now);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<long> NextKeyAsync(CancellationToken cancellationToken)
    {
        var range = await tools.Keys.RentAsync(cancellationToken);
        var key = range.Next;
        range.MoveTo(key + 1);
        tools.Keys.Return(range);
        return key;
    }

    private static TurnRequest NewRequest() => new(TurnActor.Engine, Guid.CreateVersion7());

    private sealed record Claimed(LockedInstance Instance, List<(long Key, ProcessEvent Event)> Sources);
}
