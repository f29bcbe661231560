using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Workflows;

/// <summary>Unpublished changes to a pack (table <c>draft</c>); at most one per name.</summary>
public sealed class DraftRow
{
    /// <summary>The draft's key.</summary>
    public long Key { get; init; }

    /// <summary>The pack's name, as in <see cref="ReleaseRow.Name"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The release that it changes; null for a new pack.</summary>
    public long? BasedOnReleaseKey { get; set; }

    /// <summary>Whether the product's upgrade put it there instead of replacing an owner's version.</summary>
    public bool FromUpgrade { get; init; }

    /// <summary>Who changed it last.</summary>
    public required string ChangedBy { get; set; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Counts changes; a save names the revision that it saw.</summary>
    public int Revision { get; set; }
}

/// <summary>One changed file of a draft (table <c>draft_resource</c>); files not listed are as in the release below.</summary>
public sealed class DraftResourceRow
{
    /// <summary>The draft.</summary>
    public long DraftKey { get; init; }

    /// <summary>File name, as in <see cref="ResourceRow.Name"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The new bytes; null removes the file.</summary>
    public byte[]? Content { get; set; }
}

internal sealed class DraftMapping : IEntityTypeConfiguration<DraftRow>, IEntityTypeConfiguration<DraftResourceRow>
{
    public void Configure(EntityTypeBuilder<DraftRow> builder)
    {
        builder.ToTable("draft").HasKey(row => row.Key);
        builder.Property(row => row.Key).ValueGeneratedNever();
        builder.Property(row => row.Revision).IsConcurrencyToken();
        builder.HasIndex(row => row.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DraftResourceRow> builder)
    {
        builder.ToTable("draft_resource").HasKey(row => new { row.DraftKey, row.Name });
        builder.HasOne<DraftRow>().WithMany().HasForeignKey(row => row.DraftKey).OnDelete(DeleteBehavior.Cascade);
    }
}
