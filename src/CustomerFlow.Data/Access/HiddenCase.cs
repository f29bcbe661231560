using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Access;

/// <summary>
/// One row for each person from whom a restricted complaint is hidden: the person it names and all in that person's teams, except
/// the handler of the next level; while nobody knows whom it names, everyone but that handler. A view, so that a change of teams
/// counts at once and SQL and EF ask the same question.
/// </summary>
public sealed class HiddenCase
{
    /// <summary>The case.</summary>
    public long InstanceKey { get; init; }

    /// <summary>From whom it is hidden.</summary>
    public long PersonKey { get; init; }
}

internal sealed class HiddenCaseMapping : IEntityTypeConfiguration<HiddenCase>
{
    public void Configure(EntityTypeBuilder<HiddenCase> builder)
    {
        builder.HasNoKey();
        builder.ToView("hidden_case", CustomerFlowDb.Schema);
    }
}
