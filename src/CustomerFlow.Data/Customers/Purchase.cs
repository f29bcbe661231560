using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Customers;

/// <summary>Something that a customer bought, as the shop or the books tell it; never changed here.</summary>
public sealed class Purchase
{
    /// <summary>The key.</summary>
    public long Key { get; init; }

    /// <summary>The customer.</summary>
    public long CustomerKey { get; set; }

    /// <summary>The day of the purchase.</summary>
    public DateOnly BoughtOn { get; init; }

    /// <summary>What was bought, as people call it.</summary>
    public required string Product { get; init; }

    /// <summary>How many.</summary>
    public decimal Quantity { get; init; } = 1;

    /// <summary>The amount paid, tax included; below zero for something taken back.</summary>
    public decimal Amount { get; init; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; init; } = "CNY";

    /// <summary>The number of the order line; unique within the source, so that the same line is never counted twice.</summary>
    public required string Reference { get; init; }

    /// <summary>One of <see cref="DomainRules.CustomerSources"/>.</summary>
    public required string Source { get; init; }

    /// <summary>The import that brought it.</summary>
    public long? ImportBatchKey { get; init; }
}

internal sealed class PurchaseMapping : IEntityTypeConfiguration<Purchase>
{
    public void Configure(EntityTypeBuilder<Purchase> builder)
    {
        builder.HasKey(purchase => purchase.Key);
        builder.HasOne<Customer>().WithMany().HasForeignKey(purchase => purchase.CustomerKey);
        builder.HasOne<ImportBatch>().WithMany().HasForeignKey(purchase => purchase.ImportBatchKey).OnDelete(DeleteBehavior.Restrict);
        builder.Property(purchase => purchase.Product).HasMaxLength(200);
        builder.Property(purchase => purchase.Reference).HasMaxLength(60);
        builder.Property(purchase => purchase.Source).HasMaxLength(20);
        builder.Property(purchase => purchase.Currency).HasMaxLength(3);
        builder.Property(purchase => purchase.Quantity).HasPrecision(18, 3);
        builder.Property(purchase => purchase.Amount).HasPrecision(18, 2);
        builder.HasIndex(purchase => new { purchase.CustomerKey, purchase.BoughtOn });
        builder.HasIndex(purchase => new { purchase.Source, purchase.Reference }).IsUnique();
        builder.ToTable(table => table.HasCheckConstraint(
            "ck_purchase_source", DomainRules.OneOf("source", DomainRules.CustomerSources)));
    }
}
