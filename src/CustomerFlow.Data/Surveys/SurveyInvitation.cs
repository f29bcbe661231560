using CustomerFlow.Data.Customers;
using CustomerFlow.Data.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Surveys;

/// <summary>A personal request to answer a survey.</summary>
public sealed class SurveyInvitation
{
    /// <summary>The key.</summary>
    public long Key { get; init; }

    /// <summary>The id of the questionnaire's form.</summary>
    public required string SurveyId { get; init; }

    /// <summary>The SHA-256 of the token in the personal link; see <see cref="Access.LinkToken"/>.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>Why it is sent: <c>complaint</c>, <c>handover</c>, <c>periodic</c>, …</summary>
    public required string Purpose { get; init; }

    /// <summary>The instance key of the case that is asked about.</summary>
    public long? CaseKey { get; init; }

    /// <summary>The customer.</summary>
    public long CustomerKey { get; init; }

    /// <summary>Who is asked.</summary>
    public long? ContactKey { get; init; }

    /// <summary>The language: <c>zh</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>When it went out.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>When the one reminder is due; null when there is none.</summary>
    public DateTimeOffset? RemindAt { get; set; }

    /// <summary>When the one reminder went out.</summary>
    public DateTimeOffset? RemindedAt { get; set; }

    /// <summary>When the link ends.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>One of <see cref="DomainRules.InvitationStates"/>.</summary>
    public string State { get; set; } = "open";

    /// <summary>Rises with every change.</summary>
    public int Revision { get; private set; }
}

/// <summary>An answered survey.</summary>
public sealed class SurveyResponse
{
    /// <summary>The key.</summary>
    public long Key { get; init; }

    /// <summary>The invitation; one answer each.</summary>
    public long InvitationKey { get; init; }

    /// <summary>The case that was asked about, as in the invitation.</summary>
    public long? CaseKey { get; init; }

    /// <summary>The customer, as in the invitation.</summary>
    public long CustomerKey { get; init; }

    /// <summary>Choices and figures by question id, as JSON; free text is not in it.</summary>
    public required string Answers { get; init; }

    /// <summary>Satisfaction, 1 to 5.</summary>
    public short? Satisfaction { get; init; }

    /// <summary>Would recommend, 0 to 10.</summary>
    public short? Recommendation { get; init; }

    /// <summary>How easy it was, 1 to 7.</summary>
    public short? Effort { get; init; }

    /// <summary>The data subject whose key seals the comment.</summary>
    public long SealedFor { get; init; }

    /// <summary>The free text, sealed.</summary>
    public byte[]? CommentSealed { get; init; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>How it came: <c>link</c>, <c>phone</c>, <c>api</c>.</summary>
    public required string Via { get; init; }

    /// <summary>Who typed it in, when it was answered by phone.</summary>
    public long? EnteredByKey { get; init; }

    /// <summary>The instance key of the improvement that was made of the comment.</summary>
    public long? ActionKey { get; set; }
}

internal sealed class SurveyMapping : IEntityTypeConfiguration<SurveyInvitation>, IEntityTypeConfiguration<SurveyResponse>
{
    public void Configure(EntityTypeBuilder<SurveyInvitation> builder)
    {
        builder.HasKey(invitation => invitation.Key);
        builder.HasOne<Customer>().WithMany().HasForeignKey(invitation => invitation.CustomerKey);
        builder.HasOne<Contact>().WithMany().HasForeignKey(invitation => invitation.ContactKey).OnDelete(DeleteBehavior.Restrict);
        builder.Property(invitation => invitation.SurveyId).HasMaxLength(100);
        builder.Property(invitation => invitation.Purpose).HasMaxLength(60);
        builder.HasIndex(invitation => invitation.TokenHash).IsUnique();
        builder.HasIndex(invitation => invitation.CaseKey);
        builder.HasIndex(invitation => invitation.ExpiresAt).HasFilter("state = 'open'");
        builder.HasIndex(invitation => invitation.RemindAt).HasFilter("state = 'open' and reminded_at is null");
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("ck_survey_invitation_state", DomainRules.OneOf("state", DomainRules.InvitationStates));
            table.HasCheckConstraint("ck_survey_invitation_language", DomainRules.OneOf("language", DomainRules.Languages));
        });
    }

    public void Configure(EntityTypeBuilder<SurveyResponse> builder)
    {
        builder.HasKey(response => response.Key);
        builder.HasOne<SurveyInvitation>().WithOne().HasForeignKey<SurveyResponse>(response => response.InvitationKey);
        builder.HasOne<Customer>().WithMany().HasForeignKey(response => response.CustomerKey);
        builder.HasOne<Person>().WithMany().HasForeignKey(response => response.EnteredByKey).OnDelete(DeleteBehavior.Restrict);
        builder.Property(response => response.Answers).HasColumnType("jsonb");
        builder.Property(response => response.Via).HasMaxLength(20);
        builder.HasIndex(response => response.SubmittedAt);
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("ck_survey_response_satisfaction", "satisfaction between 1 and 5");
            table.HasCheckConstraint("ck_survey_response_recommendation", "recommendation between 0 and 10");
            table.HasCheckConstraint("ck_survey_response_effort", "effort between 1 and 7");
        });
    }
}
