using System.Net.Http.Headers;
using System.Text;

namespace CustomerFlow.Host.Mail;

/// <summary>Finds what would make a draft a broken or a dangerous mail, before a byte of it is written.</summary>
internal static class DraftChecks
{
    private const int HeaderTextLengthMax = 400;
    private const int MessageIdLengthMax = 250;
    private const int FileNameLengthMax = 80;
    private const int ReferencesMax = 100;
    private const int AttachmentsMax = 20;

    /// <summary>The most that one mail may weigh, texts and files together, before encoding.</summary>
    private const long ContentBytesMax = 20 * 1024 * 1024;

    /// <summary>The first flaw found, or null when the draft can be written.</summary>
    public static MailComposition.Refused? FirstFlaw(MailDraft draft) =>
        Text(nameof(draft.Subject), draft.Subject)
        ?? Party(nameof(draft.From), draft.From)
        ?? Party(nameof(draft.To), draft.To)
        ?? (draft.ReplyTo is { } replyTo ? Party(nameof(draft.ReplyTo), replyTo) : null)
        ?? MessageId(nameof(draft.MessageId), draft.MessageId)
        ?? Count(nameof(draft.References), draft.References.Length, ReferencesMax)
        ?? draft.References.Select(id => MessageId(nameof(draft.References), id)).FirstOrDefault(flaw => flaw is not null)
        ?? WebAddress(nameof(draft.Unsubscribe), draft.Unsubscribe)
        ?? Count(nameof(draft.Attachments), draft.Attachments.Length, AttachmentsMax)
        ?? draft.Attachments.Select(Attachment).FirstOrDefault(flaw => flaw is not null)
        ?? Count("Content", ContentBytes(draft), ContentBytesMax);

    private static MailComposition.Refused? Text(string field, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return new(field, MailFlaw.Missing);
        if (HasControl(text)) return new(field, MailFlaw.ControlCharacter);
        return Count(field, text.Length, HeaderTextLengthMax);
    }

    private static MailComposition.Refused? Party(string field, MailParty party)
    {
        if (!string.IsNullOrEmpty(party.Name) && Text(field, party.Name) is { } flaw) return flaw;
        if (HasControl(party.Address)) return new(field, MailFlaw.ControlCharacter);
        return MailAddress.Read(party.Address) is null ? new(field, MailFlaw.NotAnAddress) : null;
    }

    private static MailComposition.Refused? MessageId(string field, string id)
    {
        if (HasControl(id)) return new(field, MailFlaw.ControlCharacter);
        if (id.Length > MessageIdLengthMax) return new(field, MailFlaw.TooLong);
        var sound = id.All(c => c is > ' ' and <= '~' and not ('<' or '>')) && id.IndexOf('@') is var at && at > 0 && at < id.Length - 1;
        return sound ? null : new(field, MailFlaw.NotAMessageId);
    }

    private static MailComposition.Refused? WebAddress(string field, Uri? address)
    {
        if (address is null) return null;
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https")) return new(field, MailFlaw.NotAWebAddress);
        return Count(field, address.AbsoluteUri.Length, HeaderText.LineLengthMax - "List-Unsubscribe: <>".Length);
    }

    private static MailComposition.Refused? Attachment(MailAttachment attachment)
    {
        const string field = nameof(MailDraft.Attachments);
        if (string.IsNullOrWhiteSpace(attachment.FileName)) return new(field, MailFlaw.Missing);
        if (HasControl(attachment.FileName) || HasControl(attachment.MediaType)) return new(field, MailFlaw.ControlCharacter);
        if (attachment.FileName.Length > FileNameLengthMax || attachment.MediaType.Length > HeaderTextLengthMax)
            return new(field, MailFlaw.TooLong);
        var sound = Ascii.IsValid(attachment.MediaType) && MediaTypeHeaderValue.TryParse(attachment.MediaType, out _);
        return sound ? null : new(field, MailFlaw.NotAMediaType);
    }

    private static long ContentBytes(MailDraft draft) =>
        Encoding.UTF8.GetByteCount(draft.PlainText) + (long)Encoding.UTF8.GetByteCount(draft.Html ?? "")
        + draft.Attachments.Sum(attachment => (long)attachment.Content.Length);

    private static MailComposition.Refused? Count(string field, long count, long max) =>
        count > max ? new(field, MailFlaw.TooLong) : null;

    // Line and paragraph separators break no SMTP line, but some programs show them as one.
    private static bool HasControl(string text) => text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029');
}
