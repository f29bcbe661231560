using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Jobs;

/// <summary>One occurrence of a scheduled job; it exists once, however many nodes fire it.</summary>
public sealed class JobRun
{
    /// <summary>The id of the job in the schedule.</summary>
    public required string JobId { get; init; }

    /// <summary>The planned time of the occurrence.</summary>
    public DateTimeOffset Occurrence { get; init; }

    /// <summary>When it began, in real time.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary><c>running</c>, <c>succeeded</c> or <c>failed</c>.</summary>
    public string State { get; set; } = "running";

    /// <summary>What it did, in figures by name, as JSON.</summary>
    public string? Result { get; set; }

    /// <summary>What went wrong; no personal data.</summary>
    public string? Error { get; set; }

    /// <summary>The node that ran it.</summary>
    public required string Node { get; set; }

    /// <summary>The actor who pressed "run now"; null for the schedule.</summary>
    public string? StartedBy { get; set; }
}

/// <summary>What someone changed about a shipped schedule.</summary>
public sealed class ScheduleOverride
{
    /// <summary>The id of the job.</summary>
    public required string JobId { get; init; }

    /// <summary>The cron expression to use instead; null keeps the shipped one.</summary>
    public string? Cron { get; set; }

    /// <summary>Whether it is paused.</summary>
    public bool Paused { get; set; }

    /// <summary>Rises with every change.</summary>
    public int Revision { get; private set; }
}

internal sealed class JobMapping : IEntityTypeConfiguration<JobRun>, IEntityTypeConfiguration<ScheduleOverride>
{
    public void Configure(EntityTypeBuilder<JobRun> builder)
    {
        builder.HasKey(run => new { run.JobId, run.Occurrence });
        builder.Property(run => run.JobId).HasMaxLength(100);
        builder.Property(run => run.Result).HasColumnType("jsonb");
        builder.Property(run => run.Error).HasMaxLength(2000);
        builder.ToTable(table => table.HasCheckConstraint("ck_job_run_state", "state in ('running', 'succeeded', 'failed')"));
    }

    public void Configure(EntityTypeBuilder<ScheduleOverride> builder)
    {
        builder.HasKey(change => change.JobId);
        builder.Property(change => change.JobId).HasMaxLength(100);
        builder.Property(change => change.Cron).HasMaxLength(200);
    }
}
