using System.Globalization;
using Npgsql;
using NpgsqlTypes;

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

    /// <summary>The database computes the offset, so that no round trip is in it; 10 000 000 ticks are one second.</summary>
    private const string MoveSql =
        """
        insert into customerflow.setting (id, value) values
          ('clock.offset', coalesce((extract(epoch from $1::timestamptz - clock_timestamp()) * 10000000)::bigint, 0)::text),
          ('clock.pinned', $2)
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
        state = new ClockState(SkewOf(database, before, after), offset, pinned);
    }

    /// <summary>Moves business time to <paramref name="target"/>, from where it runs on. Only for demo and tests.</summary>
    public Task MoveToAsync(DateTimeOffset target, CancellationToken cancellationToken) => WriteAsync(target, "", cancellationToken);

    /// <summary>Moves business time to <paramref name="target"/> and holds it there. Only for demo and tests.</summary>
    public Task PinAsync(DateTimeOffset target, CancellationToken cancellationToken) =>
        WriteAsync(target, target.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture), cancellationToken);

    /// <summary>Goes back to the database's time.</summary>
    public Task ResetAsync(CancellationToken cancellationToken) => WriteAsync(null, "", cancellationToken);

    private static TimeSpan ParseOffset(string ticks) => TimeSpan.FromTicks(long.Parse(ticks, CultureInfo.InvariantCulture));

    private static DateTimeOffset? ParsePinned(string text) =>
        text.Length == 0 ? null : DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None);

    /// <summary>
    /// A reading is exact to half its round trip. What was known stays while it lies within that, so that a slow answer does not make
    /// the clock tremble or step back.
    /// </summary>
    private TimeSpan SkewOf(DateTimeOffset database, DateTimeOffset before, DateTimeOffset after)
    {
        var error = (after - before) / 2;
        var read = database - (before + error);
        return state is { } known && (known.Skew - read).Duration() <= error ? known.Skew : read;
    }

    private async Task WriteAsync(DateTimeOffset? target, string pinned, CancellationToken cancellationToken)
    {
        await using (var command = dataSource.CreateCommand(MoveSql))
        {
            command.Parameters.Add(new NpgsqlParameter
            {
                NpgsqlDbType = NpgsqlDbType.TimestampTz,
                Value = target is { } moment ? moment.ToUniversalTime() : DBNull.Value,
            });
            command.Parameters.AddWithValue(pinned);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await RefreshAsync(cancellationToken);
    }

    private sealed record ClockState(TimeSpan Skew, TimeSpan Offset, DateTimeOffset? Pinned);
}
