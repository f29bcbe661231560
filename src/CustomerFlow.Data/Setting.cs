using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data;

/// <summary>One value that the whole installation shares and that someone may change while it runs.</summary>
public sealed class Setting
{
    /// <summary>The name, such as <c>clock.offset</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The value, written as its owner reads it.</summary>
    public required string Value { get; set; }

    /// <summary>Rises with every change.</summary>
    public int Revision { get; private set; }
}

internal sealed class SettingMapping : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> builder)
    {
        builder.HasKey(setting => setting.Id);
        builder.Property(setting => setting.Id).HasMaxLength(100);
        builder.Property(setting => setting.Revision).HasDefaultValue(0);
    }
}
