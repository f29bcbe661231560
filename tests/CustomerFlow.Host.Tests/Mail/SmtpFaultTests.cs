using CustomerFlow.Host.Mail;
using CustomerFlow.Testing.Mail;

namespace CustomerFlow.Host.Tests.Mail;

/// <summary>What a mail is known to be after each way in which a server can fail, in each phase.</summary>
public sealed class SmtpFaultTests : IDisposable
{
    private readonly TestCertificate certificate = new();

    /// <summary>One row for each phase and fault, with the outcome that we promise.</summary>
    public static TheoryData<string, string, string> Promises()
    {
        var rows = new TheoryData<string, string, string>();
        Add(SinkPhase.Greeting, "deferred Connect", "deferred Connect 451 4.3.0", "deferred Connect 550 5.1.1");
        Add(SinkPhase.Hello, "deferred Hello", "deferred Hello 451 4.3.0", "deferred Hello 550 5.1.1");
        Add(SinkPhase.StartTls, "deferred StartTls", "deferred StartTls 451 4.3.0", "deferred StartTls 550 5.1.1");
        Add(SinkPhase.Handshake, "deferred StartTls", "deferred StartTls", "deferred StartTls");
        Add(SinkPhase.SignIn, "deferred SignIn", "deferred SignIn 451 4.3.0", "deferred SignIn 550 5.1.1");
        Add(SinkPhase.Sender, "deferred Sender", "deferred Sender 451 4.3.0", "failed Sender 550 5.1.1");
        Add(SinkPhase.Recipient, "deferred Recipient", "deferred Recipient 451 4.3.0", "failed Recipient 550 5.1.1");
        Add(SinkPhase.Data, "deferred Data", "deferred Data 451 4.3.0", "failed Data 550 5.1.1");
        Add(SinkPhase.Body, "deferred Body", "deferred Body 451 4.3.0", "failed Body 550 5.1.1");
        Add(SinkPhase.FinalDot, "unknown", "deferred FinalDot 451 4.3.0", "failed FinalDot 550 5.1.1");
        return rows;

        void Add(SinkPhase phase, string whenLost, string whenTemporary, string whenPermanent)
        {
            rows.Add(phase.ToString(), nameof(SinkFault.Close), whenLost);
            rows.Add(phase.ToString(), nameof(SinkFault.Garbage), whenLost);
            rows.Add(phase.ToString(), nameof(SinkFault.Stall), whenLost);
            rows.Add(phase.ToString(), nameof(SinkFault.Temporary), whenTemporary);
            rows.Add(phase.ToString(), nameof(SinkFault.Permanent), whenPermanent);
        }
    }

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task Each_fault_in_each_phase_has_the_promised_outcome(string phase, string fault, string promised)
    {
        await using var scene = Scene(Enum.Parse<SinkPhase>(phase), Enum.Parse<SinkFault>(fault));

        var sending = SendPastFaultAsync(scene, CancellationToken.None);
        await scene.Sink.FaultReached;
        if (fault == nameof(SinkFault.Stall)) await scene.Time.AdvanceUntilAsync(sending);
        var outcome = await sending;

        Assert.Equal(promised, Described(outcome));
        Assert.Equal(1, scene.Sink.ConnectionCount);
        Assert.Equal(0, scene.Sink.WaitingMails);
    }

    [Theory]
    [InlineData(SinkPhase.Greeting)]
    [InlineData(SinkPhase.Hello)]
    [InlineData(SinkPhase.StartTls)]
    [InlineData(SinkPhase.Handshake)]
    [InlineData(SinkPhase.SignIn)]
    [InlineData(SinkPhase.Sender)]
    [InlineData(SinkPhase.Recipient)]
    [InlineData(SinkPhase.Data)]
    [InlineData(SinkPhase.Body)]
    internal async Task Stopping_before_the_final_dot_throws_and_hangs_up(SinkPhase phase)
    {
        await using var scene = Scene(phase, SinkFault.Stall);
        using var stop = new CancellationTokenSource();

        var sending = SendPastFaultAsync(scene, stop.Token);
        await scene.Sink.FaultReached;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        if (phase is not SinkPhase.Body) await scene.Sink.ConnectionClosedAsync();
        Assert.Equal(0, scene.Sink.WaitingMails);
    }

    [Fact]
    public async Task Stopping_after_the_final_dot_is_an_unknown_outcome()
    {
        await using var scene = Scene(SinkPhase.FinalDot, SinkFault.Stall);
        using var stop = new CancellationTokenSource();

        var sending = SendPastFaultAsync(scene, stop.Token);
        await scene.Sink.FaultReached;
        await stop.CancelAsync();

        Assert.IsType<MailOutcome.Unknown>(await sending);
        await scene.Sink.ConnectionClosedAsync();
    }

    [Fact]
    public async Task Stopping_between_the_two_steps_leaves_the_final_dot_unwritten()
    {
        await using var scene = new SmtpScene();
        using var stop = new CancellationTokenSource();
        var ready = Assert.IsType<MailPreparation.Ready>(await scene.Transport.PrepareAsync(SampleMail.Message(), stop.Token));

        await stop.CancelAsync();
        var outcome = await ready.Mail.CommitAsync(stop.Token);

        Assert.Equal("deferred Body", Described(outcome));
        await scene.Sink.ConnectionClosedAsync();
        Assert.Equal(0, scene.Sink.WaitingMails);
    }

    [Fact]
    public async Task A_server_that_is_not_there_defers_the_mail()
    {
        await using var scene = new SmtpScene();
        await scene.Sink.DisposeAsync();

        var outcome = Assert.IsType<MailOutcome.Deferred>(await scene.SendAsync());

        Assert.Equal("deferred Connect", Described(outcome));
        Assert.Equal("The server could not be reached: ConnectionRefused.", outcome.Answer);
    }

    [Theory]
    [InlineData(SinkFault.Close)]
    [InlineData(SinkFault.Temporary)]
    [InlineData(SinkFault.Permanent)]
    [InlineData(SinkFault.Garbage)]
    internal async Task A_kept_connection_that_has_gone_bad_is_replaced(SinkFault fault)
    {
        await using var scene = new SmtpScene(new SmtpSink { Fault = (SinkPhase.Reset, fault) });

        var first = await scene.SendAsync();
        var second = await scene.SendAsync();

        Assert.IsType<MailOutcome.Sent>(first);
        Assert.IsType<MailOutcome.Sent>(second);
        Assert.Equal(2, scene.Sink.ConnectionCount);
        Assert.Equal(2, scene.Sink.WaitingMails);
    }

    public void Dispose() => certificate.Dispose();

    private SmtpScene Scene(SinkPhase phase, SinkFault fault)
    {
        var encrypted = phase is SinkPhase.StartTls or SinkPhase.Handshake;
        var sink = new SmtpSink { Fault = (phase, fault), Certificate = certificate.Certificate };
        sink.Extensions.AddRange(["AUTH PLAIN", "STARTTLS"]);
        return new SmtpScene(sink, _ => new SmtpOptions
        {
            Host = "127.0.0.1",
            Port = sink.Port,
            Security = encrypted ? SmtpSecurity.StartTls : SmtpSecurity.None,
            TrustedCertificateFile = certificate.CertificateFile,
            User = "mailer",
            Password = "secret",
        });
    }

    // A stalled body has to be larger than the system's buffers, else it is the final dot that stalls. The other faults in the
    // body must have happened when the dot is due.
    private static Task<MailOutcome> SendPastFaultAsync(SmtpScene scene, CancellationToken cancellationToken)
    {
        var message = SampleMail.Message();
        var (phase, fault) = scene.Sink.Fault!.Value;
        if (phase is not SinkPhase.Body) return SmtpScene.SendAsync(scene.Transport, message, cancellationToken);
        if (fault is SinkFault.Stall) message = message with { Bytes = new byte[16_000_000] };
        return SmtpScene.SendAsync(scene.Transport, message, cancellationToken, scene.Sink.FaultReached);
    }

    private static string Described(MailOutcome outcome) => outcome switch
    {
        MailOutcome.Sent => "sent",
        MailOutcome.Deferred deferred => $"deferred {deferred.Phase} {deferred.Code} {deferred.EnhancedCode}".TrimEnd(),
        MailOutcome.Failed failed => $"failed {failed.Phase} {failed.Code} {failed.EnhancedCode}".TrimEnd(),
        MailOutcome.Unknown => "unknown",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
