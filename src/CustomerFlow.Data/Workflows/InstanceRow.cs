using CustomerFlow.Workflows.Execution;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Workflows;

/// <summary>One run of a process (table <c>instance</c>). Only a turn writes it.</summary>
public sealed class InstanceRow
{
    /// <summary>The instance's key.</summary>
    public long Key { get; init; }

    /// <summary>The pinned release.</summary>
    public long ReleaseKey { get; init; }

    /// <summary>The pinned version of the process.</summary>
    public long ProcessDefinitionKey { get; init; }

    /// <summary>BPMN process id.</summary>
    public required string ProcessId { get; init; }

    /// <summary>The calling instance, if any.</summary>
    public long? ParentKey { get; init; }

    /// <summary>The call activity's element instance in it.</summary>
    public long? ParentElementInstanceKey { get; init; }

    /// <summary>The first caller, or the instance itself.</summary>
    public long RootKey { get; init; }

    /// <summary>Key of the message that started it, when only one run per key may be alive.</summary>
    public string? CorrelationKey { get; init; }

    /// <summary>Turns committed so far; 0 before the first.</summary>
    public int Revision { get; init; }

    /// <summary>Alive or how it ended.</summary>
    public InstanceStatus Status { get; init; }

    /// <summary>Open incidents.</summary>
    public int OpenIncidents { get; init; }

    /// <summary>The truth: scopes, tokens, variables (<c>StateBytes</c>); empty before the first turn.</summary>
    public required byte[] State { get; init; }

    /// <summary>Root variables as a JSON object: a projection of the state, for searches.</summary>
    public required string Variables { get; init; }

    /// <summary>Variables of inner scopes, as <c>{"scope key": {"name": value}}</c>; null when there are none.</summary>
    public string? LocalVariables { get; init; }

    /// <summary>When it began, business time.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, business time.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>Something for an instance from elsewhere, consumed by its own next turn (table <c>instance_event</c>).</summary>
public sealed class InstanceEventRow
{
    /// <summary>Order of arrival.</summary>
    public long Id { get; init; }

    /// <summary>The instance that it is for.</summary>
    public long InstanceKey { get; init; }

    /// <summary>How <see cref="Event"/> is read.</summary>
    public InstanceEventKind Kind { get; init; }

    /// <summary>The subscription of a message or signal.</summary>
    public long? SubscriptionKey { get; init; }

    /// <summary>The message.</summary>
    public long? MessageKey { get; init; }

    /// <summary>JSON: the whole event, or only the variables of a message or signal.</summary>
    public required string Event { get; init; }

    /// <summary>Turns that failed on it.</summary>
    public int Attempts { get; init; }

    /// <summary>Real time before which it is not tried; null when an incident waits for help.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>What an instance event carries.</summary>
public enum InstanceEventKind
{
    /// <summary>A whole <c>ProcessEvent</c>.</summary>
    Any = 1,

    /// <summary>The variables of a message.</summary>
    Message = 2,

    /// <summary>The variables of a signal.</summary>
    Signal = 3,

    /// <summary>The start event (<c>element</c>) and first variables (<c>variables</c>) of a new instance.</summary>
    Start = 4,
}

internal sealed class InstanceMapping : IEntityTypeConfiguration<InstanceRow>, IEntityTypeConfiguration<InstanceEventRow>
{
    public void Configure(EntityTypeBuilder<InstanceRow> builder)
    {
        builder.ToTable("instance").HasKey(row => row.Key);
        // Room on the page for the next version of the row: an update stays there and touches no index.
        builder.HasStorageParameter("fillfactor", 70);
        builder.Property(row => row.Key).ValueGeneratedNever();
        builder.Property(row => row.Status).HasConversion<short>();
        builder.Property(row => row.Variables).HasColumnType("jsonb");
        builder.Property(row => row.LocalVariables).HasColumnType("jsonb");
        builder.HasIndex(row => new { row.ProcessDefinitionKey, row.Key }).HasFilter("status = 1").HasDatabaseName("instance_active");
        builder.HasIndex(row => row.ParentKey).HasFilter("parent_key is not null").HasDatabaseName("instance_parent");
        builder.HasIndex(row => row.Key).HasFilter("open_incidents > 0").HasDatabaseName("instance_in_trouble");
        builder.HasIndex(row => new { row.ProcessId, row.CorrelationKey }).IsUnique()
            .HasFilter("status = 1 and correlation_key is not null").HasDatabaseName("instance_one_per_message_key");
    }

    public void Configure(EntityTypeBuilder<InstanceEventRow> builder)
    {
        builder.ToTable("instance_event").HasKey(row => row.Id);
        builder.Property(row => row.Kind).HasConversion<short>();
        builder.Property(row => row.Event).HasColumnType("json");
        builder.HasIndex(row => new { row.InstanceKey, row.Id });
        builder.HasIndex(row => row.DueAt).HasFilter("due_at is not null").HasDatabaseName("instance_event_due");
    }
}
