using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;
using Npgsql;
using NpgsqlTypes;

namespace CustomerFlow.Data.Workflows.Mail;

/// <summary>
/// The outbox of the mail loop: take a mail, say that the final dot is about to be sent, say what came of it. Every write names the
/// lease that it holds, so that a node which slept through its lease changes nothing.
/// </summary>
public sealed class MailQueue
{
    /// <summary>Real time between tries of a deferred mail at the beginning; it doubles, up to <see cref="DeferMax"/>.</summary>
    private static readonly TimeSpan DeferFirst = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DeferMax = TimeSpan.FromHours(4);

    // A crash while leased puts the mail back; a crash while handed cannot: perhaps it was sent.
    private const string Claim =
        """
        with lost as (
            update customerflow.outgoing_mail set state = 6, answer = 'The sender stopped at the final dot.', settled_at = $4,
                epoch = epoch + 1
            where state = 3 and due_at <= now() returning 1)
        update customerflow.outgoing_mail set state = 2, due_at = now() + $2, worker = $3, epoch = epoch + 1, attempts = attempts + 1
        where key in (
            select key from customerflow.outgoing_mail where state in (1, 2) and due_at <= now() order by due_at, key limit $1
            for update skip locked)
        returning key, epoch, instance_key, purpose, audience, recipient_key, language, message_id, content, unsubscribe_path, attempts
        """;

    private const string Hand =
        """
        update customerflow.outgoing_mail set state = 3, due_at = now() + $3
        where key = $1 and epoch = $2 and state = 2 and due_at > now()
        """;

    // Content goes as soon as it is not needed any more; an unknown one stays, so that a person can send it again on purpose.
    private const string Settle =
        """
        update customerflow.outgoing_mail set state = $3, answer = $4, settled_at = case when $3 = 1 then null else $5 end,
            due_at = case when $3 = 1 then now() + $6 else due_at end, content = case when $3 = 4 and not $7 then null else content end,
            worker = null
        where key = $1 and epoch = $2 and state in (2, 3)
        returning purpose, correlation_key, on_delivered, on_failed
        """;

    private const string Decide =
        """
        update customerflow.outgoing_mail set state = $2, answer = $3, settled_at = $4, epoch = epoch + 1,
            content = case when $2 = 4 and not $5 then null else content end
        where key = $1 and state = 6
        returning purpose, correlation_key, on_delivered, on_failed
        """;

    private readonly TurnTools tools;

    internal MailQueue(TurnTools tools) => this.tools = tools;

    /// <summary>Takes up to <paramref name="max"/> mails that are due. Mails whose sender died at the final dot become unknown.</summary>
    public async Task<IReadOnlyList<LeasedMail>> ClaimAsync(int max, CancellationToken cancellationToken)
    {
        var taken = new List<(LeasedMail Mail, byte[]? Content)>();
        await using (var command = tools.DataSource.CreateCommand(Claim))
        {
            command.Parameters.AddWithValue(max);
            command.Parameters.AddWithValue(tools.Options.MailLease);
            command.Parameters.AddWithValue(tools.Options.NodeName);
            command.Parameters.AddWithValue(tools.Clock.Now);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) taken.Add(Read(reader));
        }

        if (taken.Count > 0) KillPoint.Hit("mail-leased");
        await using var db = tools.Contexts.Open(AccessScope.System("mail"));
        var opened = new List<LeasedMail>(taken.Count);
        foreach (var (mail, content) in taken)
        {
            var text = await tools.Mails.OpenAsync(db, mail.Audience, mail.RecipientKey, content, cancellationToken);
            opened.Add(mail with { Text = text });
        }

        return opened;
    }

    /// <summary>Commits that the final dot comes next. False: the lease is lost, send nothing.</summary>
    public async Task<bool> HandAsync(LeasedMail mail, CancellationToken cancellationToken)
    {
        KillPoint.Hit("mail-prepared");
        await using var command = tools.DataSource.CreateCommand(Hand);
        command.Parameters.AddWithValue(mail.Key);
        command.Parameters.AddWithValue(mail.Epoch);
        command.Parameters.AddWithValue(tools.Options.MailLease);
        var isHanded = await command.ExecuteNonQueryAsync(cancellationToken) == 1;
        KillPoint.Hit("mail-handed");
        return isHanded;
    }

    /// <summary>Writes what came of it and publishes the message that the process waits for. False: the lease is lost.</summary>
    public async Task<bool> SettleAsync(LeasedMail mail, MailSettlement settlement, CancellationToken cancellationToken)
    {
        KillPoint.Hit("mail-sent");
        var state = settlement.State == MailState.Queued && mail.Attempts >= tools.Options.MailAttemptsMax
            ? MailState.Failed
            : settlement.State;
        return await FinishAsync(state, TurnActor.System("mail"), now => SettleCommand(mail, state, settlement, now), cancellationToken);
    }

    /// <summary>
    /// A person found out what became of a mail whose outcome was unknown. The process hears of it as if the server had answered.
    /// </summary>
    /// <param name="mailKey">The mail.</param>
    /// <param name="settlement">Sent or failed, and why.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="cancellationToken">Nothing is changed.</param>
    /// <returns>False: its outcome is known by now.</returns>
    public Task<bool> DecideAsync(long mailKey, MailSettlement settlement, TurnActor actor, CancellationToken cancellationToken)
    {
        if (settlement.State is not (MailState.Sent or MailState.Failed))
            throw new ArgumentException("A person can say that a mail arrived or did not.", nameof(settlement));
        return FinishAsync(settlement.State, actor, now => new NpgsqlBatchCommand(Decide)
        {
            Parameters =
            {
                new() { Value = mailKey }, new() { Value = (short)settlement.State },
                new() { Value = (object?)settlement.Answer ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }, new() { Value = now },
                new() { Value = settlement.KeepsText },
            },
        }, cancellationToken);
    }

    /// <summary>Puts a mail whose outcome is unknown back into the queue: a person decided so.</summary>
    public async Task<bool> SendAgainAsync(long mailKey, CancellationToken cancellationToken)
    {
        await using var command = tools.DataSource.CreateCommand(
            "update customerflow.outgoing_mail set state = 1, due_at = now(), settled_at = null, attempts = 0, epoch = epoch + 1 " +
            "where key = $1 and state in (5, 6) and content is not null");
        command.Parameters.AddWithValue(mailKey);
        var isQueued = await command.ExecuteNonQueryAsync(cancellationToken) == 1;
        if (isQueued) tools.Wake.SetMail();
        return isQueued;
    }

    /// <summary>What a message about a mail's outcome carries.</summary>
    internal static FeelContext Describe(string purpose) =>
        new([KeyValuePair.Create<string, FeelValue>("mailPurpose", new FeelText(purpose))]);

    // The row and the message that the process waits for, in one commit. The command returns purpose, correlation key and both messages.
    private async Task<bool> FinishAsync(
        MailState state, TurnActor actor, Func<DateTimeOffset, NpgsqlBatchCommand> write, CancellationToken cancellationToken)
    {
        await using var session = await TurnSession.OpenAsync(tools, actor, cancellationToken);
        string? message = null, correlationKey = null, purpose = null;
        await using (var batch = session.Begin())
        {
            batch.BatchCommands.Add(write(session.Now));
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await reader.NextResultAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken))
            {
                await reader.CloseAsync();
                await session.RollbackAsync();
                return false;
            }

            purpose = reader.GetString(0);
            correlationKey = reader.IsDBNull(1) ? null : reader.GetString(1);
            var column = state switch { MailState.Sent => 2, MailState.Failed or MailState.Bounced => 3, _ => -1 };
            message = column < 0 || reader.IsDBNull(column) ? null : reader.GetString(column);
        }

        if (message is not null && correlationKey is not null)
        {
            session.Writes.Unnumbered.Add(new MessageToPublish(
                message, correlationKey, null, FeelJson.ToText(Describe(purpose)), tools.Options.MailMessageTimeToLive));
            session.Writes.WakesUp |= WakeUp.Events;
        }

        await session.CommitAsync(cancellationToken);
        KillPoint.Hit("mail-settled");
        return true;
    }

    private static NpgsqlBatchCommand SettleCommand(
        LeasedMail mail, MailState state, MailSettlement settlement, DateTimeOffset now) => new(Settle)
        {
            Parameters =
        {
            new() { Value = mail.Key }, new() { Value = mail.Epoch }, new() { Value = (short)state },
            new() { Value = (object?)settlement.Answer ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }, new() { Value = now },
            new() { Value = DeferralOf(mail.Attempts), NpgsqlDbType = NpgsqlDbType.Interval },
            new() { Value = settlement.KeepsText },
        },
        };

    private static TimeSpan DeferralOf(int attempts)
    {
        var deferral = DeferFirst * Math.Pow(2, Math.Min(attempts - 1, 20));
        return deferral < DeferMax ? deferral : DeferMax;
    }

    private static (LeasedMail Mail, byte[]? Content) Read(NpgsqlDataReader reader) => (
        new LeasedMail(reader.GetInt64(0), reader.GetInt32(1), reader.GetString(3), reader.GetString(7))
        {
            InstanceKey = reader.IsDBNull(2) ? null : reader.GetInt64(2), Audience = (MailAudience)reader.GetInt16(4),
            RecipientKey = reader.GetInt64(5), Language = reader.GetString(6),
            UnsubscribePath = reader.IsDBNull(9) ? null : reader.GetString(9), Attempts = reader.GetInt32(10),
        },
        reader.IsDBNull(8) ? null : reader.GetFieldValue<byte[]>(8));
}

/// <summary>A mail that this node has for the length of its lease.</summary>
/// <param name="Key">The mail's key.</param>
/// <param name="Epoch">The lease.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="MessageId">The Message-ID header without angle brackets.</param>
public sealed record LeasedMail(long Key, int Epoch, string Purpose, string MessageId)
{
    /// <summary>The instance, if any.</summary>
    public long? InstanceKey { get; init; }

    /// <summary>Customer or staff.</summary>
    public MailAudience Audience { get; init; }

    /// <summary>Key of the contact or person, for the do-not-contact check when sending.</summary>
    public long RecipientKey { get; init; }

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public string Language { get; init; } = "";

    /// <summary>Path of the one-click link.</summary>
    public string? UnsubscribePath { get; init; }

    /// <summary>Tries so far, this one included.</summary>
    public int Attempts { get; init; }

    /// <summary>Address and text; null when the recipient was erased meanwhile: settle as withdrawn.</summary>
    public MailText? Text { get; init; }
}

/// <summary>What came of a mail: sent, deferred (<see cref="MailState.Queued"/>), failed, unknown or withdrawn.</summary>
/// <param name="State">The new state.</param>
/// <param name="Answer">The server's answer, without addresses.</param>
public sealed record MailSettlement(MailState State, string? Answer)
{
    /// <summary>Keeps address and text after sending: for the built-in mailbox, which has no other copy.</summary>
    public bool KeepsText { get; init; }
}
