using System.Collections.Concurrent;
using Npgsql;

namespace CustomerFlow.Data.Workflows.Turns;

/// <summary>
/// Runs of keys for turns. Advance takes its keys one after another from a run that nobody else uses meanwhile, so that a replay
/// with the same first key gives the same ones; what a turn leaves over goes to the next.
/// </summary>
public sealed class KeyRanges(KeyBlocks blocks, NpgsqlDataSource dataSource)
{
    private const int RunAttemptsMax = 20;
    private readonly ConcurrentBag<KeyRange> spare = [];

    /// <summary>A run with at least one key left, for the caller alone until it gives it back.</summary>
    internal async ValueTask<KeyRange> RentAsync(CancellationToken cancellationToken)
    {
        if (spare.TryTake(out var range)) return range;
        return await FreshAsync(cancellationToken);
    }

    /// <summary>A run of a whole block.</summary>
    internal async ValueTask<KeyRange> FreshAsync(CancellationToken cancellationToken)
    {
        var first = await blocks.NextAsync(KeyBlocks.Size, cancellationToken);
        return new KeyRange(first, first + KeyBlocks.Size);
    }

    /// <summary>Takes back what is left of a run.</summary>
    internal void Return(KeyRange range)
    {
        if (range.Left > KeyBlocks.Size / 10) spare.Add(range);
    }

    /// <summary>A run of at least <paramref name="count"/> keys, for the rare Advance that needs more than a block.</summary>
    internal async Task<KeyRange> LongRunAsync(int count, CancellationToken cancellationToken)
    {
        var wanted = (count / KeyBlocks.Size) + 1;
        for (var attempt = 0; attempt < RunAttemptsMax; attempt++)
        {
            // Neighbouring blocks are ours unless another node visited the sequence in between; then we try again.
            await using var command = dataSource.CreateCommand(
                "select min(k), max(k) from (select nextval('customerflow.key') k from generate_series(1, $1)) taken");
            command.Parameters.AddWithValue(wanted);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            var (first, last) = (reader.GetInt64(0), reader.GetInt64(1));
            if (last - first == (long)(wanted - 1) * KeyBlocks.Size) return new KeyRange(first, last + KeyBlocks.Size);
        }

        throw new InvalidOperationException("No run of neighbouring key blocks was free.");
    }
}

/// <summary>Keys in a row, from <paramref name="next"/> up to but not including <paramref name="end"/>.</summary>
internal sealed class KeyRange(long next, long end)
{
    public long Next { get; private set; } = next;

    public long Left => end - Next;

    /// <summary>Marks everything before <paramref name="newNext"/> as used.</summary>
    public void MoveTo(long newNext) => Next = newNext;
}
