using System.Text;
using CustomerFlow.Host.Mail;
using CustomerFlow.Testing.Mail;

namespace CustomerFlow.Host.Tests.Mail;

/// <summary>What goes over the wire when all is well, and how connections are kept.</summary>
public sealed class SmtpTransportTests
{
    [Fact]
    public async Task A_mail_is_announced_with_its_size_and_delivered_as_composed()
    {
        await using var scene = new SmtpScene();
        var message = SampleMail.Message();

        var outcome = await scene.SendAsync();

        Assert.Equal("250 2.0.0 Ok: queued as 4711", Assert.IsType<MailOutcome.Sent>(outcome).ServerAnswer);
        Assert.Equal(
            ["EHLO [127.0.0.1]", $"MAIL FROM:<service@flow.example> SIZE={message.Bytes.Length}", "RCPT TO:<ann@customer.example>", "DATA"],
            scene.Sink.Commands);
        Assert.Equal(message.Bytes.ToArray(), await scene.Sink.NextMailAsync());
    }

    [Fact]
    public async Task Nothing_is_delivered_without_the_commit()
    {
        await using var scene = new SmtpScene();

        var ready = Assert.IsType<MailPreparation.Ready>(await scene.Transport.PrepareAsync(SampleMail.Message(), CancellationToken.None));
        await ready.Mail.DisposeAsync();

        await scene.Sink.ConnectionClosedAsync();
        Assert.Equal(0, scene.Sink.WaitingMails);
    }

    [Fact]
    public async Task A_prepared_mail_cannot_be_committed_twice()
    {
        await using var scene = new SmtpScene();
        var ready = Assert.IsType<MailPreparation.Ready>(await scene.Transport.PrepareAsync(SampleMail.Message(), CancellationToken.None));

        await ready.Mail.CommitAsync(CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => ready.Mail.CommitAsync(CancellationToken.None));
        Assert.Equal(1, scene.Sink.WaitingMails);
    }

    [Fact]
    public async Task Dots_and_stray_line_ends_neither_end_the_mail_nor_get_lost()
    {
        await using var scene = new SmtpScene();
        var message = SampleMail.Message() with { Bytes = "a: b\r\n\r\n.\r\n..two\n.\nMAIL FROM:<x@y.example>\r.\rlast"u8.ToArray() };

        var outcome = await SmtpScene.SendAsync(scene.Transport, message, CancellationToken.None);

        Assert.IsType<MailOutcome.Sent>(outcome);
        Assert.Equal(
            "a: b\r\n\r\n.\r\n..two\r\n.\r\nMAIL FROM:<x@y.example>\r\n.\r\nlast\r\n",
            Encoding.UTF8.GetString(await scene.Sink.NextMailAsync()));
        Assert.Single(scene.Sink.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_next_mail_uses_the_same_connection_after_a_reset()
    {
        await using var scene = new SmtpScene();

        await scene.SendAsync();
        await scene.SendAsync();

        Assert.Equal(1, scene.Sink.ConnectionCount);
        Assert.Equal(["EHLO", "MAIL", "RCPT", "DATA", "RSET", "MAIL", "RCPT", "DATA"], scene.Sink.Commands.Select(line => line[..4]));
    }

    [Fact]
    public async Task A_refused_recipient_does_not_cost_the_connection()
    {
        await using var scene = new SmtpScene(new SmtpSink { Fault = (SinkPhase.Recipient, SinkFault.Permanent) });

        await scene.SendAsync();
        await scene.SendAsync();

        Assert.Equal(1, scene.Sink.ConnectionCount);
    }

    [Fact]
    public async Task Mails_under_way_at_once_have_a_connection_each()
    {
        await using var scene = new SmtpScene();
        var one = Assert.IsType<MailPreparation.Ready>(await scene.Transport.PrepareAsync(SampleMail.Message(), CancellationToken.None));
        var other = Assert.IsType<MailPreparation.Ready>(await scene.Transport.PrepareAsync(SampleMail.Message(), CancellationToken.None));

        await other.Mail.CommitAsync(CancellationToken.None);
        await one.Mail.CommitAsync(CancellationToken.None);

        Assert.Equal(2, scene.Sink.ConnectionCount);
        Assert.Equal(2, scene.Sink.WaitingMails);
    }

    [Fact]
    public async Task A_connection_is_given_up_after_its_last_mail()
    {
        await using var scene = new SmtpScene(options: sink => new SmtpOptions
        {
            Host = "127.0.0.1", Port = sink.Port, MailsPerConnectionMax = 2,
        });

        for (var i = 0; i < 3; i++) await scene.SendAsync();

        Assert.Equal(2, scene.Sink.ConnectionCount);
        Assert.Equal(1, scene.Sink.Commands.Count(line => line == "QUIT"));
        Assert.Equal(3, scene.Sink.WaitingMails);
    }

    [Fact]
    public async Task A_quiet_connection_is_closed_when_it_has_idled_long_enough()
    {
        await using var scene = new SmtpScene();
        await scene.SendAsync();

        scene.Time.Advance(TimeSpan.FromSeconds(29));
        await scene.SendAsync();
        scene.Time.Advance(TimeSpan.FromSeconds(29));
        var keptSoFar = !scene.Sink.Commands.Contains("QUIT");
        scene.Time.Advance(TimeSpan.FromSeconds(1));
        await scene.Sink.ConnectionClosedAsync();

        Assert.True(keptSoFar);
        Assert.Equal("QUIT", scene.Sink.Commands.Last());
        Assert.Equal(1, scene.Sink.ConnectionCount);
    }

    [Fact]
    public async Task A_mail_beyond_the_announced_limit_is_not_offered()
    {
        var sink = new SmtpSink();
        sink.Extensions[0] = "SIZE 100";
        await using var scene = new SmtpScene(sink);

        var outcome = await scene.SendAsync();

        Assert.Equal("5.3.4", Assert.IsType<MailOutcome.Failed>(outcome).EnhancedCode);
        Assert.Equal(["EHLO [127.0.0.1]"], sink.Commands);
    }

    [Fact]
    public async Task A_server_without_extensions_gets_the_plain_command()
    {
        var sink = new SmtpSink();
        sink.Extensions.Clear();
        await using var scene = new SmtpScene(sink);

        var outcome = await scene.SendAsync();

        Assert.IsType<MailOutcome.Sent>(outcome);
        Assert.Contains("MAIL FROM:<service@flow.example>", sink.Commands);
    }

    [Theory]
    [InlineData(true, "MAIL FROM:<service@flow.example> SIZE=* BODY=8BITMIME SMTPUTF8")]
    [InlineData(false, null)]
    public async Task An_address_in_Chinese_needs_a_server_that_takes_it(bool offered, string? expectedCommand)
    {
        var sink = new SmtpSink();
        if (!offered) sink.Extensions.Remove("SMTPUTF8");
        await using var scene = new SmtpScene(sink);
        var message = SampleMail.Message(SampleMail.Draft() with { To = new MailParty(null, "客服@例子.example") });

        var outcome = await SmtpScene.SendAsync(scene.Transport, message, CancellationToken.None);

        if (expectedCommand is null) Assert.Equal("5.6.7", Assert.IsType<MailOutcome.Failed>(outcome).EnhancedCode);
        else Assert.Contains(expectedCommand.Replace("*", $"{message.Bytes.Length}", StringComparison.Ordinal), sink.Commands);
        Assert.Equal(offered ? 1 : 0, sink.WaitingMails);
    }

    [Theory]
    [InlineData("AUTH LOGIN PLAIN", "AUTH PLAIN AG1haWxlcgDljZrms6I=")]
    [InlineData("AUTH LOGIN CRAM-MD5", "AUTH LOGIN|bWFpbGVy|5Y2a5rOi")]
    public async Task The_transport_signs_in_as_the_server_offers(string offer, string expected)
    {
        var sink = new SmtpSink();
        sink.Extensions.Add(offer);
        await using var scene = new SmtpScene(sink, _ => new SmtpOptions
        {
            Host = "127.0.0.1", Port = sink.Port, User = "mailer", Password = "博波",
        });

        var outcome = await scene.SendAsync();

        Assert.IsType<MailOutcome.Sent>(outcome);
        Assert.Contains(expected, string.Join('|', sink.Commands), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_offers_no_known_sign_in_defers_the_mail()
    {
        await using var scene = new SmtpScene(options: sink => new SmtpOptions
        {
            Host = "127.0.0.1", Port = sink.Port, User = "mailer", Password = "secret",
        });

        var outcome = await scene.SendAsync();

        Assert.Equal(MailPhase.SignIn, Assert.IsType<MailOutcome.Deferred>(outcome).Phase);
    }
}
