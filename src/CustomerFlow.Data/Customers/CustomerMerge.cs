using CustomerFlow.Data.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Customers;

/// <summary>
/// Two records turned out to be one customer. The merged record stays with its history and points to the one that was kept; only its
/// contacts move, since new things happen to them. So nothing is lost, and undoing it is exact.
/// </summary>
public sealed class CustomerMerge
{
    /// <summary>The key.</summary>
    public long Key { get; init; }

    /// <summary>The record that people go on with.</summary>
    public long KeptKey { get; init; }

    /// <summary>The record that was found to be the same.</summary>
    public long MergedKey { get; init; }

    /// <summary>Who merged them.</summary>
    public long ByKey { get; init; }

    /// <summary>Business time.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The contacts that moved.</summary>
    public long[] ContactKeys { get; init; } = [];

    /// <summary>Records that had been merged into the merged one before and point to the kept one since.</summary>
    public long[] AliasKeys { get; init; } = [];

    /// <summary>JSON: what the kept record's fields said before the merged one filled them.</summary>
    public required string Before { get; init; }

    /// <summary>When it was undone.</summary>
    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>Who undid it.</summary>
    public long? UndoneByKey { get; set; }

    /// <summary>Rises with every change.</summary>
    public int Revision { get; private set; }
}

internal sealed class CustomerMergeMapping : IEntityTypeConfiguration<CustomerMerge>
{
    public void Configure(EntityTypeBuilder<CustomerMerge> builder)
    {
        builder.HasKey(merge => merge.Key);
        builder.HasOne<Customer>().WithMany().HasForeignKey(merge => merge.KeptKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Customer>().WithMany().HasForeignKey(merge => merge.MergedKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(merge => merge.ByKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(merge => merge.UndoneByKey).OnDelete(DeleteBehavior.Restrict);
        builder.Property(merge => merge.Before).HasColumnType("jsonb");
        builder.HasIndex(merge => merge.KeptKey);
        // A record can be merged away once at a time.
        builder.HasIndex(merge => merge.MergedKey).IsUnique().HasFilter("undone_at is null");
        builder.ToTable(table => table.HasCheckConstraint("ck_customer_merge_two", "kept_key <> merged_key"));
    }
}
