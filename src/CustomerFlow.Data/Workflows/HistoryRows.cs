using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Workflows;

/// <summary>One turn of an instance, with all that a replay needs (table <c>turn_log</c>, partitioned by instance key).</summary>
public sealed class TurnLogRow
{
    /// <summary>The instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>The revision that the turn made: 1, 2, 3 …</summary>
    public int Revision { get; init; }

    /// <summary>Business time of the turn.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The release that it ran under.</summary>
    public long ReleaseKey { get; init; }

    /// <summary>Version of the engine's behaviour; a replay under another one reports differences.</summary>
    public short EngineVersion { get; init; }

    /// <summary>JSON array of <c>{"key": first key, "event": …}</c>: one entry per Advance, results of inline steps included.</summary>
    public required string Steps { get; init; }
}

/// <summary>One line of a case's history (table <c>element_event</c>, append-only, partitioned by instance key).</summary>
public sealed class ElementEventRow
{
    /// <summary>The instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>Order in the history of the instance.</summary>
    public long Id { get; init; }

    /// <summary>What happened.</summary>
    public ElementEventKind Kind { get; init; }

    /// <summary>The element's id, or the sequence flow's.</summary>
    public required string ElementId { get; init; }

    /// <summary>The element instance; null for a flow.</summary>
    public long? ElementInstanceKey { get; init; }

    /// <summary>The scope that holds it.</summary>
    public long? ScopeKey { get; init; }

    /// <summary>Business time.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Username of who did it, if a person.</summary>
    public string? By { get; init; }

    /// <summary>JSON with what changed (new assignee, old assignee, …); null for plain steps.</summary>
    public string? Detail { get; init; }
}

/// <summary>Lines of the history.</summary>
public enum ElementEventKind
{
    /// <summary>An element began.</summary>
    Activated = 1,

    /// <summary>An element ended as planned.</summary>
    Completed = 2,

    /// <summary>An element was ended by something else.</summary>
    Terminated = 3,

    /// <summary>A sequence flow was taken.</summary>
    FlowTaken = 4,

    /// <summary>A person took a task.</summary>
    TaskClaimed = 5,

    /// <summary>A task went back to its group.</summary>
    TaskUnclaimed = 6,

    /// <summary>A task was given to a person.</summary>
    TaskAssigned = 7,

    /// <summary>Due date, priority or groups of a task changed.</summary>
    TaskUpdated = 8,

    /// <summary>A business column of the case changed.</summary>
    CaseChanged = 9,

    /// <summary>A target clock started, paused, went on or stopped.</summary>
    ClockChanged = 10,
}

/// <summary>What a decision saw and answered (table <c>decision_evaluation</c>): the answer to "why?".</summary>
public sealed class DecisionEvaluationRow
{
    /// <summary>The evaluation's key.</summary>
    public long Id { get; init; }

    /// <summary>The instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>The element instance that asked.</summary>
    public long ElementInstanceKey { get; init; }

    /// <summary>The element that asked.</summary>
    public required string ElementId { get; init; }

    /// <summary>The decision.</summary>
    public required string DecisionId { get; init; }

    /// <summary>Business time.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>JSON: inputs, rules that matched, outputs, required decisions.</summary>
    public required string Outcome { get; init; }
}

/// <summary>What a person wrote on a case or a task (table <c>comment</c>).</summary>
public sealed class CommentRow
{
    /// <summary>The comment's key.</summary>
    public long Key { get; init; }

    /// <summary>The instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>The task that it was written on, if any.</summary>
    public long? TaskKey { get; init; }

    /// <summary>Username of the writer.</summary>
    public required string WrittenBy { get; init; }

    /// <summary>Business time.</summary>
    public DateTimeOffset WrittenAt { get; init; }

    /// <summary>Plain text, at most 4 000 characters.</summary>
    public required string Text { get; init; }
}

internal sealed class HistoryMapping
    : IEntityTypeConfiguration<TurnLogRow>, IEntityTypeConfiguration<ElementEventRow>, IEntityTypeConfiguration<DecisionEvaluationRow>,
        IEntityTypeConfiguration<CommentRow>
{
    // EF knows no partitions: Migrations/Sql/engine.sql makes these two tables, this model only reads them.
    public void Configure(EntityTypeBuilder<TurnLogRow> builder)
    {
        builder.ToTable("turn_log", table => table.ExcludeFromMigrations()).HasKey(row => new { row.InstanceKey, row.Revision });
        builder.Property(row => row.Steps).HasColumnType("json");
    }

    public void Configure(EntityTypeBuilder<ElementEventRow> builder)
    {
        builder.ToTable("element_event", table => table.ExcludeFromMigrations()).HasKey(row => new { row.InstanceKey, row.Id });
        builder.Property(row => row.Kind).HasConversion<short>();
        builder.Property(row => row.Detail).HasColumnType("json");
    }

    public void Configure(EntityTypeBuilder<DecisionEvaluationRow> builder)
    {
        builder.ToTable("decision_evaluation").HasKey(row => row.Id);
        builder.Property(row => row.Outcome).HasColumnType("json");
        builder.HasIndex(row => row.InstanceKey);
    }

    public void Configure(EntityTypeBuilder<CommentRow> builder)
    {
        builder.ToTable("comment").HasKey(row => row.Key);
        builder.Property(row => row.Key).ValueGeneratedNever();
        builder.Property(row => row.Text).HasMaxLength(4000);
        builder.HasIndex(row => row.InstanceKey);
    }
}
