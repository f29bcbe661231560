using CustomerFlow.Host.Mail;
using CustomerFlow.Testing.Mail;

namespace CustomerFlow.Host.Tests.Mail;

/// <summary>Encryption is as strong as configured or there is no mail.</summary>
public sealed class SmtpTlsTests : IDisposable
{
    private readonly TestCertificate certificate = new();

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    internal async Task A_mail_goes_out_under_TLS_to_a_server_that_we_trust(SmtpSecurity security)
    {
        await using var scene = Scene(security, certificate, certificate.CertificateFile);

        var outcome = await scene.SendAsync();

        Assert.IsType<MailOutcome.Sent>(outcome);
        var greetings = scene.Sink.Commands.Count(line => line.StartsWith("EHLO", StringComparison.Ordinal));
        Assert.Equal(security is SmtpSecurity.StartTls ? 2 : 1, greetings);
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls, MailPhase.StartTls)]
    [InlineData(SmtpSecurity.Tls, MailPhase.Connect)]
    internal async Task A_certificate_of_an_unknown_authority_is_refused(SmtpSecurity security, MailPhase phase)
    {
        await using var scene = Scene(security, certificate, trusted: null);

        var outcome = Assert.IsType<MailOutcome.Deferred>(await scene.SendAsync());

        Assert.Equal(phase, outcome.Phase);
        Assert.DoesNotContain(scene.Sink.Commands, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_trusted_certificate_for_another_name_is_refused()
    {
        using var other = new TestCertificate(onlyFor: "other.example");
        await using var scene = Scene(SmtpSecurity.Tls, other, other.CertificateFile);

        var outcome = Assert.IsType<MailOutcome.Deferred>(await scene.SendAsync());

        Assert.Contains("RemoteCertificateNameMismatch", outcome.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_neither_password_nor_mail()
    {
        var sink = new SmtpSink();
        sink.Extensions.Add("AUTH PLAIN");
        await using var scene = new SmtpScene(sink, _ => new SmtpOptions
        {
            Host = "127.0.0.1", Port = sink.Port, Security = SmtpSecurity.StartTls, User = "mailer", Password = "secret",
        });

        var outcome = Assert.IsType<MailOutcome.Deferred>(await scene.SendAsync());

        Assert.Equal(MailPhase.StartTls, outcome.Phase);
        Assert.Equal(["EHLO [127.0.0.1]", "QUIT"], sink.Commands);
    }

    [Fact]
    public async Task Words_slipped_in_before_TLS_are_not_taken_for_answers_under_TLS()
    {
        var sink = new SmtpSink { Certificate = certificate.Certificate, SlippedInBeforeTls = "250 evil.example" };
        sink.Extensions.Add("STARTTLS");
        await using var scene = new SmtpScene(sink, _ => Options(sink, SmtpSecurity.StartTls, certificate.CertificateFile));

        var outcome = Assert.IsType<MailOutcome.Deferred>(await scene.SendAsync());

        Assert.Equal("The server said more than it was asked before TLS began.", outcome.Answer);
    }

    [Fact]
    public async Task A_mail_of_many_blocks_passes_through_TLS_whole()
    {
        await using var scene = Scene(SmtpSecurity.Tls, certificate, certificate.CertificateFile);
        var file = new MailAttachment("noise.bin", "application/octet-stream", new byte[300_000]);
        var message = SampleMail.Message(SampleMail.Draft() with { Attachments = [file] });

        var outcome = await SmtpScene.SendAsync(scene.Transport, message, CancellationToken.None);

        Assert.IsType<MailOutcome.Sent>(outcome);
        Assert.Equal(message.Bytes.ToArray(), await scene.Sink.NextMailAsync());
    }

    public void Dispose() => certificate.Dispose();

    private static SmtpScene Scene(SmtpSecurity security, TestCertificate server, string? trusted)
    {
        var sink = new SmtpSink { Certificate = server.Certificate, TlsFromTheStart = security is SmtpSecurity.Tls };
        sink.Extensions.Add("STARTTLS");
        return new SmtpScene(sink, _ => Options(sink, security, trusted));
    }

    private static SmtpOptions Options(SmtpSink sink, SmtpSecurity security, string? trusted) => new()
    {
        Host = "127.0.0.1", Port = sink.Port, Security = security, TrustedCertificateFile = trusted,
    };
}
