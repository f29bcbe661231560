using CustomerFlow.Data.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Access;

/// <summary>A secret with which a program acts as a person.</summary>
public sealed class PersonalToken
{
    /// <summary>The key.</summary>
    public long Key { get; init; }

    /// <summary>As whom it acts.</summary>
    public long PersonKey { get; init; }

    /// <summary>What the person calls it.</summary>
    public required string Name { get; set; }

    /// <summary>See <see cref="LinkToken"/>.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>The stored answer to a request that carried an idempotency key: the same request gets the same answer again.</summary>
public sealed class Idempotency
{
    /// <summary>Who called: the scope's actor, or the address class of the public form.</summary>
    public required string Caller { get; init; }

    /// <summary>The key that the caller chose.</summary>
    public required string RequestKey { get; init; }

    /// <summary>The hash of the request: another request under the same key is refused.</summary>
    public required byte[] RequestHash { get; init; }

    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; init; }

    /// <summary>The body of the answer, as JSON.</summary>
    public string? Answer { get; init; }

    /// <summary>When it was stored.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

internal sealed class PersonalTokenMapping : IEntityTypeConfiguration<PersonalToken>, IEntityTypeConfiguration<Idempotency>
{
    public void Configure(EntityTypeBuilder<PersonalToken> builder)
    {
        builder.HasKey(token => token.Key);
        builder.HasOne<Person>().WithMany().HasForeignKey(token => token.PersonKey);
        builder.Property(token => token.Name).HasMaxLength(100);
        builder.HasIndex(token => token.TokenHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Idempotency> builder)
    {
        builder.HasKey(answer => new { answer.Caller, answer.RequestKey });
        builder.Property(answer => answer.Caller).HasMaxLength(100);
        builder.Property(answer => answer.RequestKey).HasMaxLength(200);
        builder.HasIndex(answer => answer.CreatedAt);
    }
}
