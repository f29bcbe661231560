using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.People;

/// <summary>Someone who works here. Shares its key with the sign-in of the same person.</summary>
public sealed class Person
{
    /// <summary>The key, which is also the id of the <see cref="IdentityUser{TKey}"/>.</summary>
    public long Key { get; init; }

    /// <summary>The name to sign in with, as processes name assignees; lower case, unique, never given to another person.</summary>
    public required string UserName { get; init; }

    /// <summary>The name in Chinese.</summary>
    public required string NameZh { get; set; }

    /// <summary>The name in Latin letters.</summary>
    public required string NameEn { get; set; }

    /// <summary>The language of pages and mails for this person: <c>zh</c> or <c>en</c>.</summary>
    public string Language { get; set; } = "zh";

    /// <summary>What the person knows better than others, in short words that decision tables ask for; lower case.</summary>
    public string[] Skills { get; set; } = [];

    /// <summary>Who is asked next: escalations, restricted complaints, handovers.</summary>
    public long? SupervisorKey { get; set; }

    /// <summary>False once the person has left; the row stays, because history names it.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Rises with every change.</summary>
    public int Revision { get; private set; }

    /// <summary>The teams the person belongs to.</summary>
    public ICollection<TeamMember> Teams { get; } = [];

    /// <summary>The dated absences.</summary>
    public ICollection<Absence> Absences { get; } = [];
}

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.HasKey(person => person.Key);
        builder.HasOne<IdentityUser<long>>().WithOne().HasForeignKey<Person>(person => person.Key).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(person => person.SupervisorKey).OnDelete(DeleteBehavior.Restrict);
        builder.Property(person => person.UserName).HasMaxLength(100);
        builder.HasIndex(person => person.UserName).IsUnique();
        builder.Property(person => person.NameZh).HasMaxLength(200);
        builder.Property(person => person.NameEn).HasMaxLength(200);
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("ck_person_language", DomainRules.OneOf("language", DomainRules.Languages));
            table.HasCheckConstraint("ck_person_supervisor", "supervisor_key <> key");
            table.HasCheckConstraint("ck_person_user_name", "user_name = lower(user_name)");
        });
    }
}
