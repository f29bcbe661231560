using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Workflows;

/// <summary>A file of a pack as the product shipped it last (table <c>shipped_file</c>).</summary>
public sealed class ShippedFileRow
{
    /// <summary>The pack's name, as in <see cref="ReleaseRow.Name"/>.</summary>
    public required string Pack { get; init; }

    /// <summary>File name, as in <see cref="ResourceRow.Name"/>.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of its content, 32 bytes.</summary>
    public required byte[] Hash { get; set; }
}

internal sealed class ShippedFileMapping : IEntityTypeConfiguration<ShippedFileRow>
{
    public void Configure(EntityTypeBuilder<ShippedFileRow> builder) =>
        builder.ToTable("shipped_file").HasKey(row => new { row.Pack, row.Name });
}
