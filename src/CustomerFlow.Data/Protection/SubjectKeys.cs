using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Protection;

/// <summary>The wrapped data key of one subject. Destroying it erases all that was sealed under it, in other tables' backups too.</summary>
public sealed class SubjectKey
{
    /// <summary>The contact, or the customer where no contact is known.</summary>
    public long Subject { get; init; }

    /// <summary>The data key under the wrapping key; null once destroyed.</summary>
    public byte[]? Wrapped { get; init; }

    /// <summary>When it was destroyed.</summary>
    public DateTimeOffset? DestroyedAt { get; init; }
}

/// <summary>Opens, makes and destroys the data keys of subjects, on the connection and transaction of the context it is given.</summary>
public sealed class SubjectKeys(FieldProtector protector)
{
    /// <summary>The key of a subject, made now if the subject has none.</summary>
    public async Task<DataKey> OpenAsync(CustomerFlowDb db, long subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var wrapped = protector.NewWrappedKey(subject);

        // Two at once: the second insert waits for the first, does nothing, and both read the same row.
        await db.Database.ExecuteSqlAsync(
            $"insert into customerflow.subject_key (subject, wrapped) values ({subject}, {wrapped}) on conflict (subject) do nothing",
            cancellationToken);
        var stored = await db.SubjectKeys.AsNoTracking().SingleAsync(key => key.Subject == subject, cancellationToken);
        return protector.Unwrap(subject, stored.Wrapped);
    }

    /// <summary>Makes the keys of many new subjects at once.</summary>
    /// <exception cref="DbUpdateException">One of them has a key already.</exception>
    public async Task<IReadOnlyDictionary<long, DataKey>> MakeManyAsync(
        CustomerFlowDb db, IReadOnlyCollection<long> subjects, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        long[] keys = [.. subjects];
        byte[][] wrapped = [.. keys.Select(protector.NewWrappedKey)];
        await db.Database.ExecuteSqlAsync(
            $"insert into customerflow.subject_key (subject, wrapped) select * from unnest({keys}, {wrapped})", cancellationToken);
        return keys.Zip(wrapped).ToDictionary(pair => pair.First, pair => protector.Unwrap(pair.First, pair.Second));
    }

    /// <summary>The keys of many subjects, for a list; a subject without one counts as erased.</summary>
    public async Task<IReadOnlyDictionary<long, DataKey>> OpenManyAsync(
        CustomerFlowDb db, IReadOnlyCollection<long> subjects, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var stored = await db.SubjectKeys.AsNoTracking()
            .Where(key => subjects.Contains(key.Subject))
            .ToDictionaryAsync(key => key.Subject, key => key.Wrapped, cancellationToken);
        return subjects.Distinct().ToDictionary(
            subject => subject, subject => protector.Unwrap(subject, stored.GetValueOrDefault(subject)));
    }

    /// <summary>Destroys the key of a subject, or leaves a destroyed one where there was none, so that none is made later.</summary>
    public static Task DestroyAsync(CustomerFlowDb db, long subject, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Database.ExecuteSqlAsync(
            $"""
             insert into customerflow.subject_key (subject, wrapped, destroyed_at) values ({subject}, null, {now})
             on conflict (subject) do update set wrapped = null, destroyed_at = coalesce(subject_key.destroyed_at, excluded.destroyed_at)
             """,
            cancellationToken);
    }
}

internal sealed class SubjectKeyMapping : IEntityTypeConfiguration<SubjectKey>
{
    public void Configure(EntityTypeBuilder<SubjectKey> builder)
    {
        builder.HasKey(key => key.Subject);
        builder.Property(key => key.Subject).ValueGeneratedNever();
        builder.ToTable(table => table.HasCheckConstraint("ck_subject_key_destroyed", "(wrapped is null) = (destroyed_at is not null)"));
    }
}
