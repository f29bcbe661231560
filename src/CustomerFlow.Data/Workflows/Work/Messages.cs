using System.Diagnostics;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Workflows.Feel;
using Npgsql;

namespace CustomerFlow.Data.Workflows.Work;

/// <summary>Messages and signals from outside.</summary>
public sealed class Messages
{
    private static readonly TimeSpan CorrelationTime = TimeSpan.FromMinutes(1);
    private readonly TurnTools tools;

    internal Messages(TurnTools tools) => this.tools = tools;

    /// <summary>Publishes a message: per process to the instance that has waited longest, else to a start event, else it is kept.</summary>
    public async Task<PublishOutcome> PublishAsync(MessageRequest request, CancellationToken cancellationToken)
    {
        if (VariableRules.Problem(request.Variables, tools.Options.Limits) is { } problem) return new PublishOutcome.Refused(problem);
        await using var session = await TurnSession.OpenAsync(tools, TurnActor.System("message"), cancellationToken);
        var message = new MessageRow
        {
            Key = await session.TakeKeysAsync(1, cancellationToken), Name = request.Name, CorrelationKey = request.CorrelationKey,
            MessageId = request.MessageId, Variables = FeelJson.ToText(request.Variables), PublishedAt = session.Now,
            ExpiresAt = session.Now + request.TimeToLive,
        };
        try
        {
            await using (var begin = session.Begin()) await begin.ExecuteNonQueryAsync(cancellationToken);
            session.Writes.Publications.Add(message);
            session.Writes.WakesUp = WakeUp.Events;
            KillPoint.Hit("message-before-commit");
            await session.CommitAsync(cancellationToken);
            return new PublishOutcome.Published(message.Key);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // The same message id is still kept: the caller has published this message before.
            await session.RollbackAsync();
            return new PublishOutcome.AlreadyPublished();
        }
    }

    /// <summary>Publishes a message for who waits for it now, and says who got it. Nothing is kept for later.</summary>
    /// <param name="name">The message's name.</param>
    /// <param name="correlationKey">What it is matched by; empty reaches only start events.</param>
    /// <param name="variables">What it carries.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    public async Task<CorrelateOutcome> CorrelateAsync(
        string name, string correlationKey, FeelContext variables, CancellationToken cancellationToken)
    {
        // Only a kept message leaves a trace of who got it, so it is kept for the moment that it takes to look.
        var message = new MessageRequest(name, correlationKey, variables, CorrelationTime, null);
        switch (await PublishAsync(message, cancellationToken))
        {
            case PublishOutcome.Refused refused:
                return new CorrelateOutcome.Refused(refused.Reason);
            case PublishOutcome.Published { Key: var key }:
                var got = await ReceiverAsync(key, CancellationToken.None);
                await using (var drop = tools.DataSource.CreateCommand("delete from customerflow.message where key = $1"))
                {
                    drop.Parameters.AddWithValue(key);
                    await drop.ExecuteNonQueryAsync(CancellationToken.None);
                }

                return got is { } instanceKey ? new CorrelateOutcome.Correlated(key, instanceKey) : new CorrelateOutcome.NobodyWaits();
            default:
                throw new UnreachableException();
        }
    }

    private async Task<long?> ReceiverAsync(long messageKey, CancellationToken cancellationToken)
    {
        await using var command = tools.DataSource.CreateCommand(
            "select instance_key from customerflow.message_correlation where message_key = $1 order by instance_key limit 1");
        command.Parameters.AddWithValue(messageKey);
        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }

    /// <summary>Broadcasts a signal to everyone who waits for it and to start events.</summary>
    public async Task<PublishOutcome> BroadcastAsync(string name, FeelContext variables, CancellationToken cancellationToken)
    {
        if (VariableRules.Problem(variables, tools.Options.Limits) is { } problem) return new PublishOutcome.Refused(problem);
        await using var session = await TurnSession.OpenAsync(tools, TurnActor.System("message"), cancellationToken);
        await using (var begin = session.Begin()) await begin.ExecuteNonQueryAsync(cancellationToken);
        session.Writes.Signals.Add(new SignalBroadcast(name, FeelJson.ToText(variables)));
        session.Writes.WakesUp = WakeUp.Events;
        await session.CommitAsync(cancellationToken);
        return new PublishOutcome.Published(await session.TakeKeysAsync(1, cancellationToken));
    }

    /// <summary>Deletes kept messages whose time is over.</summary>
    public async Task<int> DropExpiredAsync(CancellationToken cancellationToken)
    {
        await using var command = tools.DataSource.CreateCommand("delete from customerflow.message where expires_at <= $1");
        command.Parameters.AddWithValue(tools.Clock.Now);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>A message to publish.</summary>
/// <param name="Name">The message's name.</param>
/// <param name="CorrelationKey">What it is matched by; empty reaches only start events.</param>
/// <param name="Variables">What it carries.</param>
/// <param name="TimeToLive">Business time for which it is kept for late subscribers; zero: not at all.</param>
/// <param name="MessageId">The publisher's own id; while such a message is kept, another one is refused.</param>
public sealed record MessageRequest(string Name, string CorrelationKey, FeelContext Variables, TimeSpan TimeToLive, string? MessageId);

/// <summary>What came of a publication: a closed family.</summary>
public abstract record PublishOutcome
{
    private PublishOutcome()
    {
    }

    /// <summary>Committed.</summary>
    public sealed record Published(long Key) : PublishOutcome;

    /// <summary>A message with this id is still kept.</summary>
    public sealed record AlreadyPublished : PublishOutcome;

    /// <summary>Not like that; nothing is written.</summary>
    public sealed record Refused(string Reason) : PublishOutcome;
}

/// <summary>What came of a correlation: a closed family.</summary>
public abstract record CorrelateOutcome
{
    private CorrelateOutcome()
    {
    }

    /// <summary>Committed; the first instance that got it.</summary>
    public sealed record Correlated(long MessageKey, long InstanceKey) : CorrelateOutcome;

    /// <summary>No instance waits for it and no start event takes it.</summary>
    public sealed record NobodyWaits : CorrelateOutcome;

    /// <summary>Not like that; nothing is written.</summary>
    public sealed record Refused(string Reason) : CorrelateOutcome;
}
