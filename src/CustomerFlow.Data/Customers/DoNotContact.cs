using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Customers;

/// <summary>
/// A mark that an address must not be used. It holds the address as a keyed hash and names no contact, so that it outlives imports,
/// merges and erasure.
/// </summary>
public sealed class DoNotContact
{
    /// <summary>The key.</summary>
    public long Key { get; init; }

    /// <summary>The blind index of the phone number, e-mail address or message-app id.</summary>
    public required byte[] AddressIndex { get; init; }

    /// <summary>One of <see cref="DomainRules.Channels"/> or <see cref="DomainRules.Everything"/>.</summary>
    public required string Channel { get; init; }

    /// <summary>One of <see cref="DomainRules.ContactPurposes"/>.</summary>
    public required string Purpose { get; init; }

    /// <summary>From when on it holds.</summary>
    public DateTimeOffset HoldsFrom { get; init; }

    /// <summary>Until when; null means for good.</summary>
    public DateTimeOffset? HoldsUntil { get; set; }

    /// <summary>Where it came from: <c>unsubscribe</c>, <c>call</c>, <c>import</c>, …</summary>
    public required string Source { get; init; }
}

/// <summary>Asks whether an address is marked.</summary>
public static class DoNotContactQueries
{
    /// <summary>The marks that forbid using any of the addresses over a channel, for a purpose, at a moment.</summary>
    /// <param name="marks">All marks.</param>
    /// <param name="addresses">Blind indexes of the addresses that would be used.</param>
    /// <param name="channel">One of <see cref="DomainRules.Channels"/>.</param>
    /// <param name="purpose">One of <see cref="DomainRules.ContactPurposes"/>.</param>
    /// <param name="now">Business time.</param>
    public static IQueryable<DoNotContact> Forbidding(
        this IQueryable<DoNotContact> marks, IReadOnlyList<byte[]> addresses, string channel, string purpose, DateTimeOffset now) =>
        marks.Forbidding(channel, purpose, now).Where(mark => addresses.Contains(mark.AddressIndex));

    /// <summary>The marks that forbid a purpose on a channel now, whosever they are.</summary>
    /// <param name="marks">All marks.</param>
    /// <param name="channel">One of <see cref="DomainRules.Channels"/>.</param>
    /// <param name="purpose">One of <see cref="DomainRules.ContactPurposes"/>.</param>
    /// <param name="now">Business time.</param>
    public static IQueryable<DoNotContact> Forbidding(
        this IQueryable<DoNotContact> marks, string channel, string purpose, DateTimeOffset now) =>
        marks.Where(mark => (mark.Channel == channel || mark.Channel == DomainRules.Everything)
            && (mark.Purpose == purpose || mark.Purpose == DomainRules.Everything)
            && mark.HoldsFrom <= now && (mark.HoldsUntil == null || mark.HoldsUntil > now));
}

internal sealed class DoNotContactMapping : IEntityTypeConfiguration<DoNotContact>
{
    public void Configure(EntityTypeBuilder<DoNotContact> builder)
    {
        builder.HasKey(mark => mark.Key);
        builder.HasIndex(mark => new { mark.AddressIndex, mark.Channel, mark.Purpose, mark.HoldsFrom }).IsUnique();
        builder.Property(mark => mark.Source).HasMaxLength(100);
        builder.ToTable(table =>
        {
            table.HasCheckConstraint(
                "ck_do_not_contact_channel", DomainRules.OneOf("channel", DomainRules.Channels.Add(DomainRules.Everything)));
            table.HasCheckConstraint("ck_do_not_contact_purpose", DomainRules.OneOf("purpose", DomainRules.ContactPurposes));
            table.HasCheckConstraint("ck_do_not_contact_holds", "holds_until > holds_from");
        });
    }
}
