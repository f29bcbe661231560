using CustomerFlow.Host.Jobs;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Demo;

/// <summary>The scheduled jobs of the business time that is walked through; the scheduler itself only knows real time.</summary>
internal sealed class JobsOnTheWay(Schedules schedules, JobRuns runs, IOptions<AppOptions> options)
{
    private const int RunsAtOnceMax = 1000;

    /// <summary>Runs what fell due after one moment up to another, in order. How many ran.</summary>
    public async Task<int> RunAsync(DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var count = 0;
        var at = after;
        while (count < RunsAtOnceMax && await NextAsync(at, cancellationToken) is { } next && next <= until)
        {
            foreach (var state in await RunningAsync(cancellationToken))
            {
                if (state.Time.After(at, options.Value.Zone) != next) continue;
                if (await runs.RunAsync(state.Id, next, startedBy: null, cancellationToken)) count++;
            }

            at = next;
        }

        return count;
    }

    /// <summary>The first occurrence of any job after a moment; null when all are paused.</summary>
    public async Task<DateTimeOffset?> NextAsync(DateTimeOffset after, CancellationToken cancellationToken) =>
        (await RunningAsync(cancellationToken)).Min(state => state.Time.After(after, options.Value.Zone));

    private async Task<IEnumerable<ScheduleState>> RunningAsync(CancellationToken cancellationToken) =>
        (await schedules.ListAsync(cancellationToken)).Where(state => !state.Paused);
}
