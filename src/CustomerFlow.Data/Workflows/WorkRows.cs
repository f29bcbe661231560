using CustomerFlow.Workflows.Execution;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Workflows;

/// <summary>Work for a person (table <c>user_task</c>).</summary>
public sealed class UserTaskRow
{
    /// <summary>The task's key.</summary>
    public long Key { get; init; }

    /// <summary>The instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>The element instance that waits.</summary>
    public long ElementInstanceKey { get; init; }

    /// <summary>The element.</summary>
    public required string ElementId { get; init; }

    /// <summary>The version of the process.</summary>
    public long ProcessDefinitionKey { get; init; }

    /// <summary>BPMN process id.</summary>
    public required string ProcessId { get; init; }

    /// <summary>The element's name when the task opened.</summary>
    public required string Name { get; init; }

    /// <summary>Open or how it ended.</summary>
    public UserTaskState State { get; init; }

    /// <summary>Username of the person who has it.</summary>
    public string? Assignee { get; init; }

    /// <summary>Slugs of the teams that may take it.</summary>
    public required string[] CandidateGroups { get; init; }

    /// <summary>Usernames of the people who may take it.</summary>
    public required string[] CandidateUsers { get; init; }

    /// <summary>0 to 100.</summary>
    public short Priority { get; init; }

    /// <summary>Business time by which it is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Business time before which it need not be looked at.</summary>
    public DateTimeOffset? FollowUpAt { get; init; }

    /// <summary>The form of the pinned release.</summary>
    public string? FormId { get; init; }

    /// <summary>A form that lives elsewhere.</summary>
    public string? ExternalFormReference { get; init; }

    /// <summary>JSON object of custom headers.</summary>
    public string? Headers { get; init; }

    /// <summary>Business time.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Business time at which it was completed or cancelled.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Username of who completed it.</summary>
    public string? CompletedBy { get; init; }

    /// <summary>Counts changes (ETag).</summary>
    public int Revision { get; init; }
}

/// <summary>Life of a user task.</summary>
public enum UserTaskState
{
    /// <summary>Waits for a person.</summary>
    Open = 1,

    /// <summary>Done.</summary>
    Completed = 2,

    /// <summary>No longer needed.</summary>
    Canceled = 3,
}

/// <summary>Work for a worker outside (table <c>job</c>). Inline steps have no rows.</summary>
public sealed class JobRow
{
    /// <summary>The job's key.</summary>
    public long Key { get; init; }

    /// <summary>The instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>The element instance that waits.</summary>
    public long ElementInstanceKey { get; init; }

    /// <summary>The element.</summary>
    public required string ElementId { get; init; }

    /// <summary>The version of the process.</summary>
    public long ProcessDefinitionKey { get; init; }

    /// <summary>BPMN process id.</summary>
    public required string ProcessId { get; init; }

    /// <summary>Task or listener.</summary>
    public JobKind Kind { get; init; }

    /// <summary>The job type.</summary>
    public required string Type { get; init; }

    /// <summary>Retries left.</summary>
    public int Retries { get; init; }

    /// <summary>JSON object of custom headers.</summary>
    public required string Headers { get; init; }

    /// <summary>JSON object of the variables that the element saw when the job opened.</summary>
    public required string Variables { get; init; }

    /// <summary>Open or how it ended.</summary>
    public JobState State { get; init; }

    /// <summary>Real time from which it may be taken: the end of a lease or of a back-off.</summary>
    public DateTimeOffset AvailableAt { get; init; }

    /// <summary>Name of the worker that has or had it.</summary>
    public string? Worker { get; init; }

    /// <summary>Counts leases; a write names the one that it holds, so that a paused worker's is refused.</summary>
    public int Epoch { get; init; }

    /// <summary>Message of the last failure.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Code of the thrown BPMN error.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Business time.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Business time.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>Life of a job.</summary>
public enum JobState
{
    /// <summary>Waits for a worker or is with one.</summary>
    Open = 1,

    /// <summary>Done.</summary>
    Completed = 2,

    /// <summary>No longer needed.</summary>
    Canceled = 3,

    /// <summary>A worker threw a BPMN error.</summary>
    ErrorThrown = 4,

    /// <summary>No retries left: an incident waits for help.</summary>
    Failed = 5,
}

/// <summary>A timer that runs (table <c>timer</c>); deleted when it ends.</summary>
public sealed class TimerRow
{
    /// <summary>The timer's key.</summary>
    public long Key { get; init; }

    /// <summary>The instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>The element instance that waits.</summary>
    public long ElementInstanceKey { get; init; }

    /// <summary>The element.</summary>
    public required string ElementId { get; init; }

    /// <summary>Business time.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>The target clock that it follows (zeebe property <c>clock</c> of the element), if any.</summary>
    public string? Clock { get; init; }

    /// <summary>Whether it does not fire for now: its clock is paused, or an incident waits for help.</summary>
    public bool Held { get; init; }

    /// <summary>Turns that failed on it.</summary>
    public int Attempts { get; init; }

    /// <summary>Real time before which a failed one is not tried again.</summary>
    public DateTimeOffset? RetryAt { get; init; }
}

/// <summary>A step that cannot go on without help (table <c>incident</c>).</summary>
public sealed class IncidentRow
{
    /// <summary>The incident's key.</summary>
    public long Key { get; init; }

    /// <summary>The instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>The element instance that stopped; the instance's key when a whole turn failed.</summary>
    public long ElementInstanceKey { get; init; }

    /// <summary>The element.</summary>
    public required string ElementId { get; init; }

    /// <summary>The version of the process.</summary>
    public long ProcessDefinitionKey { get; init; }

    /// <summary>BPMN process id.</summary>
    public required string ProcessId { get; init; }

    /// <summary>Why it stopped.</summary>
    public IncidentKind Kind { get; init; }

    /// <summary>What happened, without personal data.</summary>
    public required string Message { get; init; }

    /// <summary>The job without retries, if that is the cause.</summary>
    public long? JobKey { get; init; }

    /// <summary>The timer or instance event whose turn failed again and again; such an incident is not in the instance's state.</summary>
    public long? SourceKey { get; init; }

    /// <summary>Business time.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Business time; null while open.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Username of who resolved it, if a person.</summary>
    public string? ResolvedBy { get; init; }
}

internal sealed class WorkMapping
    : IEntityTypeConfiguration<UserTaskRow>, IEntityTypeConfiguration<JobRow>, IEntityTypeConfiguration<TimerRow>,
        IEntityTypeConfiguration<IncidentRow>
{
    public void Configure(EntityTypeBuilder<UserTaskRow> builder)
    {
        builder.ToTable("user_task").HasKey(row => row.Key);
        builder.Property(row => row.Key).ValueGeneratedNever();
        builder.Property(row => row.State).HasConversion<short>();
        builder.Property(row => row.Headers).HasColumnType("json");
        builder.HasIndex(row => row.InstanceKey);
        builder.HasIndex(row => new { row.Assignee, row.DueAt, row.Key }).HasFilter("state = 1")
            .HasDatabaseName("user_task_open_of_person");
        // The lists of groups are few, so that each is a range of its own, in order of the inbox; GIN would cost every step more.
        builder.HasIndex(row => new { row.CandidateGroups, row.DueAt, row.Key }).HasFilter("state = 1 and assignee is null")
            .HasDatabaseName("user_task_open_of_group");
        builder.HasIndex(row => new { row.DueAt, row.Key })
            .HasFilter("state = 1 and assignee is null and candidate_users <> array[]::text[]").HasDatabaseName("user_task_open_to_users");
    }

    public void Configure(EntityTypeBuilder<JobRow> builder)
    {
        builder.ToTable("job").HasKey(row => row.Key);
        builder.Property(row => row.Kind).HasConversion<short>();
        builder.Property(row => row.Key).ValueGeneratedNever();
        builder.Property(row => row.State).HasConversion<short>();
        builder.Property(row => row.Headers).HasColumnType("json");
        builder.Property(row => row.Variables).HasColumnType("json");
        builder.HasIndex(row => row.InstanceKey);
        builder.HasIndex(row => new { row.Type, row.AvailableAt }).HasFilter("state = 1 and retries > 0").HasDatabaseName("job_open");
    }

    public void Configure(EntityTypeBuilder<TimerRow> builder)
    {
        builder.ToTable("timer").HasKey(row => row.Key);
        builder.Property(row => row.Key).ValueGeneratedNever();
        builder.HasIndex(row => row.InstanceKey);
        builder.HasIndex(row => row.DueAt).HasFilter("not held").HasDatabaseName("timer_due");
    }

    public void Configure(EntityTypeBuilder<IncidentRow> builder)
    {
        builder.ToTable("incident").HasKey(row => row.Key);
        builder.Property(row => row.Kind).HasConversion<short>();
        builder.Property(row => row.Key).ValueGeneratedNever();
        builder.HasIndex(row => row.InstanceKey);
        builder.HasIndex(row => row.Key).HasFilter("resolved_at is null").HasDatabaseName("incident_open");
    }
}
