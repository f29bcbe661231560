using System.Globalization;
using Npgsql;

namespace CustomerFlow.Data.Time;

/// <summary>
/// The time of business: due dates, timers, FEEL. It follows the database's clock, so that all nodes agree, plus the offset of the
/// demo, or stands still while it is pinned. Leases, back-off and sign-in use real time, never this.
/// </summary>
public sealed class BusinessClock(TimeProvider time, NpgsqlDataSource dataSource)
{
    /// <summary>How old the cached state may get; a move made on another node is seen within it.</summary>
    public static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(1);

    private const string ReadSql =
        """
        select clock_timestamp(),
               (select value from customerflow.setting where id = 'clock.offset'),
               (select value from customerflow.setting where id = 'clock.pinned')
        """;

    private const string WriteSql =
        """
        insert into customerflow.setting (id, value) values ($1, $2)
        on conflict (id) do update set value = excluded.value, revision = setting.revision + 1
        """;

    private volatile ClockState? state;

    /// <summary>Business time, in UTC. Costs no round trip.</summary>
    /// <exception cref="InvalidOperationException">Nobody has called <see cref="RefreshAsync"/> yet.</exception>
    public DateTimeOffset Now
    {
        get
        {
            var known = state ?? throw new InvalidOperationException("The business clock is read before its first refresh.");
            return known.Pinned ?? time.GetUtcNow() + known.Skew + known.Offset;
        }
    }

    /// <summary>How far business time is ahead of the database's time.</summary>
    public TimeSpan Offset => state?.Offset ?? TimeSpan.Zero;

    /// <summary>Whether the clock stands still.</summary>
    public bool IsPinned => state?.Pinned is not null;

    /// <summary>Reads the offset and how far this machine's clock is from the database's.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow();
        await using var command = dataSource.CreateCommand(ReadSql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var after = time.GetUtcNow();

        var database = await reader.GetFieldValueAsync<DateTimeOffset>(0, cancellationToken);
        var offset = await reader.IsDBNullAsync(1, cancellationToken) ? TimeSpan.Zero : ParseOffset(reader.GetString(1));
        DateTimeOffset? pinned = await reader.IsDBNullAsync(2, cancellationToken) ? null : ParsePinned(reader.GetString(2));
        state = new ClockState(database - (before + (after - before) / 2), offset, pinned);
    }

    /// <summary>Moves business time to <paramref name="target"/>, from where it runs on. Only for demo and tests.</summary>
    public async Task MoveToAsync(DateTimeOffset target, CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        var database = time.GetUtcNow() + state!.Skew;
        var offset = (target - database).Ticks.ToString(CultureInfo.InvariantCulture);
        await WriteAsync(("clock.offset", offset), ("clock.pinned", ""), cancellationToken);
    }

    /// <summary>Moves business time to <paramref name="target"/> and holds it there. Only for demo and tests.</summary>
    public async Task PinAsync(DateTimeOffset target, CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        var offset = (target - (time.GetUtcNow() + state!.Skew)).Ticks.ToString(CultureInfo.InvariantCulture);
        await WriteAsync(
            ("clock.offset", offset), ("clock.pinned", target.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)), cancellationToken);
    }

    /// <summary>Goes back to the database's time.</summary>
    public Task ResetAsync(CancellationToken cancellationToken) =>
        WriteAsync(("clock.offset", "0"), ("clock.pinned", ""), cancellationToken);

    private static TimeSpan ParseOffset(string ticks) => TimeSpan.FromTicks(long.Parse(ticks, CultureInfo.InvariantCulture));

    private static DateTimeOffset? ParsePinned(string text) =>
        text.Length == 0 ? null : DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None);

    private async Task WriteAsync((string Id, string Value) first, (string Id, string Value) second, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        foreach (var (id, value) in new[] { first, second })
        {
            var command = new NpgsqlBatchCommand(WriteSql);
            command.Parameters.AddWithValue(id);
            command.Parameters.AddWithValue(value);
            batch.BatchCommands.Add(command);
        }

        // One batch is one implicit transaction, so no node sees an offset without its pin.
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await RefreshAsync(cancellationToken);
    }

    private sealed record ClockState(TimeSpan Skew, TimeSpan Offset, DateTimeOffset? Pinned);
}
