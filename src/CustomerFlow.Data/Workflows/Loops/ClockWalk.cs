using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows.Turns;
using Npgsql;

namespace CustomerFlow.Data.Workflows.Loops;

/// <summary>
/// Moves business time ahead as it would have passed: to the next due timer, its work, on to the next. A jump would do everything at
/// the end of it, with reminders and escalations at the same moment. Only for demo and tests.
/// </summary>
public sealed class ClockWalk
{
    private const int RoundsMax = 10_000;

    /// <summary>Looks at work that the loops of this or another node have taken, before the clock moves on without it.</summary>
    private const int LooksMax = 500;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(10);

    // What a loop has in an open transaction still stands here as due. $1 business time.
    private const string UnderWay =
        """
        select exists (select from customerflow.timer where not held and due_at <= $1 and (retry_at is null or retry_at <= now()))
            or exists (select from customerflow.instance_event where due_at <= now())
        """;

    private readonly TurnTools tools;
    private readonly BusinessClock clock;
    private readonly TimerLoop timers;
    private readonly EventLoop events;
    private readonly JobLoop jobs;

    internal ClockWalk(TurnTools tools, TimerLoop timers, EventLoop events, JobLoop jobs)
    {
        this.tools = tools;
        clock = tools.Clock;
        this.timers = timers;
        this.events = events;
        this.jobs = jobs;
    }

    /// <summary>Does what is due now, in this process, until nothing moves; what others have taken is waited for.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        var looks = 0;
        for (var round = 0; round < RoundsMax; round++)
        {
            var worked = await timers.RunOnceAsync(cancellationToken);
            worked |= await events.RunOnceAsync(cancellationToken);
            worked |= await jobs.RunOnceAsync(cancellationToken);
            if (worked) continue;
            // Bounded: a row behind one that waits for its next try counts as due, and nobody works on it.
            if (looks++ >= LooksMax || !await IsUnderWayAsync(cancellationToken)) return;
            await Task.Delay(LookInterval, tools.Time, cancellationToken);
        }

        throw new InvalidOperationException("The engine does not come to rest: a process does work without end at one moment.");
    }

    /// <summary>Walks to a time and does all work on the way.</summary>
    /// <param name="target">Business time, not before now.</param>
    /// <param name="others">The next moment between two (exclusive) at which something else is due, such as a scheduled job; null for
    /// none. What is due there is the caller's own to do: it is asked again once the clock stands there.</param>
    /// <param name="cancellationToken">Stops between two steps; the clock stays where it is.</param>
    public async Task WalkToAsync(
        DateTimeOffset target, Func<DateTimeOffset, DateTimeOffset, Task<DateTimeOffset?>>? others, CancellationToken cancellationToken)
    {
        await SettleAsync(cancellationToken);
        while (clock.Now is var now && now < target)
        {
            var next = await timers.NextDueAsync(cancellationToken) is { } due && due > now && due < target ? due : target;
            if (others is not null && await others(now, next) is { } occurrence && occurrence > now && occurrence < next) next = occurrence;
            if (clock.IsPinned) await clock.PinAsync(next, cancellationToken);
            else await clock.MoveToAsync(next, cancellationToken);
            await SettleAsync(cancellationToken);
        }
    }

    private async Task<bool> IsUnderWayAsync(CancellationToken cancellationToken)
    {
        await using var command = tools.DataSource.CreateCommand(UnderWay);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.Now });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
