using CustomerFlow.Host.Mail;
using CustomerFlow.Testing.Mail;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Tests.Mail;

/// <summary>A transport, a sink and a clock that stands still.</summary>
internal sealed class SmtpScene : IAsyncDisposable
{
    public SmtpScene(SmtpSink? sink = null, Func<SmtpSink, SmtpOptions>? options = null)
    {
        Sink = sink ?? new SmtpSink();
        Transport = TransportTo(options?.Invoke(Sink) ?? new SmtpOptions { Host = "127.0.0.1", Port = Sink.Port }, Time);
    }

    public ManualTime Time { get; } = new(new DateTimeOffset(2026, 3, 5, 1, 0, 0, TimeSpan.Zero));

    public SmtpSink Sink { get; }

    public SmtpTransport Transport { get; }

    public static SmtpTransport TransportTo(SmtpOptions options, TimeProvider time) =>
        new(Options.Create(options), time, NullLogger<SmtpTransport>.Instance);

    /// <summary>Both steps of one mail. <paramref name="beforeDot"/> is where the caller would commit "handed".</summary>
    public static async Task<MailOutcome> SendAsync(
        IMailTransport transport, MailMessage message, CancellationToken cancellationToken, Task? beforeDot = null)
    {
        switch (await transport.PrepareAsync(message, cancellationToken))
        {
            case MailPreparation.Refused refused:
                return refused.Outcome;
            case MailPreparation.Ready ready:
                await using (ready.Mail)
                {
                    await (beforeDot ?? Task.CompletedTask);
                    return await ready.Mail.CommitAsync(cancellationToken);
                }

            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    public Task<MailOutcome> SendAsync() => SendAsync(Transport, SampleMail.Message(), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        // The sink first: a transport that says goodbye to a stalled server would wait for a clock that stands still.
        await Sink.DisposeAsync();
        await Transport.DisposeAsync();
    }
}
