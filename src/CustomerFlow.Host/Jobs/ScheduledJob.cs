using Quartz;

namespace CustomerFlow.Host.Jobs;

/// <summary>All that the scheduler knows of a job: its id. What it does is a function of the feature that owns it.</summary>
[DisallowConcurrentExecution]
internal sealed class ScheduledJob(JobRuns runs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var id = context.JobDetail.Key.Name;
        if (context.Recovering) await runs.ResumeAsync(id, cancellationToken);
        else await runs.RunAsync(id, context.ScheduledFireTimeUtc ?? context.FireTimeUtc, startedBy: null, cancellationToken);
    }
}
