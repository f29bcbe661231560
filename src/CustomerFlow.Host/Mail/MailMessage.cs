namespace CustomerFlow.Host.Mail;

/// <summary>
/// A composed mail as it goes out: the envelope and the bytes of header and body with CRLF line ends, not yet dot-stuffed.
/// Only <see cref="MailComposer"/> makes them, so every field has been checked. <paramref name="MessageId"/> (without angle brackets)
/// is the one field that logs may name. <paramref name="NeedsSmtpUtf8"/>: an address is not ASCII before the @, which a server must
/// support (RFC 6531).
/// </summary>
internal sealed record MailMessage(
    string MessageId, string EnvelopeFrom, string EnvelopeTo, bool NeedsSmtpUtf8, ReadOnlyMemory<byte> Bytes);
