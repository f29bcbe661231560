using System.Text;
using CustomerFlow.Host.Mail;

namespace CustomerFlow.Host.Tests.Mail;

/// <summary>The bytes of a mail, and what is refused before there are any.</summary>
public sealed class MailComposerTests
{
    private const string Evil = "harmless\r\nBcc: victim@elsewhere.example";

    [Fact]
    public void A_mail_in_both_forms_reads_like_this()
    {
        var draft = SampleMail.Draft() with
        {
            Html = "<p>We have read your complaint.</p>",
            Unsubscribe = new Uri("https://flow.example/u/9f3a"),
        };

        var text = TextOf(draft);

        Assert.Equal(
            """
            Date: Thu, 05 Mar 2026 09:07:01 +0800
            From: "Customer Service" <service@flow.example>
            To: "Ann Lee" <ann@customer.example>
            Subject: Your complaint C-2026-000412
            Message-ID: <mail.4711.reply@flow.example>
            Auto-Submitted: auto-generated
            List-Unsubscribe: <https://flow.example/u/9f3a>
            List-Unsubscribe-Post: List-Unsubscribe=One-Click
            MIME-Version: 1.0
            Content-Type: multipart/alternative;
             boundary="BOUNDARY"

            --BOUNDARY
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            We have read your complaint.

            --BOUNDARY
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            <p>We have read your complaint.</p>

            --BOUNDARY--

            """.ReplaceLineEndings("\r\n"),
            WithoutBoundary(text));
    }

    [Fact]
    public void The_same_draft_gives_the_same_bytes()
    {
        var file = new MailAttachment("a.ics", "text/calendar", "x"u8.ToArray());
        var draft = SampleMail.Draft() with { Html = "<p>投诉</p>", Attachments = [file] };

        Assert.Equal(TextOf(draft), TextOf(draft));
    }

    [Fact]
    public void A_mail_without_HTML_is_a_single_part()
    {
        var text = TextOf(SampleMail.Draft() with { Html = null });

        Assert.EndsWith(
            "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            + "We have read your complaint.\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Chinese_and_endless_lines_leave_no_line_longer_than_allowed()
    {
        var endless = string.Concat(Enumerable.Repeat("投诉处理", 500)) + new string('x', 5000);
        var draft = SampleMail.Draft() with
        {
            Subject = string.Concat(Enumerable.Repeat("关于您的投诉", 30)),
            To = new MailParty(string.Concat(Enumerable.Repeat("欧阳", 40)), "ann@customer.example"),
            PlainText = endless,
            Html = $"<p title=\"{new string('=', 2000)}\">{endless}</p>",
            References = [.. Enumerable.Range(1, 40).Select(i => $"mail.{i}.reminder@flow.example")],
            Attachments = [new MailAttachment("回访.ics", "text/calendar; charset=utf-8; method=REQUEST", new byte[5000])],
        };

        var lines = TextOf(draft).Split("\r\n");

        Assert.All(lines, line => Assert.InRange(line.Length, 0, 78));
        Assert.All(lines, line => Assert.True(Ascii.IsValid(line)));
    }

    [Fact]
    public void The_domain_of_an_address_becomes_punycode_in_header_and_envelope()
    {
        var message = SampleMail.Message(SampleMail.Draft() with { To = new MailParty("王芳", "wang.fang@例子.中国") });

        Assert.Equal("wang.fang@xn--fsqu00a.xn--fiqs8s", message.EnvelopeTo);
        Assert.Contains("<wang.fang@xn--fsqu00a.xn--fiqs8s>\r\n", Encoding.UTF8.GetString(message.Bytes.Span), StringComparison.Ordinal);
        Assert.False(message.NeedsSmtpUtf8);
    }

    [Fact]
    public void An_http_address_is_no_one_click_unsubscribe()
    {
        var text = TextOf(SampleMail.Draft() with { Unsubscribe = new Uri("http://localhost:5000/u/9f3a") });

        Assert.Contains("List-Unsubscribe: <http://localhost:5000/u/9f3a>\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("List-Unsubscribe-Post", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AutoSubmitted.Replied, "Auto-Submitted: auto-replied")]
    [InlineData(AutoSubmitted.Generated, "Auto-Submitted: auto-generated")]
    [InlineData(AutoSubmitted.No, null)]
    internal void A_machine_says_that_it_wrote_the_mail(AutoSubmitted by, string? expected)
    {
        var text = TextOf(SampleMail.Draft() with { AutoSubmitted = by });

        Assert.Equal(expected, text.Split("\r\n").SingleOrDefault(line => line.StartsWith("Auto-Submitted", StringComparison.Ordinal)));
    }

    [Fact]
    public void Whoever_tries_to_write_headers_of_his_own_is_refused()
    {
        var draft = SampleMail.Draft();
        (string Field, MailDraft Draft)[] attempts =
        [
            ("Subject", draft with { Subject = Evil }),
            ("Subject", draft with { Subject = "a\nb" }),
            ("Subject", draft with { Subject = "a\0b" }),
            ("Subject", draft with { Subject = "a\u2028b" }),
            ("From", draft with { From = new MailParty(Evil, "service@flow.example") }),
            ("To", draft with { To = new MailParty("Ann", "ann@customer.example\r\nBcc: victim@elsewhere.example") }),
            ("To", draft with { To = new MailParty(Evil, "ann@customer.example") }),
            ("ReplyTo", draft with { ReplyTo = new MailParty(Evil, "ann@customer.example") }),
            ("MessageId", draft with { MessageId = "a@b\r\nBcc: victim@elsewhere.example" }),
            ("References", draft with { References = ["a@b", "a@b>\r\nBcc: <victim@elsewhere.example"] }),
            ("Attachments", draft with { Attachments = [new MailAttachment(Evil, "text/plain", default)] }),
            ("Attachments", draft with { Attachments = [new MailAttachment("a.txt", "text/plain;\r\n x=y", default)] }),
        ];

        var answers = attempts.Select(attempt => MailComposer.Compose(attempt.Draft));

        Assert.Equal(attempts.Select(attempt => new MailComposition.Refused(attempt.Field, MailFlaw.ControlCharacter)), answers);
    }

    [Fact]
    public void What_can_be_no_mail_is_refused_with_its_flaw()
    {
        var draft = SampleMail.Draft();
        (MailComposition.Refused Refusal, MailDraft Draft)[] attempts =
        [
            (new("Subject", MailFlaw.Missing), draft with { Subject = " " }),
            (new("Subject", MailFlaw.TooLong), draft with { Subject = new string('x', 401) }),
            (new("From", MailFlaw.NotAnAddress), draft with { From = new MailParty(null, "service") }),
            (new("To", MailFlaw.NotAnAddress), draft with { To = new MailParty(null, "Ann <ann@customer.example>") }),
            (new("ReplyTo", MailFlaw.NotAnAddress), draft with { ReplyTo = new MailParty(null, "") }),
            (new("MessageId", MailFlaw.NotAMessageId), draft with { MessageId = "<a@b>" }),
            (new("MessageId", MailFlaw.NotAMessageId), draft with { MessageId = "@b" }),
            (new("MessageId", MailFlaw.TooLong), draft with { MessageId = new string('a', 250) + "@b" }),
            (new("References", MailFlaw.NotAMessageId), draft with { References = ["a b@c"] }),
            (new("Unsubscribe", MailFlaw.NotAWebAddress), draft with { Unsubscribe = new Uri("/u/9f3a", UriKind.Relative) }),
            (new("Unsubscribe", MailFlaw.NotAWebAddress), draft with { Unsubscribe = new Uri("javascript:alert(1)") }),
            (new("Unsubscribe", MailFlaw.TooLong), draft with { Unsubscribe = new Uri("https://flow.example/" + new string('u', 1000)) }),
            (new("Attachments", MailFlaw.NotAMediaType), draft with { Attachments = [new MailAttachment("a.ics", "calendar", default)] }),
            (new("Attachments", MailFlaw.Missing), draft with { Attachments = [new MailAttachment("", "text/calendar", default)] }),
            (new("Content", MailFlaw.TooLong), draft with { Attachments = [new MailAttachment("a", "a/b", new byte[21_000_000])] }),
        ];

        var answers = attempts.Select(attempt => MailComposer.Compose(attempt.Draft));

        Assert.Equal(attempts.Select(attempt => attempt.Refusal), answers);
    }

    private static string TextOf(MailDraft draft) => Encoding.UTF8.GetString(SampleMail.Message(draft).Bytes.Span);

    private static string WithoutBoundary(string text)
    {
        var start = text.IndexOf("boundary=\"", StringComparison.Ordinal) + "boundary=\"".Length;
        return text.Replace(text[start..text.IndexOf('"', start)], "BOUNDARY", StringComparison.Ordinal);
    }
}
