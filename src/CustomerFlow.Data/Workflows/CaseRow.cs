using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Workflows;

/// <summary>An instance as business people see it (table <c>case</c>). Written by inline steps of its own instance.</summary>
public sealed class CaseRow
{
    /// <summary>The instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>What people call it, such as <c>C-2026-000412</c>.</summary>
    public required string Number { get; init; }

    /// <summary>Kind of case, such as <c>complaint</c>.</summary>
    public required string Type { get; init; }

    /// <summary>One line that says what it is about.</summary>
    public required string Title { get; init; }

    /// <summary>The customer.</summary>
    public long? CustomerKey { get; init; }

    /// <summary>The person to write to.</summary>
    public long? ContactKey { get; init; }

    /// <summary>Username of who is responsible.</summary>
    public string? Owner { get; init; }

    /// <summary>Slug of the team that is responsible.</summary>
    public string? Team { get; init; }

    /// <summary>0 to 100.</summary>
    public short Priority { get; init; }

    /// <summary>Where it stands, in the words of its workflow (<c>open</c>, <c>waiting</c>, <c>closed</c>, …).</summary>
    public required string Status { get; init; }

    /// <summary>How it ended, in the words of its workflow.</summary>
    public string? Outcome { get; init; }

    /// <summary>Business time at which the customer spoke up: it starts the clocks.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Business time at which it was entered.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>Business time by which it is to be solved.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Business time of a person's first contact.</summary>
    public DateTimeOffset? FirstResponseAt { get; init; }

    /// <summary>Business time; null while open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>JSON object of the fields that the workflow declares, for lists and reports.</summary>
    public required string Fields { get; init; }

    /// <summary>Counts changes (ETag).</summary>
    public int Revision { get; init; }
}

/// <summary>A target of a case that can pause (table <c>case_clock</c>).</summary>
public sealed class CaseClockRow
{
    /// <summary>The instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>Name of the target, such as <c>first-response</c>; unique in the case among those that run.</summary>
    public required string Name { get; init; }

    /// <summary>1, 2, 3 … per name: a reopened case has its own clock.</summary>
    public int Round { get; init; }

    /// <summary>The calendar that counts.</summary>
    public required string Calendar { get; init; }

    /// <summary>Business time.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Working time allowed, in seconds.</summary>
    public long TargetSeconds { get; init; }

    /// <summary>Business time at which the target ends, as things stand.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Business time since which it is paused.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Why it is paused, such as <c>waiting for the customer</c>.</summary>
    public string? PausedFor { get; init; }

    /// <summary>Working time left at the pause, in seconds.</summary>
    public long? LeftSeconds { get; init; }

    /// <summary>Business time at which the target was met or dropped.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Whether it was stopped after its due time.</summary>
    public bool? WasLate { get; init; }
}

internal sealed class CaseMapping : IEntityTypeConfiguration<CaseRow>, IEntityTypeConfiguration<CaseClockRow>
{
    public void Configure(EntityTypeBuilder<CaseRow> builder)
    {
        builder.ToTable("case").HasKey(row => row.InstanceKey);
        builder.Property(row => row.InstanceKey).ValueGeneratedNever();
        builder.Property(row => row.Fields).HasColumnType("jsonb");
        builder.Property(row => row.Revision).IsConcurrencyToken();
        builder.HasIndex(row => row.Number).IsUnique();
        builder.HasIndex(row => new { row.CustomerKey, row.ReceivedAt });
        builder.HasIndex(row => new { row.ReceivedAt, row.InstanceKey });
        builder.HasIndex(row => new { row.Type, row.DueAt }).HasFilter("closed_at is null").HasDatabaseName("case_open");
    }

    public void Configure(EntityTypeBuilder<CaseClockRow> builder)
    {
        builder.ToTable("case_clock").HasKey(row => new { row.InstanceKey, row.Name, row.Round });
        builder.HasIndex(row => row.DueAt).HasFilter("stopped_at is null").HasDatabaseName("case_clock_running");
    }
}
