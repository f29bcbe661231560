using CustomerFlow.Host.Jobs;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Demo;

/// <summary>The scheduled jobs of the business time that is walked through; the scheduler itself only knows real time.</summary>
internal sealed class JobsOnTheWay(Schedules schedules, JobRuns runs, IOptions<AppOptions> options)
{
    private const int RunsAtOnceMax = 1000;

    /// <summary>Runs what fell due after one moment up to another, in order. How many ran.</summary>
    /// <param name="after">Where the clock stood.</param>
    /// <param name="until">Where it stands.</param>
    /// <param name="othersFrom">Before it only jobs run that move cases on; null: all run.</param>
    /// <param name="cancellationToken">Gives up between two runs.</param>
    public async Task<int> RunAsync(
        DateTimeOffset after, DateTimeOffset until, DateTimeOffset? othersFrom, CancellationToken cancellationToken)
    {
        var count = 0;
        var at = after;
        while (count < RunsAtOnceMax && await NextAsync(at, othersFrom, cancellationToken) is { } next && next <= until)
        {
            foreach (var state in await RunningAsync(cancellationToken))
            {
                if (Next(state, at, othersFrom) != next) continue;
                if (await runs.RunAsync(state.Id, next, startedBy: null, cancellationToken)) count++;
            }

            at = next;
        }

        return count;
    }

    /// <summary>The first occurrence of any job after a moment; null when all are paused.</summary>
    public async Task<DateTimeOffset?> NextAsync(
        DateTimeOffset after, DateTimeOffset? othersFrom, CancellationToken cancellationToken) =>
        (await RunningAsync(cancellationToken)).Min(state => Next(state, after, othersFrom));

    private DateTimeOffset? Next(ScheduleState state, DateTimeOffset after, DateTimeOffset? othersFrom)
    {
        var from = othersFrom > after && state.Id != SurveyReminders.Id ? othersFrom.Value : after;
        return state.Time.After(from, options.Value.Zone);
    }

    private async Task<IEnumerable<ScheduleState>> RunningAsync(CancellationToken cancellationToken) =>
        (await schedules.ListAsync(cancellationToken)).Where(state => !state.Paused);
}
