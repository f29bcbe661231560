using System.Text.Json;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using Npgsql;

namespace CustomerFlow.Data.Workflows.Loops;

/// <summary>Where a loop's work comes from: how it is found, read, done with, and put back.</summary>
internal abstract class WorkSource
{
    public static WorkSource Timers { get; } = new TimerSource();

    public static WorkSource Events { get; } = new EventSource();

    public abstract string ClaimSql { get; }

    public abstract string LoadSql { get; }

    public abstract string FailedSql { get; }

    /// <summary>One row of <see cref="LoadSql"/>: the instance, the row's key, and what it means.</summary>
    public abstract (long InstanceKey, long SourceKey, ProcessEvent Event) Read(NpgsqlDataReader reader);

    /// <summary>The row was used, or was stale: either way it must not come again.</summary>
    public abstract void Consume(TurnWrites writes, long sourceKey);

    private sealed class TimerSource : WorkSource
    {
        public override string ClaimSql => Loops.ClaimSql.InstancesWithTimers;

        public override string LoadSql => Loops.ClaimSql.DueTimers;

        public override string FailedSql => Loops.ClaimSql.TimerFailed;

        public override (long InstanceKey, long SourceKey, ProcessEvent Event) Read(NpgsqlDataReader reader) =>
            (reader.GetInt64(0), reader.GetInt64(1), new ProcessEvent.TimerFired(reader.GetInt64(1)));

        public override void Consume(TurnWrites writes, long sourceKey)
        {
            if (!writes.ClosedTimers.Contains(sourceKey)) writes.ClosedTimers.Add(sourceKey);
        }
    }

    private sealed class EventSource : WorkSource
    {
        public override string ClaimSql => Loops.ClaimSql.InstancesWithEvents;

        public override string LoadSql => Loops.ClaimSql.DueEvents;

        public override string FailedSql => Loops.ClaimSql.EventFailed;

        public override (long InstanceKey, long SourceKey, ProcessEvent Event) Read(NpgsqlDataReader reader)
        {
            var json = reader.GetString(5);
            ProcessEvent processEvent = (InstanceEventKind)reader.GetInt16(2) switch
            {
                InstanceEventKind.Message =>
                    new ProcessEvent.MessageReceived(reader.GetInt64(3), reader.GetInt64(4), FeelJson.ParseObject(json)),
                InstanceEventKind.Signal => new ProcessEvent.SignalReceived(reader.GetInt64(3), FeelJson.ParseObject(json)),
                InstanceEventKind.Start => Start(json),
                _ => ProcessEventJson.Read(json),
            };
            return (reader.GetInt64(0), reader.GetInt64(1), processEvent);
        }

        public override void Consume(TurnWrites writes, long sourceKey) => writes.ConsumedEvents.Add(sourceKey);

        private static ProcessEvent.Started Start(string json)
        {
            using var document = JsonDocument.Parse(json);
            var element = document.RootElement.GetProperty("element").GetString();
            var variables = FeelJson.Read(document.RootElement.GetProperty("variables")) as FeelContext ?? FeelContext.Empty;
            return new ProcessEvent.Started(element, variables, null);
        }
    }
}
