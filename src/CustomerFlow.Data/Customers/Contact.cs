using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Customers;

/// <summary>
/// A person at a customer. Phone, e-mail, message-app id and notes are sealed under the contact's own data key; read and write them
/// through <see cref="Protection.ContactVault"/>.
/// </summary>
public sealed class Contact
{
    /// <summary>The key, which is also the data subject that the sealed columns belong to.</summary>
    public long Key { get; init; }

    /// <summary>The customer.</summary>
    public long CustomerKey { get; set; }

    /// <summary>The name; empty once erased. Change it with <see cref="Rename"/>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>
    /// What the person is found by: the grams of the own name and of the customer's, so that a surname and a company typed together
    /// are one look into one index.
    /// </summary>
    public string[] SearchGrams { get; private set; } = [];

    /// <summary>What the person decides or does there: some of <see cref="DomainRules.ContactRoles"/>.</summary>
    public string[] Roles { get; set; } = [];

    /// <summary>The language to write in: <c>zh</c> or <c>en</c>.</summary>
    public string Language { get; set; } = "zh";

    /// <summary>How the person wants to be reached: one of <see cref="DomainRules.Channels"/>.</summary>
    public string? PreferredChannel { get; set; }

    /// <summary>When we learned that the person has left the customer.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>When a second person checked what is on file; null means that nobody has.</summary>
    public DateTimeOffset? VerifiedAt { get; set; }

    /// <summary>When the person's data was erased.</summary>
    public DateTimeOffset? ErasedAt { get; internal set; }

    /// <summary>The phone number, sealed.</summary>
    public byte[]? PhoneSealed { get; internal set; }

    /// <summary>Finds the whole phone number.</summary>
    public byte[]? PhoneIndex { get; internal set; }

    /// <summary>Finds its last four digits.</summary>
    public byte[]? PhoneEndIndex { get; internal set; }

    /// <summary>The e-mail address, sealed.</summary>
    public byte[]? EmailSealed { get; internal set; }

    /// <summary>Finds the whole e-mail address.</summary>
    public byte[]? EmailIndex { get; internal set; }

    /// <summary>The id in a message app, sealed.</summary>
    public byte[]? MessageIdSealed { get; internal set; }

    /// <summary>Finds the whole id.</summary>
    public byte[]? MessageIdIndex { get; internal set; }

    /// <summary>Notes about the person, sealed.</summary>
    public byte[]? NotesSealed { get; internal set; }

    /// <summary>Rises with every change.</summary>
    public int Revision { get; private set; }

    /// <summary>What the person allowed.</summary>
    public ICollection<ContactConsent> Consents { get; } = [];

    /// <summary>Gives the person a name and what it is found by at a customer of that name.</summary>
    public Contact Rename(string name, string customerName)
    {
        Name = name;
        SearchGrams = name.Length == 0 ? [] : NameGrams.Of(name + " " + customerName);
        return this;
    }
}

/// <summary>What a contact allowed us to write about, and since when.</summary>
public sealed class ContactConsent
{
    /// <summary>The contact.</summary>
    public long ContactKey { get; init; }

    /// <summary>One of <see cref="DomainRules.ContactPurposes"/>.</summary>
    public required string Purpose { get; init; }

    /// <summary>When it was given.</summary>
    public DateTimeOffset GivenAt { get; set; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>Where it was given: a form, a call, an import.</summary>
    public required string Source { get; set; }
}

internal sealed class ContactMapping : IEntityTypeConfiguration<Contact>, IEntityTypeConfiguration<ContactConsent>
{
    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.HasKey(contact => contact.Key);
        builder.HasOne<Customer>().WithMany(customer => customer.Contacts).HasForeignKey(contact => contact.CustomerKey);
        builder.Property(contact => contact.Name).HasMaxLength(200);
        builder.HasIndex(contact => contact.SearchGrams).HasMethod("gin");
        builder.HasIndex(contact => contact.PhoneIndex);
        builder.HasIndex(contact => contact.PhoneEndIndex);
        builder.HasIndex(contact => contact.EmailIndex);
        builder.HasIndex(contact => contact.MessageIdIndex);
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("ck_contact_language", DomainRules.OneOf("language", DomainRules.Languages));
            table.HasCheckConstraint("ck_contact_channel", DomainRules.OneOf("preferred_channel", DomainRules.Channels));
            table.HasCheckConstraint(
                "ck_contact_reachable", "erased_at is not null or num_nonnulls(phone_sealed, email_sealed, message_id_sealed) > 0");
        });
    }

    public void Configure(EntityTypeBuilder<ContactConsent> builder)
    {
        builder.HasKey(consent => new { consent.ContactKey, consent.Purpose });
        builder.HasOne<Contact>().WithMany(contact => contact.Consents).HasForeignKey(consent => consent.ContactKey);
        builder.Property(consent => consent.Source).HasMaxLength(100);
        builder.ToTable(table =>
            table.HasCheckConstraint("ck_contact_consent_purpose", DomainRules.OneOf("purpose", DomainRules.ContactPurposes)));
    }
}
