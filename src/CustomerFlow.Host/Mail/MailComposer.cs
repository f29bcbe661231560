using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CustomerFlow.Host.Mail;

/// <summary>
/// Makes a mail of a draft: header lines, then the texts as multipart/alternative, inside multipart/mixed when files travel along.
/// Pure: time and Message-ID come with the draft, so a mail composed again after a crash is the same mail.
/// </summary>
internal static class MailComposer
{
    public static MailComposition Compose(MailDraft draft)
    {
        if (DraftChecks.FirstFlaw(draft) is { } flaw) return flaw;
        var from = MailAddress.Read(draft.From.Address)!;
        var to = MailAddress.Read(draft.To.Address)!;
        var replyTo = draft.ReplyTo is null ? null : MailAddress.Read(draft.ReplyTo.Address);
        var needsSmtpUtf8 = from.NeedsSmtpUtf8 || to.NeedsSmtpUtf8 || replyTo is { NeedsSmtpUtf8: true };
        var text = string.Concat(HeaderLines(draft, from, to, replyTo)) + Body(draft);
        return new MailComposition.Composed(new MailMessage(
            draft.MessageId, from.ToString(), to.ToString(), needsSmtpUtf8, Encoding.UTF8.GetBytes(text)));
    }

    private static IEnumerable<string> HeaderLines(MailDraft draft, MailAddress from, MailAddress to, MailAddress? replyTo)
    {
        yield return HeaderText.Line("Date", [DateText(draft.Date)]);
        yield return HeaderText.Line("From", PartyWords(draft.From.Name, from));
        yield return HeaderText.Line("To", PartyWords(draft.To.Name, to));
        if (replyTo is not null) yield return HeaderText.Line("Reply-To", PartyWords(draft.ReplyTo!.Name, replyTo));
        yield return HeaderText.Line("Subject", HeaderText.Words(draft.Subject));
        yield return HeaderText.Line("Message-ID", [$"<{draft.MessageId}>"]);
        if (draft.References is [.., var answered])
        {
            yield return HeaderText.Line("In-Reply-To", [$"<{answered}>"]);
            yield return HeaderText.Line("References", draft.References.Select(id => $"<{id}>"));
        }

        if (draft.AutoSubmitted is not AutoSubmitted.No)
        {
            var how = draft.AutoSubmitted is AutoSubmitted.Replied ? "auto-replied" : "auto-generated";
            yield return HeaderText.Line("Auto-Submitted", [how]);
        }


        if (draft.Unsubscribe is { } unsubscribe)
        {
            yield return HeaderText.Line("List-Unsubscribe", [$"<{unsubscribe.AbsoluteUri}>"]);

            // RFC 8058 promises one-click for https only; without it a person can still follow the link.
            if (unsubscribe.Scheme == Uri.UriSchemeHttps)
                yield return HeaderText.Line("List-Unsubscribe-Post", ["List-Unsubscribe=One-Click"]);
        }

        yield return HeaderText.Line("MIME-Version", ["1.0"]);
    }

    private static string Body(MailDraft draft) => draft.Attachments.IsEmpty
        ? Texts(draft)
        : Multipart("mixed", draft.MessageId, [Texts(draft), .. draft.Attachments.Select(File)]);

    // The last alternative is the preferred one.
    private static string Texts(MailDraft draft) => draft.Html is null
        ? Text("plain", draft.PlainText)
        : Multipart("alternative", draft.MessageId, [Text("plain", draft.PlainText), Text("html", draft.Html)]);

    private static string Multipart(string subtype, string messageId, IEnumerable<string> parts)
    {
        // "=_" occurs neither in quoted-printable nor in base64, so no text can contain its own boundary.
        var boundary = "=_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{subtype} {messageId}")).AsSpan(0, 15));
        return HeaderText.Line("Content-Type", [$"multipart/{subtype};", $"boundary=\"{boundary}\""])
            + string.Concat(parts.Select(part => $"\r\n--{boundary}\r\n{part}"))
            + $"\r\n--{boundary}--\r\n";
    }

    private static string Text(string subtype, string content)
    {
        var body = BodyText.Encode(content);
        return $"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: {body.TransferEncoding}\r\n\r\n{body.Lines}";
    }

    private static string File(MailAttachment file) =>
        HeaderText.Line("Content-Type", file.MediaType.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        + HeaderText.Line("Content-Disposition", ["attachment;", FileNameParameter(file.FileName)])
        + $"Content-Transfer-Encoding: base64\r\n\r\n{BodyText.Base64(file.Content.Span)}";

    private static IEnumerable<string> PartyWords(string? name, MailAddress address) =>
        string.IsNullOrEmpty(name) ? [address.ToString()] : HeaderText.NameWords(name).Append($"<{address}>");

    // RFC 5322 wants +0800 where .NET writes +08:00.
    private static string DateText(DateTimeOffset date) =>
        date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture)
        + date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);

    private static string FileNameParameter(string name) => name.All(c => c is >= ' ' and <= '~' and not ('"' or '\\'))
        ? $"filename=\"{name}\""
        : $"filename*=utf-8''{Uri.EscapeDataString(name)}";
}
