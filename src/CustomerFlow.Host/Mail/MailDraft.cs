using System.Collections.Immutable;

namespace CustomerFlow.Host.Mail;

/// <summary>
/// Everything that makes one mail to one recipient. The texts may hold anything: what must not reach a header is refused by
/// <see cref="MailComposer"/>. The same draft always gives the same bytes.
/// </summary>
internal sealed record MailDraft
{
    /// <summary>Without angle brackets, for example <c>mail.4711.reminder@flow.example.com</c>.</summary>
    public required string MessageId { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required MailParty From { get; init; }

    public required MailParty To { get; init; }

    public MailParty? ReplyTo { get; init; }

    public required string Subject { get; init; }

    public required string PlainText { get; init; }

    /// <summary>A whole HTML document; absent for a mail in plain text only.</summary>
    public string? Html { get; init; }

    /// <summary>Message-IDs of the conversation so far, oldest first, without angle brackets; the last is the mail answered.</summary>
    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>Where one POST unsubscribes (RFC 8058). Only an https address is offered as one-click.</summary>
    public Uri? Unsubscribe { get; init; }

    public AutoSubmitted AutoSubmitted { get; init; } = AutoSubmitted.Generated;

    public ImmutableArray<MailAttachment> Attachments { get; init; } = [];
}

/// <summary>A person or an office as typed: a display name, if any, and an e-mail address.</summary>
internal sealed record MailParty(string? Name, string Address);

/// <summary>
/// A file that travels with the mail; <paramref name="MediaType"/> may carry parameters, as in <c>text/calendar; method=REQUEST</c>.
/// </summary>
internal sealed record MailAttachment(string FileName, string MediaType, ReadOnlyMemory<byte> Content);

/// <summary>RFC 3834: whether a machine wrote the mail, so that other machines do not answer it.</summary>
internal enum AutoSubmitted
{
    /// <summary>A person wrote and sent it.</summary>
    No,

    /// <summary>Sent because of a deadline or a step of a workflow.</summary>
    Generated,

    /// <summary>Sent in direct answer to a mail.</summary>
    Replied,
}
