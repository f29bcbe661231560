using Npgsql;

namespace CustomerFlow.Data;

/// <summary>
/// Hands out the <c>bigint</c> keys of all rows: unique over all nodes, rising within one. A node takes a thousand at a time, so that
/// a key costs no round trip; what it does not use is lost, and gaps mean nothing.
/// </summary>
public sealed class KeyBlocks(NpgsqlDataSource dataSource) : IDisposable
{
    /// <summary>Keys per visit to the sequence.</summary>
    public const int Size = 1000;

    /// <summary>The first key ever given; smaller numbers stay free for rows that the product itself defines.</summary>
    public const long First = 1_000_000;

    private readonly SemaphoreSlim gate = new(1, 1);
    private long next;
    private long end;

    /// <summary>One new key.</summary>
    public ValueTask<long> NextAsync(CancellationToken cancellationToken) => NextAsync(1, cancellationToken);

    /// <summary>The first of <paramref name="count"/> new keys in a row.</summary>
    /// <param name="count">1 to <see cref="Size"/>.</param>
    /// <param name="cancellationToken">Gives up waiting; no key is lost to others.</param>
    public async ValueTask<long> NextAsync(int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Size);
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (end - next < count)
            {
                await using var command = dataSource.CreateCommand("select nextval('customerflow.key')");
                next = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
                end = next + Size;
            }

            var first = next;
            next += count;
            return first;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();
}
