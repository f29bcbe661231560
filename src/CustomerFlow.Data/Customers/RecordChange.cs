using CustomerFlow.Data.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Customers;

/// <summary>
/// One field of a checked record that somebody wants to be different: kept beside the record until a second person has looked at it.
/// Both values are sealed under the record's own data key.
/// </summary>
public sealed class RecordChange
{
    /// <summary>The key.</summary>
    public long Key { get; init; }

    /// <summary>The customer whose file it is.</summary>
    public long CustomerKey { get; init; }

    /// <summary>The customer or contact that would change; it is also the data subject that seals the values.</summary>
    public long RecordKey { get; init; }

    /// <summary>One of <see cref="DomainRules.Records"/>.</summary>
    public required string Record { get; init; }

    /// <summary>The field: <c>name</c>, <c>phone</c>, …</summary>
    public required string Field { get; init; }

    /// <summary>What stood there when it was entered, sealed; null for nothing.</summary>
    public byte[]? OldSealed { get; init; }

    /// <summary>What shall stand there, sealed; null for nothing.</summary>
    public byte[]? NewSealed { get; init; }

    /// <summary>The check that it waits for: an instance.</summary>
    public long InstanceKey { get; init; }

    /// <summary>Who entered it; null for the customer.</summary>
    public long? EnteredByKey { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset EnteredAt { get; init; }

    /// <summary>One of <see cref="DomainRules.RecordChangeStates"/>.</summary>
    public string State { get; set; } = Waiting;

    /// <summary>When it was applied, dropped or replaced.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>Nobody has decided yet.</summary>
    public const string Waiting = "waiting";

    /// <summary>The record has the new value.</summary>
    public const string Applied = "applied";

    /// <summary>Taken back; the record keeps the old value.</summary>
    public const string Dropped = "dropped";

    /// <summary>A later change of the same field took its place before anybody decided.</summary>
    public const string Replaced = "replaced";
}

internal sealed class RecordChangeMapping : IEntityTypeConfiguration<RecordChange>
{
    public void Configure(EntityTypeBuilder<RecordChange> builder)
    {
        builder.HasKey(change => change.Key);
        builder.Property(change => change.Field).HasMaxLength(40);
        builder.HasOne<Customer>().WithMany().HasForeignKey(change => change.CustomerKey);
        builder.HasOne<Person>().WithMany().HasForeignKey(change => change.EnteredByKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(change => new { change.RecordKey, change.Field }).IsUnique().HasFilter("state = 'waiting'")
            .HasDatabaseName("record_change_waiting");
        builder.HasIndex(change => change.CustomerKey);
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("ck_record_change_record", DomainRules.OneOf("record", DomainRules.Records));
            table.HasCheckConstraint("ck_record_change_state", DomainRules.OneOf("state", DomainRules.RecordChangeStates));
            table.HasCheckConstraint("ck_record_change_settled", "(state = 'waiting') = (settled_at is null)");
        });
    }
}
