using CustomerFlow.Data.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Customers;

/// <summary>
/// One change of who looks after a customer, written in the commit that makes it; the database refuses a change without one. Only
/// <see cref="Customer.HandTo"/> makes it. Afterwards nothing of it changes but the outcome, which the database keeps itself.
/// </summary>
public sealed class Transfer
{
    /// <summary>The column that the note is sealed for.</summary>
    public const string NoteColumn = "transfer.note";

    /// <summary>The key.</summary>
    public long Key { get; init; }

    /// <summary>The customer, whose data key seals the note.</summary>
    public long CustomerKey { get; init; }

    /// <summary>Who looked after it before; null for the public pool.</summary>
    public long? FromKey { get; init; }

    /// <summary>Who does from now on; null for the public pool.</summary>
    public long? ToKey { get; init; }

    /// <summary>One of <see cref="DomainRules.TransferReasons"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>What was written about it, sealed.</summary>
    public byte[]? NoteSealed { get; init; }

    /// <summary>Who decided; null for a job or a rule.</summary>
    public long? ByKey { get; init; }

    /// <summary>Business time of the change.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>One of <see cref="DomainRules.TransferWays"/>.</summary>
    public required string Way { get; init; }

    /// <summary>JSON: the rule and its inputs when a decision table chose the person.</summary>
    public string? Why { get; init; }

    /// <summary>One of <see cref="DomainRules.TransferOutcomes"/>.</summary>
    public string Outcome { get; init; } = "waiting";

    /// <summary>When the outcome was known.</summary>
    public DateTimeOffset? OutcomeAt { get; init; }

    /// <summary>The transaction that wrote it.</summary>
    public ulong Transaction { get; init; }

    /// <summary>The record of a change that its caller makes in the same transaction.</summary>
    public static Transfer Of(long customerKey, long? fromKey, long? toKey, TransferFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new Transfer
        {
            Key = facts.Key, CustomerKey = customerKey, FromKey = fromKey, ToKey = toKey, Reason = facts.Reason, Way = facts.Way,
            ByKey = facts.ByKey, At = facts.At, NoteSealed = facts.NoteSealed, Why = facts.Why,
            // In the pool nobody is expected to get in touch.
            Outcome = toKey is null ? "settled" : "waiting",
            OutcomeAt = toKey is null ? facts.At : null,
        };
    }
}

/// <summary>Why, by whom and how a customer changes hands.</summary>
/// <param name="Key">The key of the record to be made.</param>
/// <param name="Reason">One of <see cref="DomainRules.TransferReasons"/>.</param>
/// <param name="Way">One of <see cref="DomainRules.TransferWays"/>.</param>
/// <param name="ByKey">Who decided; null for a job or a rule.</param>
/// <param name="At">Business time.</param>
public sealed record TransferFacts(long Key, string Reason, string Way, long? ByKey, DateTimeOffset At)
{
    /// <summary>What was written about it, sealed for the customer.</summary>
    public byte[]? NoteSealed { get; init; }

    /// <summary>JSON: the rule and its inputs.</summary>
    public string? Why { get; init; }
}

internal sealed class TransferMapping : IEntityTypeConfiguration<Transfer>
{
    public void Configure(EntityTypeBuilder<Transfer> builder)
    {
        builder.HasKey(transfer => transfer.Key);
        builder.HasOne<Customer>().WithMany().HasForeignKey(transfer => transfer.CustomerKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(transfer => transfer.FromKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(transfer => transfer.ToKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(transfer => transfer.ByKey).OnDelete(DeleteBehavior.Restrict);
        builder.Property(transfer => transfer.Reason).HasMaxLength(20);
        builder.Property(transfer => transfer.Way).HasMaxLength(20);
        builder.Property(transfer => transfer.Outcome).HasMaxLength(20);
        builder.Property(transfer => transfer.Why).HasColumnType("jsonb");
        builder.Property(transfer => transfer.Transaction).HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()");
        builder.HasIndex(transfer => new { transfer.CustomerKey, transfer.At });
        builder.HasIndex(transfer => new { transfer.ToKey, transfer.At });
        builder.HasIndex(transfer => transfer.CustomerKey).HasFilter("outcome = 'waiting'").HasDatabaseName("ix_transfer_waiting");
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("ck_transfer_reason", DomainRules.OneOf("reason", DomainRules.TransferReasons));
            table.HasCheckConstraint("ck_transfer_way", DomainRules.OneOf("way", DomainRules.TransferWays));
            table.HasCheckConstraint("ck_transfer_outcome", DomainRules.OneOf("outcome", DomainRules.TransferOutcomes));
            table.HasCheckConstraint("ck_transfer_change", "from_key is distinct from to_key");
        });
    }
}
