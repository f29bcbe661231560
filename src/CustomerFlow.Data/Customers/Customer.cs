using CustomerFlow.Data.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Customers;

/// <summary>A company or a person whom we serve.</summary>
public sealed class Customer
{
    private long? _ownerKey;

    /// <summary>The key.</summary>
    public long Key { get; init; }

    /// <summary>The number that people see; unique.</summary>
    public required string Number { get; init; }

    /// <summary>One of <see cref="DomainRules.CustomerKinds"/>.</summary>
    public string Kind { get; set; } = "company";

    /// <summary>The name. Change it with <see cref="Rename"/>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What the name is found by; see <see cref="Customers.NameGrams"/>.</summary>
    public string[] NameGrams { get; private set; } = [];

    /// <summary>What two records of the same customer would share; see <see cref="Customers.NameKey"/>.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>One of <see cref="DomainRules.Tiers"/>.</summary>
    public string Tier { get; set; } = "normal";

    /// <summary>One of <see cref="DomainRules.Stages"/>.</summary>
    public string Stage { get; set; } = "prospect";

    /// <summary>The group of companies it belongs to.</summary>
    public long? ParentKey { get; set; }

    /// <summary>The person who looks after it; null means the public pool. Change it with <see cref="HandTo"/>.</summary>
    public long? OwnerKey
    {
        get => _ownerKey;
        init => _ownerKey = value;
    }

    /// <summary>The language of mails to it: <c>zh</c> or <c>en</c>.</summary>
    public string Language { get; set; } = "zh";

    /// <summary>The line of business, in the company's own words.</summary>
    public string? Industry { get; set; }

    /// <summary>Province, city or country, in the company's own words.</summary>
    public string? Region { get; set; }

    /// <summary>What the customer needs from us: short words, so that segments can ask for them.</summary>
    public string[] Needs { get; set; } = [];

    /// <summary>How the customer likes to be served: short words.</summary>
    public string[] Preferences { get; set; } = [];

    /// <summary>Where the record came from: one of <see cref="DomainRules.CustomerSources"/>.</summary>
    public string Source { get; init; } = "manual";

    /// <summary>The import that put it on file.</summary>
    public long? ImportBatchKey { get; init; }

    /// <summary>When it was entered.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who entered it; null for an import, a program or a form.</summary>
    public long? EnteredByKey { get; init; }

    /// <summary>The customer that this one turned out to be; a merged record is kept, so that the merge can be undone.</summary>
    public long? MergedIntoKey { get; set; }

    /// <summary>When a second person checked what is on file; null means that nobody has. Never holds up a complaint.</summary>
    public DateTimeOffset? VerifiedAt { get; set; }

    /// <summary>The check by a second person that is under way: an instance of <c>customer-intake</c>.</summary>
    public long? CheckKey { get; set; }

    /// <summary>Rises with every change.</summary>
    public int Revision { get; private set; }

    /// <summary>The people to write to.</summary>
    public ICollection<Contact> Contacts { get; } = [];

    /// <summary>Gives the customer a name and what it is found by.</summary>
    public Customer Rename(string name)
    {
        Name = name;
        NameGrams = Customers.NameGrams.Of(name);
        NameKey = Customers.NameKey.Of(name);
        return this;
    }

    /// <summary>Gives the customer to another person, or to the public pool, and makes the record that must be saved with it.</summary>
    /// <exception cref="InvalidOperationException">The person looks after it already: nothing would change.</exception>
    public Transfer HandTo(long? personKey, TransferFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (personKey == _ownerKey) throw new InvalidOperationException("A transfer must change who looks after the customer.");
        var transfer = Transfer.Of(Key, _ownerKey, personKey, facts);
        _ownerKey = personKey;
        return transfer;
    }
}

internal sealed class CustomerMapping : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.HasKey(customer => customer.Key);
        builder.Property(customer => customer.Number).HasMaxLength(40);
        builder.HasIndex(customer => customer.Number).IsUnique();
        builder.Property(customer => customer.Kind).HasMaxLength(20);
        builder.Property(customer => customer.Name).HasMaxLength(300);
        builder.Property(customer => customer.Industry).HasMaxLength(60);
        builder.Property(customer => customer.Region).HasMaxLength(60);
        builder.Property(customer => customer.Source).HasMaxLength(20);
        builder.HasIndex(customer => customer.Name);
        builder.HasOne<ImportBatch>().WithMany().HasForeignKey(customer => customer.ImportBatchKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(customer => customer.NameGrams).HasMethod("gin");
        builder.Property(customer => customer.NameKey).HasMaxLength(100);
        builder.HasIndex(customer => customer.NameKey).HasFilter("merged_into_key is null");
        builder.HasIndex(customer => customer.Key).HasFilter("verified_at is null").HasDatabaseName("customer_unverified");
        builder.HasOne<Customer>().WithMany().HasForeignKey(customer => customer.ParentKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(customer => customer.OwnerKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(customer => customer.EnteredByKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Customer>().WithMany().HasForeignKey(customer => customer.MergedIntoKey).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("ck_customer_kind", DomainRules.OneOf("kind", DomainRules.CustomerKinds));
            table.HasCheckConstraint("ck_customer_tier", DomainRules.OneOf("tier", DomainRules.Tiers));
            table.HasCheckConstraint("ck_customer_stage", DomainRules.OneOf("stage", DomainRules.Stages));
            table.HasCheckConstraint("ck_customer_language", DomainRules.OneOf("language", DomainRules.Languages));
            table.HasCheckConstraint("ck_customer_source", DomainRules.OneOf("source", DomainRules.CustomerSources));
            table.HasCheckConstraint("ck_customer_parent", "parent_key <> key");
            table.HasCheckConstraint("ck_customer_merged", "merged_into_key <> key");
        });
    }
}
