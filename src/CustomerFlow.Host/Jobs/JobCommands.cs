using CustomerFlow.Data.Time;
using CustomerFlow.Host.Access;

namespace CustomerFlow.Host.Jobs;

/// <summary>What the signed-in person does with a job; the list and the job's own page share it.</summary>
internal sealed class JobCommands(Schedules schedules, JobRuns runs, JobQueries queries, BusinessClock clock, CurrentPerson me)
{
    /// <summary>Runs it and says what came of it; null when there is no such job.</summary>
    public async Task<Notices?> RunNowAsync(string id, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(id, cancellationToken) is not { } state) return null;
        var occurrence = clock.Now;
        await runs.RunAsync(id, occurrence, me.Username, cancellationToken);
        var run = (await queries.HistoryAsync(id, null, 1, cancellationToken)).Items[0];
        return run.State == "failed"
            ? new Notices(null, JobTexts.RunFailed.With(state.Shipped.Name, run.Error))
            : new Notices(JobTexts.RunDone.With(state.Shipped.Name, JobTexts.Say(run.Figures)));
    }

    public async Task<Notices?> PauseAsync(string id, bool paused, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(id, cancellationToken) is not { } state) return null;
        await schedules.PauseAsync(id, paused, me.Scope, cancellationToken);
        return new Notices((paused ? JobTexts.PauseDone : JobTexts.ResumeDone).With(state.Shipped.Name));
    }

    public Task ChangeTimeAsync(string id, ScheduleTime time, CancellationToken cancellationToken) =>
        schedules.ChangeTimeAsync(id, time, me.Scope, cancellationToken);
}
