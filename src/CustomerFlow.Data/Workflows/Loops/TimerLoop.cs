using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace CustomerFlow.Data.Workflows.Loops;

/// <summary>Fires due timers and starts processes whose start timer is due.</summary>
public sealed class TimerLoop : WorkLoop
{
    private const int StartsMax = 20;

    // Waits end on a whole millisecond; one that ends before the timer is due only has to look again.
    private static readonly TimeSpan WaitStep = TimeSpan.FromMilliseconds(1);

    private readonly BatchTurns batches;
    private readonly TurnTools tools;
    private long lookedAtTicks;

    internal TimerLoop(BatchTurns batches, TurnTools tools, ILogger<TimerLoop> logger)
        : base(logger, tools.Options.BatchesAtATime)
    {
        this.batches = batches;
        this.tools = tools;
    }

    /// <summary>Business time of the next timer or start; null when none waits.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        await using var command = tools.DataSource.CreateCommand(ClaimSql.NextTimer);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) && !reader.IsDBNull(0) ? reader.GetFieldValue<DateTimeOffset>(0) : null;
    }

    /// <inheritdoc/>
    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref lookedAtTicks, tools.Clock.Now.UtcTicks);
        var starts = await StartDueAsync(cancellationToken);
        var turns = await batches.RunAsync(WorkSource.Timers, cancellationToken);
        return starts + turns > 0;
    }

    /// <inheritdoc/>
    protected internal override async Task SleepAsync(CancellationToken cancellationToken)
    {
        var longest = tools.Options.LoopSleepMax;
        if (await NextDueAsync(cancellationToken) is { } due)
        {
            var untilDue = due - tools.Clock.Now;
            // It became due after the last look, so nobody was asked to take it yet.
            if (untilDue <= TimeSpan.Zero && due.UtcTicks > Interlocked.Read(ref lookedAtTicks)) return;
            // A due timer that was not taken is another node's, or waits for its next try.
            if (untilDue > TimeSpan.Zero && untilDue < longest) longest = untilDue + WaitStep;
        }

        await tools.Wake.WaitAsync(WakeUp.Timers, longest, cancellationToken);
    }

    private async Task<int> StartDueAsync(CancellationToken cancellationToken)
    {
        await using var session = await TurnSession.OpenAsync(tools, TurnActor.Engine, cancellationToken);
        try
        {
            var due = await ReadDueAsync(session, cancellationToken);
            foreach (var start in due) await StartAsync(start, session, cancellationToken);
            if (due.Count > 0) await session.CommitAsync(cancellationToken);
            else await session.RollbackAsync();
            return due.Count;
        }
        catch
        {
            await session.RollbackAsync();
            throw;
        }
    }

    private static async Task<List<StartSubscriptionRow>> ReadDueAsync(TurnSession session, CancellationToken cancellationToken)
    {
        await using var batch = session.Begin();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ClaimSql.DueStarts)
        {
            Parameters =
            {
                new NpgsqlParameter<DateTimeOffset> { TypedValue = session.Now }, new NpgsqlParameter<int> { TypedValue = StartsMax },
            },
        });
        var due = new List<StartSubscriptionRow>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add(new StartSubscriptionRow
            {
                Key = reader.GetInt64(0), ProcessId = reader.GetString(1), ProcessDefinitionKey = reader.GetInt64(2),
                ReleaseKey = reader.GetInt64(3), ElementId = reader.GetString(4), Name = reader.GetString(5),
                DueAt = reader.GetFieldValue<DateTimeOffset>(6), RunsLeft = reader.IsDBNull(7) ? null : reader.GetInt32(7),
            });
        }

        return due;
    }

    // The instance begins in its own turn: an event for it, in the commit that moves the start timer on.
    private async Task StartAsync(StartSubscriptionRow start, TurnSession session, CancellationToken cancellationToken)
    {
        var key = await session.TakeKeysAsync(1, cancellationToken);
        session.Writes.NewInstances.Add(new InstanceRow
        {
            Key = key, ReleaseKey = start.ReleaseKey, ProcessDefinitionKey = start.ProcessDefinitionKey, ProcessId = start.ProcessId,
            RootKey = key, Status = InstanceStatus.Active, State = [], Variables = "{}",
            StartedAt = session.Now,
        });
        session.Writes.NewEvents.Add(EffectRows.Event(
            key, new ProcessEvent.Started(start.ElementId, FeelContext.Empty, null)));
        session.Writes.WakesUp |= WakeUp.Events;
        var environment = new FeelEnvironment(
            session.Now, tools.Options.TimeZoneId, FeelLimits.Default, tools.Options.Functions);
        var next = StartTimers.Next(new StartTimer(start.DueAt!.Value, start.RunsLeft, start.Name), environment);
        session.Writes.More.Add(new NpgsqlBatchCommand(
            "update customerflow.start_subscription set due_at = $2, runs_left = $3 where key = $1")
        {
            Parameters =
            {
                new() { Value = start.Key },
                new() { Value = (object?)next?.DueAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new() { Value = (object?)next?.RunsLeft ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer },
            },
        });
    }
}
