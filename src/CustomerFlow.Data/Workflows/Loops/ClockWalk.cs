using CustomerFlow.Data.Time;

namespace CustomerFlow.Data.Workflows.Loops;

/// <summary>
/// Moves business time ahead as it would have passed: to the next due timer, its work, on to the next. A jump would do everything at
/// the end of it, with reminders and escalations at the same moment. Only for demo and tests.
/// </summary>
public sealed class ClockWalk
{
    private const int RoundsMax = 10_000;
    private readonly BusinessClock clock;
    private readonly TimerLoop timers;
    private readonly EventLoop events;
    private readonly JobLoop jobs;

    internal ClockWalk(BusinessClock clock, TimerLoop timers, EventLoop events, JobLoop jobs)
    {
        this.clock = clock;
        this.timers = timers;
        this.events = events;
        this.jobs = jobs;
    }

    /// <summary>Does what is due now, in this process, until nothing moves.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; round < RoundsMax; round++)
        {
            var worked = await timers.RunOnceAsync(cancellationToken);
            worked |= await events.RunOnceAsync(cancellationToken);
            worked |= await jobs.RunOnceAsync(cancellationToken);
            if (!worked) return;
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
}
