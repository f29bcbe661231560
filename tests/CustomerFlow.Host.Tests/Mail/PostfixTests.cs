using System.Text;
using CustomerFlow.Host.Mail;
using CustomerFlow.Testing.Mail;

namespace CustomerFlow.Host.Tests.Mail;

/// <summary>The transport against the server that most mail on earth passes through.</summary>
public sealed class PostfixTests(PostfixTests.Fixture fixture) : IClassFixture<PostfixTests.Fixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [PostfixTheory]
    [InlineData(SmtpSecurity.None)]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    internal async Task A_Chinese_mail_arrives_as_written(SmtpSecurity security)
    {
        await using var transport = Transport(security);
        var draft = ChineseDraft();

        var outcome = await SmtpScene.SendAsync(transport, SampleMail.Message(draft), CancellationToken.None);

        Assert.StartsWith("250 2.0.0 Ok: queued as", Assert.IsType<MailOutcome.Sent>(outcome).ServerAnswer, StringComparison.Ordinal);
        var mail = ReceivedMail.Read(await NextMailAsync());
        Assert.Equal(draft.Subject, mail.Subject);
        Assert.Equal("王芳（客户） <wang@customer.example>", mail.Header["To"]);
        Assert.Equal($"<{draft.MessageId}>", mail.Header["Message-ID"]);
        Assert.Equal(draft.PlainText, mail.PlainText);
        Assert.Equal(draft.Html + "\n", mail.Html);
        Assert.Equal(("回访.ics", "BEGIN:VCALENDAR"), (Assert.Single(mail.Files).Name, Encoding.UTF8.GetString(mail.Files[0].Content)));
    }

    [PostfixFact]
    public async Task Bytes_arrive_as_composed_dots_and_all()
    {
        await using var transport = Transport(SmtpSecurity.None);
        var message = SampleMail.Message(SampleMail.Draft() with { PlainText = ".\n..\n.hidden\nFrom here on\n\n\n.\nend\n" });

        var outcome = await SmtpScene.SendAsync(transport, message, CancellationToken.None);

        Assert.IsType<MailOutcome.Sent>(outcome);
        Assert.Equal(message.Bytes.ToArray(), await NextMailAsync());
    }

    [PostfixFact]
    public async Task Mails_and_refusals_come_and_go_in_turn()
    {
        await using var transport = Transport(SmtpSecurity.StartTls);
        string[] recipients = ["ann@customer.example", "busy@customer.example", "ann@elsewhere.example", "客服@例子.中国"];
        var outcomes = new List<MailOutcome>();

        foreach (var recipient in recipients)
        {
            var message = SampleMail.Message(SampleMail.Draft() with { To = new MailParty(null, recipient) });
            outcomes.Add(await SmtpScene.SendAsync(transport, message, CancellationToken.None));
        }

        Assert.IsType<MailOutcome.Sent>(outcomes[0]);
        var busy = Assert.IsType<MailOutcome.Deferred>(outcomes[1]);
        Assert.Equal((MailPhase.Recipient, 451, "4.3.0"), (busy.Phase, busy.Code, busy.EnhancedCode));
        var elsewhere = Assert.IsType<MailOutcome.Failed>(outcomes[2]);
        Assert.Equal((MailPhase.Recipient, 554, "5.7.1"), (elsewhere.Phase, elsewhere.Code, elsewhere.EnhancedCode));
        Assert.IsType<MailOutcome.Sent>(outcomes[3]);
        string[] arrived = [ReceivedMail.Read(await NextMailAsync()).Header["To"], ReceivedMail.Read(await NextMailAsync()).Header["To"]];
        Assert.Equal(["ann@customer.example", "客服@xn--fsqu00a.xn--fiqs8s"], arrived.Order(StringComparer.Ordinal));
    }

    [PostfixFact]
    public async Task A_mail_prepared_and_dropped_never_arrives()
    {
        await using var transport = Transport(SmtpSecurity.None);
        var dropped = SampleMail.Message(SampleMail.Draft() with { Subject = "dropped" });
        var ready = Assert.IsType<MailPreparation.Ready>(await transport.PrepareAsync(dropped, CancellationToken.None));

        await ready.Mail.DisposeAsync();
        await SmtpScene.SendAsync(transport, SampleMail.Message(SampleMail.Draft() with { Subject = "sent" }), CancellationToken.None);

        Assert.Equal("sent", ReceivedMail.Read(await NextMailAsync()).Subject);
    }

    [PostfixFact]
    public async Task A_mail_larger_than_the_server_takes_fails()
    {
        await using var transport = Transport(SmtpSecurity.None);
        var file = new MailAttachment("a.bin", "application/octet-stream", new byte[2_000_000]);
        var draft = SampleMail.Draft() with { Attachments = [file] };

        var outcome = await SmtpScene.SendAsync(transport, SampleMail.Message(draft), CancellationToken.None);

        Assert.Equal("5.3.4", Assert.IsType<MailOutcome.Failed>(outcome).EnhancedCode);
    }

    internal static MailDraft ChineseDraft() => SampleMail.Draft() with
    {
        From = new MailParty("客户服务部", "service@flow.example"),
        To = new MailParty("王芳（客户）", "wang@customer.example"),
        Subject = "关于您的投诉 C-2026-000412：我们已经收到，并将在三个工作日之内答复您，感谢您的耐心等待",
        PlainText = "王女士，您好：\n\n您的投诉已经受理。\n.\n" + new string('长', 1200) + "\n",
        Html = "<p>王女士，您好：</p>\n<p>您的投诉<b>已经受理</b>。</p>",
        Unsubscribe = new Uri("https://flow.example/u/9f3a"),
        References = ["mail.4700.received@flow.example"],
        Attachments = [new MailAttachment("回访.ics", "text/calendar; charset=utf-8; method=REQUEST", "BEGIN:VCALENDAR"u8.ToArray())],
    };

    private SmtpTransport Transport(SmtpSecurity security) => SmtpScene.TransportTo(
        new SmtpOptions
        {
            Host = "127.0.0.1",
            Port = security is SmtpSecurity.Tls ? fixture.Postfix.TlsPort : fixture.Postfix.Port,
            Security = security,
            TrustedCertificateFile = fixture.Postfix.CertificateFile,
        },
        TimeProvider.System);

    // Postfix keeps lines with LF alone; a mail program sees CRLF.
    private async Task<byte[]> NextMailAsync()
    {
        var text = Encoding.UTF8.GetString(await fixture.Postfix.NextMailAsync(Patience));
        return Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal));
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal PostfixServer Postfix { get; } = new();

        public Task InitializeAsync() => Postfix.StartAsync(Patience);

        public async Task DisposeAsync() => await Postfix.DisposeAsync();
    }
}

/// <summary>A test that says so on a developer's machine without Postfix, and fails there in continuous integration.</summary>
internal sealed class PostfixFactAttribute : FactAttribute
{
    public PostfixFactAttribute() => Skip = SkipReason;

    internal static string? SkipReason => Environment.GetEnvironmentVariable("CI") == "true" ? null : PostfixServer.Missing;
}

/// <inheritdoc cref="PostfixFactAttribute"/>
internal sealed class PostfixTheoryAttribute : TheoryAttribute
{
    public PostfixTheoryAttribute() => Skip = PostfixFactAttribute.SkipReason;
}
