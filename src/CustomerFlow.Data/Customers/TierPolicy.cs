using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Customers;

/// <summary>What a tier of customers can expect.</summary>
public sealed class TierPolicy
{
    /// <summary>One of <see cref="DomainRules.Tiers"/>.</summary>
    public required string Tier { get; init; }

    /// <summary>First answer by a person, in minutes of working time.</summary>
    public int FirstResponseMinutes { get; set; }

    /// <summary>Resolution, in minutes of working time.</summary>
    public int ResolutionMinutes { get; set; }

    /// <summary>Days between planned contacts.</summary>
    public int ContactEveryDays { get; set; }

    /// <summary>Whether a change of the contact person must be confirmed by the customer.</summary>
    public bool ConfirmTransfers { get; set; }

    /// <summary>Rises with every change.</summary>
    public int Revision { get; private set; }
}

internal sealed class TierPolicyMapping : IEntityTypeConfiguration<TierPolicy>
{
    public void Configure(EntityTypeBuilder<TierPolicy> builder)
    {
        builder.HasKey(policy => policy.Tier);
        builder.Property(policy => policy.Tier).HasMaxLength(20);
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("ck_tier_policy_tier", DomainRules.OneOf("tier", DomainRules.Tiers));
            table.HasCheckConstraint(
                "ck_tier_policy_targets",
                "first_response_minutes > 0 and resolution_minutes >= first_response_minutes and contact_every_days > 0");
        });
    }
}
