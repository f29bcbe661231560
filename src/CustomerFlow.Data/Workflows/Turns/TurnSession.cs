using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows.Mail;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Data.Workflows.Work;
using NodaTime;
using Npgsql;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>One transaction for one or many turns: a connection, the rows to write, and a context when somebody asks for one.</summary>
internal sealed class TurnSession(
    TurnTools tools, NpgsqlConnection connection, NpgsqlTransaction transaction, TurnActor actor, KeyRange keys) : IAsyncDisposable
{
    /// <summary>
    /// Who acts, for the audit triggers of business tables, and plans that are made once: the statements of a turn find rows by key,
    /// so planning them anew for every value costs as much as running them. Both hold for this transaction only.
    /// </summary>
    private const string BeginSql =
        "select set_config('customerflow.actor', $1, true), set_config('plan_cache_mode', 'force_generic_plan', true)";

    private CustomerFlowDb? db;
    private bool isOpen = true;

    public NpgsqlConnection Connection { get; } = connection;

    public TurnTools Tools { get; } = tools;

    public TurnWrites Writes { get; private set; } = new();

    /// <summary>Business time: the same for everything in this transaction.</summary>
    public DateTimeOffset Now { get; } = tools.Clock.Now;

    public KeyRange Keys { get; private set; } = keys;

    // Absences are days of the company.
    private DateOnly Today =>
        Instant.FromDateTimeOffset(Now).InZone(DateTimeZoneProviders.Tzdb[Tools.Options.TimeZoneId]).Date.ToDateOnly();

    /// <summary>Keys that ran out in the middle of a longer Advance.</summary>
    public void Replace(KeyRange range)
    {
        Tools.Keys.Return(Keys);
        Keys = range;
    }

    /// <summary>The first of so many keys in a row.</summary>
    public async ValueTask<long> TakeKeysAsync(int count, CancellationToken cancellationToken)
    {
        if (Keys.Left < count) Replace(await Tools.Keys.FreshAsync(cancellationToken));
        var first = Keys.Next;
        Keys.MoveTo(first + count);
        return first;
    }

    public CustomerFlowDb Db => db ??= Tools.Contexts.Join(Connection, transaction, actor.Scope);

    public static async Task<TurnSession> OpenAsync(TurnTools tools, TurnActor actor, CancellationToken cancellationToken)
    {
        var keys = await tools.Keys.RentAsync(cancellationToken);
        var connection = await tools.DataSource.OpenConnectionAsync(cancellationToken);
        // No round trip yet: BEGIN travels with the first batch.
        var transaction = await connection.BeginTransactionAsync(cancellationToken);
        return new TurnSession(tools, connection, transaction, actor, keys);
    }

    /// <summary>The first batch of the transaction; the caller adds its locks and loads, all in one round trip.</summary>
    public NpgsqlBatch Begin()
    {
        var batch = Connection.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(BeginSql)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = actor.AuditName } },
        });
        return batch;
    }

    public async Task SaveBusinessRowsAsync(CancellationToken cancellationToken)
    {
        if (db is null || !db.ChangeTracker.HasChanges()) return;
        await db.SaveChangesAsync(cancellationToken);
        KillPoint.Hit("turn-rows-saved");
    }

    public StepReader Reader() => new(Db, Tools.Numbers);

    /// <summary>All rows and COMMIT in one round trip.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await SaveBusinessRowsAsync(cancellationToken);
        await NumberMessagesAsync(cancellationToken);
        await using var batch = Connection.CreateBatch();
        Writes.AddTo(batch, Now);
        AbsenceCover.AddTo(batch, Writes.NewTasks, Today, Now);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        KillPoint.Hit("turn-before-commit");
        await batch.ExecuteNonQueryAsync(cancellationToken);
        isOpen = false;
        KillPoint.Hit("turn-committed");
        Tools.Wake.Set(Writes.WakesUp);
    }

    private async Task NumberMessagesAsync(CancellationToken cancellationToken)
    {
        foreach (var message in Writes.Unnumbered)
        {
            Writes.Publications.Add(new MessageRow
            {
                Key = await TakeKeysAsync(1, cancellationToken), Name = message.Name, CorrelationKey = message.CorrelationKey,
                MessageId = message.MessageId, Variables = message.Variables, PublishedAt = Now, ExpiresAt = Now + message.TimeToLive,
            });
        }

        Writes.Unnumbered.Clear();
    }

    public async Task RollbackAsync()
    {
        if (!isOpen || Connection.State != System.Data.ConnectionState.Open) return;
        isOpen = false;
        Writes = new TurnWrites();
        await transaction.RollbackAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Tools.Keys.Return(Keys);
        if (db is not null) await db.DisposeAsync();
        await transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}

/// <summary>What every turn needs, made once.</summary>
internal sealed record TurnTools(
    NpgsqlDataSource DataSource,
    DbPool Contexts,
    KeyRanges Keys,
    ReleaseCache Releases,
    InlineSteps Steps,
    CaseNumbers Numbers,
    MailVault Mails,
    BusinessClock Clock,
    TimeProvider Time,
    WakeSignals Wake,
    WorkflowOptions Options);
