using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.People;

/// <summary>Days on which a person is not there, and who stands in.</summary>
public sealed class Absence
{
    /// <summary>The key.</summary>
    public long Key { get; init; }

    /// <summary>Who is away.</summary>
    public long PersonKey { get; init; }

    /// <summary>The first day away, in the company's time zone.</summary>
    public DateOnly FirstDay { get; set; }

    /// <summary>The last day away.</summary>
    public DateOnly LastDay { get; set; }

    /// <summary>Who gets the open tasks; null returns them to their groups.</summary>
    public long? DeputyKey { get; set; }

    /// <summary>Rises with every change.</summary>
    public int Revision { get; private set; }
}

internal sealed class AbsenceMapping : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> builder)
    {
        builder.HasKey(absence => absence.Key);
        builder.HasOne<Person>().WithMany(person => person.Absences).HasForeignKey(absence => absence.PersonKey);
        builder.HasOne<Person>().WithMany().HasForeignKey(absence => absence.DeputyKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(absence => new { absence.PersonKey, absence.LastDay });
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("ck_absence_days", "last_day >= first_day");
            table.HasCheckConstraint("ck_absence_deputy", "deputy_key <> person_key");
        });
    }
}
