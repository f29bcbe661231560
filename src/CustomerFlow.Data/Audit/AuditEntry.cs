using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Audit;

/// <summary>
/// Who changed what, written by triggers in the same transaction. Rows are never changed or deleted; the last three columns are
/// filled once, by the sealer that chains them. Values of personal columns are not in it, only that they changed.
/// </summary>
public sealed class AuditEntry
{
    /// <summary>Its place; not the order of commits.</summary>
    public long Id { get; init; }

    /// <summary>Real time, not business time.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>As <see cref="Access.AccessScope.Actor"/>, or <c>database:ROLE</c> when someone went around the application.</summary>
    public required string Actor { get; init; }

    /// <summary><c>insert</c>, <c>update</c>, <c>delete</c>, or what the application names: <c>read</c>, <c>export</c>, …</summary>
    public required string Action { get; init; }

    /// <summary>The table, or what was read.</summary>
    public required string Subject { get; init; }

    /// <summary>The key of the row.</summary>
    public required string RowKey { get; init; }

    /// <summary>JSON by column: the value on insert, <c>[old, new]</c> on update, <c>true</c> for a personal column.</summary>
    public required string Changes { get; init; }

    /// <summary>The transaction that wrote it: the sealer takes rows below the oldest one that is still running.</summary>
    public ulong Transaction { get; init; }

    /// <summary>When it was chained.</summary>
    public DateTimeOffset? SealedAt { get; init; }

    /// <summary>The hash of the entry before it in the chain.</summary>
    public byte[]? PreviousHash { get; init; }

    /// <summary>The hash of this entry and the one before.</summary>
    public byte[]? Hash { get; init; }
}

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.HasKey(entry => entry.Id);
        builder.Property(entry => entry.Id).UseIdentityAlwaysColumn();
        builder.Property(entry => entry.At).HasDefaultValueSql("clock_timestamp()");
        builder.Property(entry => entry.Transaction).HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()");
        builder.Property(entry => entry.Changes).HasColumnType("jsonb");
        builder.HasIndex(entry => new { entry.Subject, entry.RowKey, entry.Id });
        builder.HasIndex(entry => new { entry.Actor, entry.Id });
        builder.HasIndex(entry => entry.Id).HasFilter("sealed_at is null").HasDatabaseName("ix_audit_entry_unsealed");
    }
}
