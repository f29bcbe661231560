using CustomerFlow.Data.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Customers;

/// <summary>How old a field of a customer or contact is, and when somebody last said that it still holds.</summary>
public sealed class RecordField
{
    /// <summary>The customer or contact.</summary>
    public long RecordKey { get; init; }

    /// <summary>The field: <c>name</c>, <c>phone</c>, …</summary>
    public required string Field { get; init; }

    /// <summary>When it got its value.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>When a colleague or the customer last confirmed it.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>Who changed or confirmed it last; null for the customer, an import or a program.</summary>
    public long? ByKey { get; set; }
}

internal sealed class RecordFieldMapping : IEntityTypeConfiguration<RecordField>
{
    public void Configure(EntityTypeBuilder<RecordField> builder)
    {
        builder.HasKey(field => new { field.RecordKey, field.Field });
        builder.Property(field => field.Field).HasMaxLength(40);
        builder.HasOne<Person>().WithMany().HasForeignKey(field => field.ByKey).OnDelete(DeleteBehavior.Restrict);
    }
}
