using CustomerFlow.Data.Time;
using CustomerFlow.Testing;

namespace CustomerFlow.Data.Tests.Time;

public sealed class BusinessClockTests : IAsyncLifetime
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    private TestDatabase database = null!;

    public async Task InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task A_move_on_one_node_is_seen_on_another_and_time_runs_on_from_there()
    {
        var target = new DateTimeOffset(2031, 5, 1, 8, 0, 0, TimeSpan.Zero);
        var (one, other) = (Clock(), Clock());

        await one.MoveToAsync(target, CancellationToken.None);
        await other.RefreshAsync(CancellationToken.None);

        // Two nodes agree to half a round trip, no closer.
        Assert.InRange(other.Now, target - TimeSpan.FromSeconds(1), target + Tolerance);
        Assert.False(other.IsPinned);
        Assert.True(other.Offset > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_pinned_clock_stands_still_until_it_is_reset()
    {
        var target = new DateTimeOffset(2020, 2, 29, 8, 0, 0, TimeSpan.Zero);
        var clock = Clock();

        await clock.PinAsync(target, CancellationToken.None);
        var pinned = clock.Now;
        await clock.ResetAsync(CancellationToken.None);

        Assert.Equal(target, pinned);
        Assert.InRange(clock.Now, TimeProvider.System.GetUtcNow() - Tolerance, TimeProvider.System.GetUtcNow() + Tolerance);
    }

    [Fact]
    public async Task The_clock_follows_the_database_when_the_machine_is_wrong()
    {
        var clock = new BusinessClock(new WrongTime(), database.DataSource);

        await clock.RefreshAsync(CancellationToken.None);

        Assert.InRange(clock.Now, TimeProvider.System.GetUtcNow() - Tolerance, TimeProvider.System.GetUtcNow() + Tolerance);
    }

    [Fact]
    public void A_clock_that_was_never_read_is_a_bug() => Assert.Throws<InvalidOperationException>(() => Clock().Now);

    private BusinessClock Clock() => new(TimeProvider.System, database.DataSource);

    private sealed class WrongTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddHours(-7);
    }
}
