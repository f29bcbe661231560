using Npgsql;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>
/// Transaction locks on (name, key) of messages. Who publishes and who begins to wait both take them before they look at each other's
/// rows: else each would miss the other's uncommitted one and the message would be lost. Sorted, and always after the instance's lock.
/// </summary>
internal static class MessageLocks
{
    private const string TakeAll =
        """
        select pg_advisory_xact_lock(hash) from
            (select distinct hashtextextended(name, 0) as hash from unnest($1::text[]) as name order by 1 offset 0) as sorted
        """;

    public static void AddTo(NpgsqlBatch batch, TurnWrites writes)
    {
        if (writes.NewMessageSubscriptions.Count + writes.Publications.Count + writes.FreedKeys.Count == 0) return;
        List<string> names = [];
        names.AddRange(writes.NewMessageSubscriptions.Select(waiting => Name(waiting.MessageName, waiting.CorrelationKey)));
        foreach (var message in writes.Publications)
        {
            names.Add(Name(message.Name, message.CorrelationKey));
            names.Add(StartName(message.CorrelationKey));
        }

        names.AddRange(writes.FreedKeys.Select(freed => StartName(freed.CorrelationKey)));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(TakeAll)
        {
            Parameters = { new NpgsqlParameter<string[]> { TypedValue = [.. names] } },
        });
    }

    private static string Name(string messageName, string correlationKey) => $"{messageName}\u001f{correlationKey}";

    // Guards "one live instance per message key" whatever the message is called.
    private static string StartName(string correlationKey) => $"\u001e{correlationKey}";
}
