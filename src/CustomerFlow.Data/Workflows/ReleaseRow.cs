using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Workflows;

/// <summary>One publication: a set of resources under one hash (table <c>release</c>). Never changed after its commit.</summary>
public sealed class ReleaseRow
{
    /// <summary>The release's key; instances pin it.</summary>
    public long Key { get; init; }

    /// <summary>The pack's name (folder under <c>workflows/</c>, or the first process id of an API deployment).</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 over all resources, 32 bytes.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Where it came from.</summary>
    public ReleaseOrigin Origin { get; init; }

    /// <summary>Username of the publisher, or <c>system</c>.</summary>
    public required string PublishedBy { get; init; }

    /// <summary>What the publisher wrote about it.</summary>
    public string? Note { get; init; }

    /// <summary>When it was published.</summary>
    public DateTimeOffset PublishedAt { get; init; }

    /// <summary>Whether it is the newest of its name.</summary>
    public bool IsLatest { get; set; }
}

/// <summary>Where a release came from.</summary>
public enum ReleaseOrigin
{
    /// <summary>A folder shipped with the product.</summary>
    Pack = 1,

    /// <summary>The studio.</summary>
    Studio = 2,

    /// <summary>The API.</summary>
    Api = 3,
}

/// <summary>One file of a release (table <c>resource</c>).</summary>
public sealed class ResourceRow
{
    /// <summary>The resource's key.</summary>
    public long Key { get; init; }

    /// <summary>The release it belongs to.</summary>
    public long ReleaseKey { get; init; }

    /// <summary>File name with folders and forward slashes, unique in the release.</summary>
    public required string Name { get; init; }

    /// <summary>The bytes as they were uploaded.</summary>
    public required byte[] Content { get; init; }
}

/// <summary>One published version of a process (table <c>process_definition</c>).</summary>
public sealed class ProcessDefinitionRow
{
    /// <summary>The definition's key.</summary>
    public long Key { get; init; }

    /// <summary>The release it belongs to.</summary>
    public long ReleaseKey { get; init; }

    /// <summary>The resource that holds it.</summary>
    public long ResourceKey { get; init; }

    /// <summary>File name of that resource.</summary>
    public required string ResourceName { get; init; }

    /// <summary>BPMN process id.</summary>
    public required string ProcessId { get; init; }

    /// <summary>Name on the diagram.</summary>
    public string? Name { get; init; }

    /// <summary>1, 2, 3 … per process id.</summary>
    public int Version { get; init; }

    /// <summary><c>zeebe:versionTag</c>, if any.</summary>
    public string? VersionTag { get; init; }

    /// <summary>Form of the none start event, if any.</summary>
    public string? StartFormId { get; init; }

    /// <summary>Whether it is the newest of its process id.</summary>
    public bool IsLatest { get; set; }
}

/// <summary>One published version of a decision (table <c>decision_definition</c>).</summary>
public sealed class DecisionDefinitionRow
{
    /// <summary>The definition's key.</summary>
    public long Key { get; init; }

    /// <summary>The release it belongs to.</summary>
    public long ReleaseKey { get; init; }

    /// <summary>The resource that holds it; shared by all decisions of one file, and their requirements key in the API.</summary>
    public long ResourceKey { get; init; }

    /// <summary>File name of that resource.</summary>
    public required string ResourceName { get; init; }

    /// <summary>DMN decision id.</summary>
    public required string DecisionId { get; init; }

    /// <summary>DMN name.</summary>
    public string? Name { get; init; }

    /// <summary>Id of the DMN definitions that hold it.</summary>
    public required string RequirementsId { get; init; }

    /// <summary>Name of the DMN definitions that hold it.</summary>
    public string? RequirementsName { get; init; }

    /// <summary>1, 2, 3 … per decision id.</summary>
    public int Version { get; init; }

    /// <summary>Version tag, if any.</summary>
    public string? VersionTag { get; init; }

    /// <summary>Whether it is the newest of its decision id.</summary>
    public bool IsLatest { get; set; }
}

/// <summary>One published version of a form (table <c>form_definition</c>).</summary>
public sealed class FormDefinitionRow
{
    /// <summary>The form's key.</summary>
    public long Key { get; init; }

    /// <summary>The release it belongs to.</summary>
    public long ReleaseKey { get; init; }

    /// <summary>The resource that holds it.</summary>
    public long ResourceKey { get; init; }

    /// <summary>The form-js schema's id.</summary>
    public required string FormId { get; init; }

    /// <summary>1, 2, 3 … per form id.</summary>
    public int Version { get; init; }

    /// <summary>Whether it is the newest of its form id.</summary>
    public bool IsLatest { get; set; }
}

internal sealed class ReleaseMapping
    : IEntityTypeConfiguration<ReleaseRow>, IEntityTypeConfiguration<ResourceRow>, IEntityTypeConfiguration<ProcessDefinitionRow>,
        IEntityTypeConfiguration<DecisionDefinitionRow>, IEntityTypeConfiguration<FormDefinitionRow>
{
    public void Configure(EntityTypeBuilder<ReleaseRow> builder)
    {
        builder.ToTable("release").HasKey(row => row.Key);
        builder.Property(row => row.Key).ValueGeneratedNever();
        builder.Property(row => row.Origin).HasConversion<short>();
        builder.HasIndex(row => row.Name).IsUnique().HasFilter("is_latest").HasDatabaseName("release_latest");
    }

    public void Configure(EntityTypeBuilder<ResourceRow> builder)
    {
        builder.ToTable("resource").HasKey(row => row.Key);
        builder.Property(row => row.Key).ValueGeneratedNever();
        builder.HasOne<ReleaseRow>().WithMany().HasForeignKey(row => row.ReleaseKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(row => new { row.ReleaseKey, row.Name }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ProcessDefinitionRow> builder)
    {
        builder.ToTable("process_definition").HasKey(row => row.Key);
        builder.Property(row => row.Key).ValueGeneratedNever();
        builder.HasOne<ReleaseRow>().WithMany().HasForeignKey(row => row.ReleaseKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(row => new { row.ProcessId, row.Version }).IsUnique();
        builder.HasIndex(row => row.ProcessId).IsUnique().HasFilter("is_latest").HasDatabaseName("process_definition_latest");
    }

    public void Configure(EntityTypeBuilder<DecisionDefinitionRow> builder)
    {
        builder.ToTable("decision_definition").HasKey(row => row.Key);
        builder.Property(row => row.Key).ValueGeneratedNever();
        builder.HasOne<ReleaseRow>().WithMany().HasForeignKey(row => row.ReleaseKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(row => new { row.DecisionId, row.Version }).IsUnique();
        builder.HasIndex(row => row.DecisionId).IsUnique().HasFilter("is_latest").HasDatabaseName("decision_definition_latest");
    }

    public void Configure(EntityTypeBuilder<FormDefinitionRow> builder)
    {
        builder.ToTable("form_definition").HasKey(row => row.Key);
        builder.Property(row => row.Key).ValueGeneratedNever();
        builder.HasOne<ReleaseRow>().WithMany().HasForeignKey(row => row.ReleaseKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(row => new { row.FormId, row.Version }).IsUnique();
        builder.HasIndex(row => row.FormId).IsUnique().HasFilter("is_latest").HasDatabaseName("form_definition_latest");
    }
}
