using CustomerFlow.Data.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Customers;

/// <summary>
/// One file that somebody imports. Its rows wait in <see cref="ImportRow"/>, sealed under the batch's own data key; that key is destroyed
/// and the rows are deleted once nobody needs them.
/// </summary>
public sealed class ImportBatch
{
    /// <summary>The key, which is also the data subject that the rows are sealed for.</summary>
    public long Key { get; init; }

    /// <summary>One of <see cref="DomainRules.ImportKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>One of <see cref="DomainRules.ImportStates"/>.</summary>
    public string State { get; set; } = "mapping";

    /// <summary>The form that the file was sent with: sent twice, it is one batch.</summary>
    public Guid Token { get; init; }

    /// <summary>Who imports.</summary>
    public long CreatedByKey { get; init; }

    /// <summary>When the file came.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>How far the importer saw when the import was asked for; the work is done with that sight.</summary>
    public required string Reach { get; init; }

    /// <summary>The importer's teams then.</summary>
    public long[] TeamKeys { get; init; } = [];

    /// <summary>What the file is called.</summary>
    public required string FileName { get; init; }

    /// <summary>The first line of the file, a JSON list, sealed: nobody knows what stands in it.</summary>
    public required byte[] HeadersSealed { get; init; }

    /// <summary>The field of each column; an empty one is left out.</summary>
    public string[] Columns { get; set; } = [];

    /// <summary>Whether what is on file already is brought up to date; otherwise such rows are skipped.</summary>
    public bool UpdatesKnown { get; set; } = true;

    /// <summary>Lines in the file, without the headers.</summary>
    public int RowsTotal { get; set; }

    /// <summary>Lines that the work under way has gone through.</summary>
    public int RowsDone { get; set; }

    /// <summary>Lines that are new.</summary>
    public int RowsNew { get; set; }

    /// <summary>Lines that change what is on file.</summary>
    public int RowsChanged { get; set; }

    /// <summary>Lines that say what is on file.</summary>
    public int RowsUnchanged { get; set; }

    /// <summary>Lines about somebody on file, left out on request.</summary>
    public int RowsSkipped { get; set; }

    /// <summary>Lines that are refused.</summary>
    public int RowsBad { get; set; }

    /// <summary>How often the work was begun.</summary>
    public int Attempts { get; set; }

    /// <summary>Somebody wants it to stop.</summary>
    public bool CancelRequested { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>What the check of a sample said: <c>passed</c> or <c>failed</c>.</summary>
    public string? SampleResult { get; set; }

    /// <summary>Who checked the sample; never the importer.</summary>
    public long? SampleByKey { get; set; }

    /// <summary>When the sample was checked.</summary>
    public DateTimeOffset? SampleAt { get; set; }
}

/// <summary>One line of a file that is being imported.</summary>
public sealed class ImportRow
{
    /// <summary>The batch.</summary>
    public long BatchKey { get; init; }

    /// <summary>The line as a spreadsheet counts it; the headers are line 1.</summary>
    public int Line { get; init; }

    /// <summary>The cells, a JSON list, sealed for the batch.</summary>
    public required byte[] CellsSealed { get; init; }

    /// <summary>One of <see cref="DomainRules.ImportRowStates"/>.</summary>
    public string State { get; set; } = "unchecked";

    /// <summary>JSON list of <c>field</c>, <c>zh</c>, <c>en</c>; values of the line are not in it.</summary>
    public string? Problems { get; set; }

    /// <summary>The customer on file that the line is about.</summary>
    public long? MatchedKey { get; set; }

    /// <summary>What it was recognised by: a field.</summary>
    public string? MatchedBy { get; set; }

    /// <summary>The fields that it changes, with commas between them.</summary>
    public string? Changes { get; set; }
}

internal sealed class ImportBatchMapping : IEntityTypeConfiguration<ImportBatch>, IEntityTypeConfiguration<ImportRow>
{
    public void Configure(EntityTypeBuilder<ImportBatch> builder)
    {
        builder.HasKey(batch => batch.Key);
        builder.Property(batch => batch.Kind).HasMaxLength(20);
        builder.Property(batch => batch.State).HasMaxLength(20);
        builder.Property(batch => batch.Reach).HasMaxLength(10);
        builder.Property(batch => batch.FileName).HasMaxLength(200);
        builder.Property(batch => batch.SampleResult).HasMaxLength(10);
        builder.HasOne<Person>().WithMany().HasForeignKey(batch => batch.CreatedByKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(batch => batch.SampleByKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(batch => new { batch.CreatedByKey, batch.Token }).IsUnique();
        builder.HasIndex(batch => batch.CreatedAt).HasFilter("state in ('checking', 'running')").HasDatabaseName("ix_import_batch_work");
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("ck_import_batch_kind", DomainRules.OneOf("kind", DomainRules.ImportKinds));
            table.HasCheckConstraint("ck_import_batch_state", DomainRules.OneOf("state", DomainRules.ImportStates));
            table.HasCheckConstraint("ck_import_batch_sample", "sample_by_key <> created_by_key");
        });
    }

    public void Configure(EntityTypeBuilder<ImportRow> builder)
    {
        builder.HasKey(row => new { row.BatchKey, row.Line });
        builder.HasOne<ImportBatch>().WithMany().HasForeignKey(row => row.BatchKey);
        builder.Property(row => row.State).HasMaxLength(20);
        builder.Property(row => row.Problems).HasColumnType("jsonb");
        builder.HasIndex(row => new { row.BatchKey, row.State, row.Line });
        builder.ToTable(table => table.HasCheckConstraint("ck_import_row_state", DomainRules.OneOf("state", DomainRules.ImportRowStates)));
    }
}
