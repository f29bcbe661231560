using CustomerFlow.Data.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Complaints;

/// <summary>A complaint that a colleague has begun to write down, half-done: the caller had to go, or the line broke.</summary>
public sealed class ComplaintDraft
{
    /// <summary>The key.</summary>
    public long Key { get; init; }

    /// <summary>Who writes it, and the only one who sees it.</summary>
    public long PersonKey { get; init; }

    /// <summary>When it was saved last.</summary>
    public DateTimeOffset SavedAt { get; set; }

    /// <summary>The fields as JSON, sealed for the installation: nobody knows yet whose data it is.</summary>
    public required byte[] ContentSealed { get; set; }

    /// <summary>Rises with every change.</summary>
    public int Revision { get; private set; }
}

internal sealed class ComplaintDraftMapping : IEntityTypeConfiguration<ComplaintDraft>
{
    public void Configure(EntityTypeBuilder<ComplaintDraft> builder)
    {
        builder.HasKey(draft => draft.Key);
        builder.HasOne<Person>().WithMany().HasForeignKey(draft => draft.PersonKey);
        builder.HasIndex(draft => new { draft.PersonKey, draft.SavedAt });
    }
}
