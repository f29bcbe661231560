using CustomerFlow.Workflows.Calendars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.People;

/// <summary>A group that takes tasks; its slug is the candidate group of a process.</summary>
public sealed class Team
{
    /// <summary>The key.</summary>
    public long Key { get; init; }

    /// <summary>The name in processes: lower case letters, digits and hyphens; unique.</summary>
    public required string Slug { get; init; }

    /// <summary>The name in Chinese.</summary>
    public required string NameZh { get; set; }

    /// <summary>The name in English.</summary>
    public required string NameEn { get; set; }

    /// <summary>The working calendar that the team's time limits are counted in.</summary>
    public string CalendarId { get; set; } = CalendarSet.Default;

    /// <summary>How many open cases one member should have at most.</summary>
    public int CapacityPerMember { get; set; } = 30;

    /// <summary>Rises with every change.</summary>
    public int Revision { get; private set; }

    /// <summary>Who belongs to it.</summary>
    public ICollection<TeamMember> Members { get; } = [];
}

/// <summary>A person's place in a team.</summary>
public sealed class TeamMember
{
    /// <summary>The team.</summary>
    public long TeamKey { get; init; }

    /// <summary>The person.</summary>
    public long PersonKey { get; init; }

    /// <summary>One of <see cref="DomainRules.TeamRoles"/>.</summary>
    public string Role { get; set; } = "member";
}

internal sealed class TeamMapping : IEntityTypeConfiguration<Team>, IEntityTypeConfiguration<TeamMember>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.HasKey(team => team.Key);
        builder.Property(team => team.Slug).HasMaxLength(60);
        builder.HasIndex(team => team.Slug).IsUnique();
        builder.Property(team => team.NameZh).HasMaxLength(200);
        builder.Property(team => team.NameEn).HasMaxLength(200);
        builder.Property(team => team.CalendarId).HasMaxLength(60);
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("ck_team_slug", "slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
            table.HasCheckConstraint("ck_team_capacity", "capacity_per_member > 0");
        });
    }

    public void Configure(EntityTypeBuilder<TeamMember> builder)
    {
        builder.HasKey(member => new { member.TeamKey, member.PersonKey });
        builder.HasOne<Team>().WithMany(team => team.Members).HasForeignKey(member => member.TeamKey);
        builder.HasOne<Person>().WithMany(person => person.Teams).HasForeignKey(member => member.PersonKey);
        builder.Property(member => member.Role).HasMaxLength(20);
        builder.ToTable(table => table.HasCheckConstraint("ck_team_member_role", DomainRules.OneOf("role", DomainRules.TeamRoles)));
    }
}
