using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Data;

/// <summary>The whole database of CustomerFlow, sign-in tables included: schema <c>customerflow</c>, names in snake_case.</summary>
public sealed class CustomerFlowDb(DbContextOptions<CustomerFlowDb> options)
    : IdentityDbContext<IdentityUser<long>, IdentityRole<long>, long>(options)
{
    /// <summary>The schema of all tables but the calendar scheduler's.</summary>
    public const string Schema = "customerflow";

    /// <summary>The sequence that all keys come from, in blocks.</summary>
    public const string KeySequence = "key";

    /// <summary>Fixed here, so that the host's options cannot change the tables under the migrations.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version2;

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Conventions.Add(_ => new SnakeCaseNames());

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Schema);
        builder.HasSequence<long>(KeySequence).StartsAt(KeyBlocks.First).IncrementsBy(KeyBlocks.Size);
        builder.ApplyConfigurationsFromAssembly(typeof(CustomerFlowDb).Assembly);
        NameIdentityTables(builder);
    }

    private static void NameIdentityTables(ModelBuilder builder)
    {
        builder.Entity<IdentityUser<long>>().ToTable("identity_user").Property(user => user.Id).ValueGeneratedNever();
        builder.Entity<IdentityRole<long>>().ToTable("identity_role").Property(role => role.Id).ValueGeneratedNever();
        builder.Entity<IdentityUserClaim<long>>().ToTable("identity_user_claim");
        builder.Entity<IdentityUserRole<long>>().ToTable("identity_user_role");
        builder.Entity<IdentityUserLogin<long>>().ToTable("identity_user_login");
        builder.Entity<IdentityUserToken<long>>().ToTable("identity_user_token");
        builder.Entity<IdentityRoleClaim<long>>().ToTable("identity_role_claim");
    }
}
