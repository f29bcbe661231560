using Microsoft.Extensions.Options;
using Quartz;

namespace CustomerFlow.Host.Jobs;

/// <summary>Keeps one cron trigger per job in the store that all nodes share; a paused job has none.</summary>
internal sealed class JobTriggers(ISchedulerFactory schedulers, IOptions<AppOptions> options)
{
    public const string Group = "schedules";

    public async Task SetAsync(ScheduleState state, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var key = new TriggerKey(state.Id, Group);
        if (state.Paused)
        {
            await scheduler.UnscheduleJob(key, cancellationToken);
            return;
        }

        // An unchanged trigger stays: storing it again would forget a run that was missed while no node was up.
        if (await scheduler.GetTrigger(key, cancellationToken) is ICronTrigger known
            && known.CronExpressionString == state.Time.Quartz && known.TimeZone.Id == Zone.Id) return;
        var job = JobBuilder.Create<ScheduledJob>().WithIdentity(state.Id, Group).StoreDurably().RequestRecovery().Build();
        await scheduler.AddJob(job, AddJobOptions.Replacing, cancellationToken);
        await scheduler.ScheduleJob(TriggerFor(state, key), ScheduleJobOptions.Replacing, cancellationToken);
    }

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);

    private ITrigger TriggerFor(ScheduleState state, TriggerKey key) =>
        TriggerBuilder.Create().WithIdentity(key).ForJob(state.Id, Group)
            .WithCronSchedule(state.Time.Quartz, cron => cron.InTimeZone(Zone)
                // Missed while nothing ran: once, however many times were missed.
                .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build();
}
