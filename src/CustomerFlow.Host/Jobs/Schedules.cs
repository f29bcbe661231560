using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Jobs;

/// <summary>A job as it stands now: what was shipped, with what people changed.</summary>
internal sealed record ScheduleState(Schedule Shipped, ScheduleTime Time, bool Paused)
{
    public string Id => Shipped.Id;

    public bool IsChanged => Time != Shipped.Time;
}

/// <summary>The time tables: the shipped file, the changes of people, and the triggers that follow from both.</summary>
internal sealed class Schedules(IReadOnlyList<Schedule> shipped, DbPool pool, JobTriggers triggers)
{
    private const int AttemptsMax = 3;

    public async Task<IReadOnlyList<ScheduleState>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = pool.Open(AccessScope.System("jobs"));
        var changes = await db.ScheduleOverrides.AsNoTracking().ToDictionaryAsync(row => row.JobId, cancellationToken);
        return [.. shipped.Select(schedule => StateOf(schedule, changes.GetValueOrDefault(schedule.Id)))];
    }

    public async Task<ScheduleState?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).SingleOrDefault(state => state.Id == id);

    /// <summary>Another time; the shipped one when <paramref name="time"/> says the same.</summary>
    public Task ChangeTimeAsync(string id, ScheduleTime time, AccessScope scope, CancellationToken cancellationToken) =>
        ChangeAsync(id, (schedule, change) => change.Cron = time == schedule.Time ? null : time.Cron, scope, cancellationToken);

    public Task PauseAsync(string id, bool paused, AccessScope scope, CancellationToken cancellationToken) =>
        ChangeAsync(id, (_, change) => change.Paused = paused, scope, cancellationToken);

    /// <summary>Brings the stored triggers in line with what stands here; every node does it on start.</summary>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        foreach (var state in await ListAsync(cancellationToken)) await triggers.SetAsync(state, cancellationToken);
    }

    private async Task ChangeAsync(
        string id, Action<Schedule, ScheduleOverride> edit, AccessScope scope, CancellationToken cancellationToken)
    {
        var schedule = shipped.Single(known => known.Id == id);
        for (var attempt = 1; ; attempt++)
        {
            await using var db = pool.Open(scope);
            var change = await db.ScheduleOverrides.AsTracking().SingleOrDefaultAsync(row => row.JobId == id, cancellationToken);
            if (change is null) db.Add(change = new ScheduleOverride { JobId = id, Paused = !schedule.Enabled });
            edit(schedule, change);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                await triggers.SetAsync(StateOf(schedule, change), cancellationToken);
                return;
            }
            catch (DbUpdateException) when (attempt < AttemptsMax)
            {
                // Somebody else changed the same job at the same moment: look again and add this change to theirs.
            }
        }
    }

    private static ScheduleState StateOf(Schedule schedule, ScheduleOverride? change) => change is null
        ? new ScheduleState(schedule, schedule.Time, !schedule.Enabled)
        : new ScheduleState(schedule, ScheduleTime.Parse(change.Cron) ?? schedule.Time, change.Paused);
}
