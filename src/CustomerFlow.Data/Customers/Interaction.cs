using CustomerFlow.Data.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Customers;

/// <summary>One exchange with a customer: a call, a visit, a message, a note.</summary>
public sealed class Interaction
{
    /// <summary>The key.</summary>
    public long Key { get; init; }

    /// <summary>The customer.</summary>
    public long CustomerKey { get; init; }

    /// <summary>The person spoken to, if known.</summary>
    public long? ContactKey { get; init; }

    /// <summary>The instance key of the case it belongs to, if any.</summary>
    public long? CaseKey { get; init; }

    /// <summary>One of <see cref="DomainRules.Channels"/>.</summary>
    public required string Channel { get; init; }

    /// <summary>True when the customer came to us.</summary>
    public bool Inbound { get; init; }

    /// <summary>When it took place.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Who spoke for us.</summary>
    public long? PersonKey { get; init; }

    /// <summary>The data subject whose key seals the text: the contact, or the customer when there is none.</summary>
    public long SealedFor { get; init; }

    /// <summary>What was said, sealed.</summary>
    public byte[]? TextSealed { get; set; }
}

internal sealed class InteractionMapping : IEntityTypeConfiguration<Interaction>
{
    public void Configure(EntityTypeBuilder<Interaction> builder)
    {
        builder.HasKey(interaction => interaction.Key);
        builder.HasOne<Customer>().WithMany().HasForeignKey(interaction => interaction.CustomerKey);
        builder.HasOne<Contact>().WithMany().HasForeignKey(interaction => interaction.ContactKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(interaction => interaction.PersonKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(interaction => new { interaction.CustomerKey, interaction.At });
        builder.HasIndex(interaction => interaction.CaseKey);
        builder.ToTable(table => table.HasCheckConstraint("ck_interaction_channel", DomainRules.OneOf("channel", DomainRules.Channels)));
    }
}
