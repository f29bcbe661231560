using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows.Loops;

namespace CustomerFlow.Host.Demo;

/// <summary>Moves business time ahead as it would have passed: timers, scheduled jobs and mail each at their own moment.</summary>
internal sealed class BusinessWalk(ClockWalk walk, TimerLoop timers, JobsOnTheWay jobs, MailOnTheWay mails, BusinessClock clock)
{
    private const int RoundsMax = 1000;

    /// <summary>How many scheduled jobs ran on the way. Cancelled between two moments; the clock then stays where it is.</summary>
    public Task<int> ToAsync(DateTimeOffset target, CancellationToken cancellationToken) => ToAsync(target, null, cancellationToken);

    /// <summary>All scheduled jobs run from a moment on; before it only those that move cases on.</summary>
    public async Task<int> ToAsync(DateTimeOffset target, DateTimeOffset? jobsFrom, CancellationToken cancellationToken)
    {
        var (passed, count) = (clock.Now, 0);
        await walk.WalkToAsync(target, async (now, _) =>
        {
            await StandAsync(now);
            return Earlier(await jobs.NextAsync(now, jobsFrom, cancellationToken), await timers.NextDueAsync(cancellationToken), now);
        }, cancellationToken);
        await StandAsync(clock.Now);
        return count;

        async Task StandAsync(DateTimeOffset now)
        {
            count += await jobs.RunAsync(passed, now, jobsFrom, cancellationToken);
            passed = now;
            await RestAsync(cancellationToken);
        }
    }

    /// <summary>Does what is due now until nothing moves: a delivered mail lets a case go on, which writes the next mail.</summary>
    public async Task RestAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; round < RoundsMax; round++)
        {
            await walk.SettleAsync(cancellationToken);
            if (!await mails.DeliverAsync(cancellationToken)) return;
        }
    }

    // A delivery may have set a timer that is due before the next one that the walk knew of.
    private static DateTimeOffset? Earlier(DateTimeOffset? job, DateTimeOffset? timer, DateTimeOffset now)
    {
        var due = timer > now ? timer : null;
        if (job is null || due is null) return job ?? due;
        return job < due ? job : due;
    }
}
