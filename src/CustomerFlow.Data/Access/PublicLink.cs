using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Access;

/// <summary>A link that lets a customer see or do one thing without signing in.</summary>
public sealed class PublicLink
{
    /// <summary>The key.</summary>
    public long Key { get; init; }

    /// <summary>See <see cref="LinkToken"/>.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>One of <see cref="DomainRules.LinkPurposes"/>.</summary>
    public required string Purpose { get; init; }

    /// <summary>The case whose status is shown or decided.</summary>
    public long? CaseKey { get; init; }

    /// <summary>The contact that it was sent to.</summary>
    public long? ContactKey { get; init; }

    /// <summary>The survey that it opens.</summary>
    public long? SurveyInvitationKey { get; init; }

    /// <summary>For <c>decision</c>, the element instance that waits: a link to an earlier question decides nothing.</summary>
    public long? ElementInstanceKey { get; init; }

    /// <summary>The process instance that made it and waits for what it brings; null for links made outside a process.</summary>
    public long? InstanceKey { get; init; }

    /// <summary>For <c>decision</c>, what was answered by it: <c>accepted</c> or <c>not-solved</c>.</summary>
    public string? Answer { get; set; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class PublicLinkMapping : IEntityTypeConfiguration<PublicLink>
{
    public void Configure(EntityTypeBuilder<PublicLink> builder)
    {
        builder.HasKey(link => link.Key);
        builder.HasIndex(link => link.TokenHash).IsUnique();
        builder.HasIndex(link => link.CaseKey);
        builder.HasIndex(link => link.ExpiresAt);
        builder.Property(link => link.Answer).HasMaxLength(20);
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("ck_public_link_purpose", DomainRules.OneOf("purpose", DomainRules.LinkPurposes));
            table.HasCheckConstraint("ck_public_link_answer", "(answer is null) = (answered_at is null)");
        });
    }
}
