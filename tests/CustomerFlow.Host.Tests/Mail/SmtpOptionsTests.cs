using CustomerFlow.Host.Mail;
using CustomerFlow.Testing.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Tests.Mail;

/// <summary>Settings as an operator writes them, and the sentence that stops the start when they are wrong.</summary>
public sealed class SmtpOptionsTests
{
    [Theory]
    [InlineData("", SmtpSecurity.None, 25, "127.0.0.1")]
    [InlineData("", SmtpSecurity.None, 25, "localhost")]
    [InlineData("From=a@b.example", SmtpSecurity.StartTls, 587, "mail.example")]
    [InlineData("From=a@b.example|Security=Tls", SmtpSecurity.Tls, 465, "mail.example")]
    [InlineData("From=a@b.example|Security=None|Port=2525", SmtpSecurity.None, 2525, "mail.example")]
    internal void Security_and_port_follow_from_what_is_set(string settings, SmtpSecurity security, int port, string host)
    {
        var options = Read($"Host={host}|{settings}");

        Assert.Equal((security, port), (options.SecurityInUse, options.PortInUse));
    }

    [Fact]
    public void Without_a_server_nothing_needs_to_be_set()
    {
        var options = Read("");

        Assert.Null(options.Host);
        Assert.Equal("customerflow@localhost", options.From);
    }

    [Theory]
    [InlineData("Port=0", "Set Smtp:Port to the server's port")]
    [InlineData("CommandTimeout=00:00:00", "Set Smtp:CommandTimeout between 00:00:01 and 00:30:00.")]
    [InlineData("FinalDotTimeout=02:00:00", "Set Smtp:FinalDotTimeout between 00:00:01 and 01:00:00.")]
    [InlineData("MailsPerConnectionMax=0", "Set Smtp:MailsPerConnectionMax")]
    [InlineData("HelloName=a b", "Set Smtp:HelloName to this machine's full DNS name")]
    [InlineData("HelloName=a\r\nMAIL", "Set Smtp:HelloName to this machine's full DNS name")]
    [InlineData("From=service", "Set Smtp:From to the e-mail address that mails come from")]
    [InlineData("FromName=a\nb", "Remove line breaks")]
    [InlineData("Host=mail.example", "Set Smtp:From: another server will not take mail")]
    [InlineData("Host=localhost|User=mailer", "Set Smtp:User and Smtp:Password together")]
    [InlineData("Host=mail.example|From=a@b.example|Security=None|User=mailer|Password=secret", "the password would cross the network in the clear")]
    [InlineData("Host=localhost|TrustedCertificateFile=/nowhere/ca.pem", "Set Smtp:TrustedCertificateFile to a readable PEM file")]
    public void A_wrong_setting_says_what_to_do(string settings, string sentence)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Read(settings));

        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_a_certificate_is_accepted()
    {
        using var certificate = new TestCertificate();

        var options = Read($"Host=localhost|TrustedCertificateFile={certificate.CertificateFile}");

        Assert.Equal(certificate.CertificateFile, options.TrustedCertificateFile);
    }

    private static SmtpOptions Read(string settings)
    {
        var pairs = settings.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => $"Smtp:{pair[0]}", string? (pair) => pair[1]);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(pairs).Build());
        services.AddSmtpTransport();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<SmtpOptions>>().Value;
    }
}
