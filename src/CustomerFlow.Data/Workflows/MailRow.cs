using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerFlow.Data.Workflows;

/// <summary>A mail in the outbox (table <c>outgoing_mail</c>). Unique per element instance, purpose and recipient.</summary>
public sealed class OutgoingMailRow
{
    /// <summary>The mail's key.</summary>
    public long Key { get; init; }

    /// <summary>The instance; null for mail of scheduled jobs.</summary>
    public long? InstanceKey { get; init; }

    /// <summary>The step that queued it; a scheduled job's run for mail without a case.</summary>
    public long ElementInstanceKey { get; init; }

    /// <summary>What it is for, such as <c>acknowledgement</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>Whether it goes to a customer or to staff.</summary>
    public MailAudience Audience { get; init; }

    /// <summary>Key of the contact or person.</summary>
    public long RecipientKey { get; init; }

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The Message-ID header without angle brackets; derived from the unique key, so that it never changes.</summary>
    public required string MessageId { get; init; }

    /// <summary>Encrypted JSON of address, subject, HTML, plain text and links; cleared after <see cref="MailState.Sent"/>.</summary>
    public byte[]? Content { get; init; }

    /// <summary>How to leave the list, for mails that are not about a case the recipient opened; null otherwise.</summary>
    public string? UnsubscribePath { get; init; }

    /// <summary>Where it stands.</summary>
    public MailState State { get; init; }

    /// <summary>Real time: next try, or the end of the lease.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Tries so far.</summary>
    public int Attempts { get; init; }

    /// <summary>Name of the node that has it.</summary>
    public string? Worker { get; init; }

    /// <summary>Counts leases; a write names the one that it holds.</summary>
    public int Epoch { get; init; }

    /// <summary>The server's last answer or our own reason, without addresses.</summary>
    public string? Answer { get; init; }

    /// <summary>Correlation key of the messages below: the case number.</summary>
    public string? CorrelationKey { get; init; }

    /// <summary>Message to publish when the server has accepted it; null for none.</summary>
    public string? OnDelivered { get; init; }

    /// <summary>Message to publish when it cannot be delivered; null for none.</summary>
    public string? OnFailed { get; init; }

    /// <summary>Business time.</summary>
    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>Business time at which the outcome was known.</summary>
    public DateTimeOffset? SettledAt { get; init; }
}

/// <summary>Who a mail is for.</summary>
public enum MailAudience
{
    /// <summary>A contact of a customer.</summary>
    Customer = 1,

    /// <summary>A person of the company.</summary>
    Staff = 2,
}

/// <summary>Life of a mail.</summary>
public enum MailState
{
    /// <summary>Waits for a sender; deferred ones too, with a later due time.</summary>
    Queued = 1,

    /// <summary>With a sender, nothing irrevocable done: a crash puts it back.</summary>
    Leased = 2,

    /// <summary>About to send the final dot: a crash makes it unknown.</summary>
    Handed = 3,

    /// <summary>Accepted by the server.</summary>
    Sent = 4,

    /// <summary>Refused for good, given up, or no address.</summary>
    Failed = 5,

    /// <summary>The connection was lost after the final dot; never resent blindly.</summary>
    Unknown = 6,

    /// <summary>Accepted, and came back later.</summary>
    Bounced = 7,

    /// <summary>Taken out before it was sent.</summary>
    Withdrawn = 8,
}

internal sealed class MailMapping : IEntityTypeConfiguration<OutgoingMailRow>
{
    public void Configure(EntityTypeBuilder<OutgoingMailRow> builder)
    {
        builder.ToTable("outgoing_mail").HasKey(row => row.Key);
        builder.Property(row => row.Key).ValueGeneratedNever();
        builder.Property(row => row.Audience).HasConversion<short>();
        builder.Property(row => row.State).HasConversion<short>();
        builder.HasIndex(row => new { row.ElementInstanceKey, row.Purpose, row.Audience, row.RecipientKey }).IsUnique();
        builder.HasIndex(row => row.MessageId).IsUnique();
        builder.HasIndex(row => row.InstanceKey).HasFilter("instance_key is not null");
        builder.HasIndex(row => new { row.QueuedAt, row.Key });
        builder.HasIndex(row => row.RecipientKey).HasFilter("audience = 1 and state in (5, 7)").HasDatabaseName("outgoing_mail_lost");
        // What the contact budget counts: mails that nobody asked for.
        builder.HasIndex(row => new { row.RecipientKey, row.QueuedAt }).HasFilter("unsubscribe_path is not null")
            .HasDatabaseName("outgoing_mail_unasked");
        builder.HasIndex(row => row.DueAt).HasFilter("state in (1, 2, 3)").HasDatabaseName("outgoing_mail_due");
    }
}
