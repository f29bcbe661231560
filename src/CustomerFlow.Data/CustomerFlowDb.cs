using CustomerFlow.Data.Access;
using CustomerFlow.Data.Audit;
using CustomerFlow.Data.Complaints;
using CustomerFlow.Data.Customers;
using CustomerFlow.Data.Jobs;
using CustomerFlow.Data.People;
using CustomerFlow.Data.Protection;
using CustomerFlow.Data.Surveys;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CustomerFlow.Data;

/// <summary>
/// The whole database of CustomerFlow, sign-in tables included: schema <c>customerflow</c>, names in snake_case. What it returns is
/// bounded by its <see cref="Scope"/>; get it from <see cref="DbPool"/>, which sets one.
/// </summary>
public sealed class CustomerFlowDb(DbContextOptions<CustomerFlowDb> options)
    : IdentityDbContext<IdentityUser<long>, IdentityRole<long>, long>(options)
{
    /// <summary>The schema of all tables but the calendar scheduler's.</summary>
    public const string Schema = "customerflow";

    /// <summary>The sequence that all keys come from, in blocks.</summary>
    public const string KeySequence = "key";

    private const string RevisionProperty = "Revision";

    /// <summary>Who asks.</summary>
    public AccessScope Scope { get; private set; } = AccessScope.Nobody;

    /// <summary>People who work here.</summary>
    public DbSet<Person> People => Set<Person>();

    /// <summary>Teams.</summary>
    public DbSet<Team> Teams => Set<Team>();

    /// <summary>Who is in which team.</summary>
    public DbSet<TeamMember> TeamMembers => Set<TeamMember>();

    /// <summary>Dated absences.</summary>
    public DbSet<Absence> Absences => Set<Absence>();

    /// <summary>Customers within reach.</summary>
    public DbSet<Customer> Customers => Set<Customer>();

    /// <summary>Contacts of customers within reach.</summary>
    public DbSet<Contact> Contacts => Set<Contact>();

    /// <summary>Consents of contacts.</summary>
    public DbSet<ContactConsent> ContactConsents => Set<ContactConsent>();

    /// <summary>What customers within reach bought.</summary>
    public DbSet<Purchase> Purchases => Set<Purchase>();

    /// <summary>How customers within reach changed hands.</summary>
    public DbSet<Transfer> Transfers => Set<Transfer>();

    /// <summary>Files that are being or were imported.</summary>
    public DbSet<ImportBatch> ImportBatches => Set<ImportBatch>();

    /// <summary>Lines of files that wait to be imported, and those that were refused.</summary>
    public DbSet<ImportRow> ImportRows => Set<ImportRow>();

    /// <summary>Which records were found to be one customer; whoever reads them asks for the customer first.</summary>
    public DbSet<CustomerMerge> CustomerMerges => Set<CustomerMerge>();

    /// <summary>Since when each field of a record holds.</summary>
    public DbSet<RecordField> RecordFields => Set<RecordField>();

    /// <summary>Changes of checked records within reach that wait for a second person, or did.</summary>
    public DbSet<RecordChange> RecordChanges => Set<RecordChange>();

    /// <summary>Exchanges with customers within reach, without those of hidden complaints.</summary>
    public DbSet<Interaction> Interactions => Set<Interaction>();

    /// <summary>Do-not-contact marks; every scope sees all of them.</summary>
    public DbSet<DoNotContact> DoNotContacts => Set<DoNotContact>();

    /// <summary>What each tier can expect.</summary>
    public DbSet<TierPolicy> TierPolicies => Set<TierPolicy>();

    /// <summary>Complaints within reach that are not hidden.</summary>
    public DbSet<Complaint> Complaints => Set<Complaint>();

    /// <summary>Complaints that are half written down; whoever reads them names the person.</summary>
    public DbSet<ComplaintDraft> ComplaintDrafts => Set<ComplaintDraft>();

    /// <summary>Invitations to surveys, without those about hidden complaints.</summary>
    public DbSet<SurveyInvitation> SurveyInvitations => Set<SurveyInvitation>();

    /// <summary>Answers to surveys, without those about hidden complaints.</summary>
    public DbSet<SurveyResponse> SurveyResponses => Set<SurveyResponse>();

    /// <summary>From whom which case is hidden.</summary>
    public DbSet<HiddenCase> HiddenCases => Set<HiddenCase>();

    /// <summary>Links for customers.</summary>
    public DbSet<PublicLink> PublicLinks => Set<PublicLink>();

    /// <summary>Secrets for programs.</summary>
    public DbSet<PersonalToken> PersonalTokens => Set<PersonalToken>();

    /// <summary>Stored answers to repeated requests.</summary>
    public DbSet<Idempotency> Idempotencies => Set<Idempotency>();

    /// <summary>Who changed what.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Occurrences of scheduled jobs.</summary>
    public DbSet<JobRun> JobRuns => Set<JobRun>();

    /// <summary>Changes of the shipped schedules.</summary>
    public DbSet<ScheduleOverride> ScheduleOverrides => Set<ScheduleOverride>();

    /// <summary>Values that the installation shares.</summary>
    public DbSet<Setting> Settings => Set<Setting>();

    /// <summary>Wrapped data keys.</summary>
    public DbSet<SubjectKey> SubjectKeys => Set<SubjectKey>();

    /// <summary>Fixed here, so that the host's options cannot change the tables under the migrations.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version2;

    // The row filters read these: a filter sees members of the context, each as a parameter of the query.
    private long ScopePerson => Scope.PersonKey;

    private long[] ScopeTeams => [.. Scope.TeamKeys];

    private bool SeesAll => Scope.Reach == AccessReach.All;

    private bool SeesOwn => Scope.Reach != AccessReach.None;

    private bool SeesTeam => Scope.Reach >= AccessReach.Team;

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RaiseRevisions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc/>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RaiseRevisions();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Says who asks from now on. Only the pool does: a context that is used again must not keep the last one's sight.</summary>
    internal CustomerFlowDb As(AccessScope scope)
    {
        Scope = scope;
        return this;
    }

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
        FilterByReach(builder);
        HideRestricted(builder);
        GiveKeysAndRevisions(builder);
    }

    private static void NameIdentityTables(ModelBuilder builder)
    {
        builder.Entity<IdentityUser<long>>().ToTable("identity_user");
        builder.Entity<IdentityRole<long>>().ToTable("identity_role");
        builder.Entity<IdentityUserClaim<long>>().ToTable("identity_user_claim");
        builder.Entity<IdentityUserRole<long>>().ToTable("identity_user_role");
        builder.Entity<IdentityUserLogin<long>>().ToTable("identity_user_login");
        builder.Entity<IdentityUserToken<long>>().ToTable("identity_user_token");
        builder.Entity<IdentityRoleClaim<long>>().ToTable("identity_role_claim");
    }

    /// <summary>Keys come from <see cref="KeyBlocks"/> and never from a column default; every revision guards its row.</summary>
    private static void GiveKeysAndRevisions(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            if (entity.FindPrimaryKey() is { Properties: [{ Name: "Key" or "InstanceKey" or "Id" } key] } && key.ClrType == typeof(long)
                && entity.ClrType != typeof(AuditEntry))
                key.ValueGenerated = ValueGenerated.Never;
            if (entity.FindProperty(RevisionProperty) is { } revision)
                revision.IsConcurrencyToken = true;
        }
    }

    private void FilterByReach(ModelBuilder builder)
    {
        builder.Entity<Customer>().HasQueryFilter(Filters.Reach, customer =>
            SeesAll
            || (SeesOwn && customer.OwnerKey == ScopePerson)
            || (SeesTeam && (customer.OwnerKey == null
                || TeamMembers.Any(m => m.PersonKey == customer.OwnerKey && ScopeTeams.Contains(m.TeamKey)))));
        builder.Entity<Complaint>().HasQueryFilter(Filters.Reach, complaint =>
            SeesAll
            || (SeesOwn && complaint.HandlerKey == ScopePerson)
            || (SeesTeam && complaint.TeamKey != null && ScopeTeams.Contains(complaint.TeamKey.Value))
            || Customers.Any(c => c.Key == complaint.CustomerKey));
        builder.Entity<Contact>().HasQueryFilter(Filters.Reach, contact =>
            SeesAll || Customers.Any(c => c.Key == contact.CustomerKey));
        builder.Entity<Interaction>().HasQueryFilter(Filters.Reach, interaction =>
            SeesAll || Customers.Any(c => c.Key == interaction.CustomerKey));
        builder.Entity<RecordChange>().HasQueryFilter(Filters.Reach, change =>
            SeesAll || Customers.Any(c => c.Key == change.CustomerKey));
        builder.Entity<Purchase>().HasQueryFilter(Filters.Reach, purchase =>
            SeesAll || Customers.Any(c => c.Key == purchase.CustomerKey));
        builder.Entity<Transfer>().HasQueryFilter(Filters.Reach, transfer =>
            SeesAll || Customers.Any(c => c.Key == transfer.CustomerKey));
        builder.Entity<SurveyInvitation>().HasQueryFilter(Filters.Reach, invitation =>
            SeesAll || Customers.Any(c => c.Key == invitation.CustomerKey));
        builder.Entity<SurveyResponse>().HasQueryFilter(Filters.Reach, response =>
            SeesAll || Customers.Any(c => c.Key == response.CustomerKey));
    }

    private void HideRestricted(ModelBuilder builder)
    {
        builder.Entity<Complaint>().HasQueryFilter(Filters.Restricted, complaint =>
            !HiddenCases.Any(h => h.InstanceKey == complaint.InstanceKey && h.PersonKey == ScopePerson));
        builder.Entity<Interaction>().HasQueryFilter(Filters.Restricted, interaction =>
            !HiddenCases.Any(h => h.InstanceKey == interaction.CaseKey && h.PersonKey == ScopePerson));
        builder.Entity<SurveyInvitation>().HasQueryFilter(Filters.Restricted, invitation =>
            !HiddenCases.Any(h => h.InstanceKey == invitation.CaseKey && h.PersonKey == ScopePerson));
        builder.Entity<SurveyResponse>().HasQueryFilter(Filters.Restricted, response =>
            !HiddenCases.Any(h => h.InstanceKey == response.CaseKey && h.PersonKey == ScopePerson));
    }

    private void RaiseRevisions()
    {
        ChangeTracker.DetectChanges();
        foreach (var entry in ChangeTracker.Entries().Where(entry => entry.State == EntityState.Modified))
        {
            // From the value that was read, so that a save that failed and runs again does not raise it twice.
            if (entry.Metadata.FindProperty(RevisionProperty) is { } revision && revision.ClrType == typeof(int))
                entry.Property(RevisionProperty).CurrentValue = (int)entry.Property(RevisionProperty).OriginalValue! + 1;
        }
    }

    /// <summary>The names of the row filters, for the few queries that must look past one of them.</summary>
    public static class Filters
    {
        /// <summary>Own, team or all.</summary>
        public const string Reach = "reach";

        /// <summary>Complaints that name the one who asks, or a colleague in a team.</summary>
        public const string Restricted = "restricted";
    }
}
