using CustomerFlow.Testing;

namespace CustomerFlow.Data.Tests;

public sealed class KeyBlocksTests : IAsyncLifetime
{
    private TestDatabase database = null!;

    public async Task InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Keys_are_unique_over_callers_and_nodes()
    {
        using var one = new KeyBlocks(database.DataSource);
        using var other = new KeyBlocks(database.DataSource);

        var keys = await Task.WhenAll(Enumerable.Range(0, 5000).Select(i =>
            (i % 2 == 0 ? one : other).NextAsync(CancellationToken.None).AsTask()));

        Assert.Equal(5000, keys.Distinct().Count());
        Assert.All(keys, key => Assert.True(key >= KeyBlocks.First));
    }

    [Fact]
    public async Task A_run_of_keys_never_crosses_into_the_keys_of_another_block()
    {
        using var blocks = new KeyBlocks(database.DataSource);
        var first = await blocks.NextAsync(700, CancellationToken.None);

        var second = await blocks.NextAsync(700, CancellationToken.None);

        var next = await blocks.NextAsync(CancellationToken.None);
        Assert.True(second >= first + 700);
        Assert.Equal(second + 700, next);
    }
}
