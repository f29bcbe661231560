using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Workflows;

/// <summary>A published message that is still kept for late subscribers (table <c>message</c>).</summary>
public sealed class MessageRow
{
    /// <summary>The message's key.</summary>
    public long Key { get; init; }

    /// <summary>The message's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is matched by; empty matches only start events.</summary>
    public required string CorrelationKey { get; init; }

    /// <summary>The publisher's own id; the same one is refused while the message is kept.</summary>
    public string? MessageId { get; init; }

    /// <summary>JSON object.</summary>
    public required string Variables { get; init; }

    /// <summary>Business time.</summary>
    public DateTimeOffset PublishedAt { get; init; }

    /// <summary>Business time until which it is kept.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>That a kept message went to a process; it goes to each at most once (table <c>message_correlation</c>).</summary>
public sealed class MessageCorrelationRow
{
    /// <summary>The message.</summary>
    public long MessageKey { get; init; }

    /// <summary>BPMN process id.</summary>
    public required string ProcessId { get; init; }

    /// <summary>The instance that got it.</summary>
    public long InstanceKey { get; init; }
}

/// <summary>An instance waits for a message (table <c>message_subscription</c>); deleted when it no longer does.</summary>
public sealed class MessageSubscriptionRow
{
    /// <summary>The subscription's key.</summary>
    public long Key { get; init; }

    /// <summary>The instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>BPMN process id: a message goes to each process at most once.</summary>
    public required string ProcessId { get; init; }

    /// <summary>The element instance that waits.</summary>
    public long ElementInstanceKey { get; init; }

    /// <summary>The element.</summary>
    public required string ElementId { get; init; }

    /// <summary>The message's name.</summary>
    public required string MessageName { get; init; }

    /// <summary>What it is matched by.</summary>
    public required string CorrelationKey { get; init; }

    /// <summary>Whether the first message ends the wait.</summary>
    public bool IsInterrupting { get; init; }
}

/// <summary>An instance waits for a signal (table <c>signal_subscription</c>).</summary>
public sealed class SignalSubscriptionRow
{
    /// <summary>The subscription's key.</summary>
    public long Key { get; init; }

    /// <summary>The instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>The element instance that waits.</summary>
    public long ElementInstanceKey { get; init; }

    /// <summary>The element.</summary>
    public required string ElementId { get; init; }

    /// <summary>The signal's name.</summary>
    public required string SignalName { get; init; }
}

/// <summary>A start event of the latest version of a process that waits (table <c>start_subscription</c>).</summary>
public sealed class StartSubscriptionRow
{
    /// <summary>The subscription's key.</summary>
    public long Key { get; init; }

    /// <summary>What it waits for.</summary>
    public StartTrigger Trigger { get; init; }

    /// <summary>BPMN process id.</summary>
    public required string ProcessId { get; init; }

    /// <summary>The version that is started.</summary>
    public long ProcessDefinitionKey { get; init; }

    /// <summary>The release that is started.</summary>
    public long ReleaseKey { get; init; }

    /// <summary>The start event.</summary>
    public required string ElementId { get; init; }

    /// <summary>Name of the message or signal, or text of the timer.</summary>
    public required string Name { get; init; }

    /// <summary>Business time of the next start, for timers.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Starts left, for repeated timers; null without end.</summary>
    public int? RunsLeft { get; init; }

    /// <summary>Starts that failed one after the other.</summary>
    public int Attempts { get; init; }
}

/// <summary>What a start event waits for.</summary>
public enum StartTrigger
{
    /// <summary>A message.</summary>
    Message = 1,

    /// <summary>A point in time.</summary>
    Timer = 2,

    /// <summary>A signal.</summary>
    Signal = 3,
}

internal sealed class WaitMapping
    : IEntityTypeConfiguration<MessageRow>, IEntityTypeConfiguration<MessageCorrelationRow>,
        IEntityTypeConfiguration<MessageSubscriptionRow>, IEntityTypeConfiguration<SignalSubscriptionRow>,
        IEntityTypeConfiguration<StartSubscriptionRow>
{
    public void Configure(EntityTypeBuilder<MessageRow> builder)
    {
        builder.ToTable("message").HasKey(row => row.Key);
        builder.Property(row => row.Key).ValueGeneratedNever();
        builder.Property(row => row.Variables).HasColumnType("json");
        builder.HasIndex(row => new { row.Name, row.CorrelationKey, row.MessageId }).IsUnique();
        builder.HasIndex(row => row.ExpiresAt);
    }

    public void Configure(EntityTypeBuilder<MessageCorrelationRow> builder)
    {
        builder.ToTable("message_correlation").HasKey(row => new { row.MessageKey, row.ProcessId });
        builder.HasOne<MessageRow>().WithMany().HasForeignKey(row => row.MessageKey).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<MessageSubscriptionRow> builder)
    {
        builder.ToTable("message_subscription").HasKey(row => row.Key);
        builder.Property(row => row.Key).ValueGeneratedNever();
        builder.HasIndex(row => new { row.MessageName, row.CorrelationKey });
        builder.HasIndex(row => row.InstanceKey);
    }

    public void Configure(EntityTypeBuilder<SignalSubscriptionRow> builder)
    {
        builder.ToTable("signal_subscription").HasKey(row => row.Key);
        builder.Property(row => row.Key).ValueGeneratedNever();
        builder.HasIndex(row => row.SignalName);
        builder.HasIndex(row => row.InstanceKey);
    }

    public void Configure(EntityTypeBuilder<StartSubscriptionRow> builder)
    {
        builder.ToTable("start_subscription").HasKey(row => row.Key);
        builder.Property(row => row.Key).ValueGeneratedNever();
        builder.Property(row => row.Trigger).HasConversion<short>();
        builder.HasIndex(row => new { row.Trigger, row.Name });
        builder.HasIndex(row => row.ProcessId);
        builder.HasIndex(row => row.DueAt).HasFilter("due_at is not null").HasDatabaseName("start_subscription_due");
    }
}
