using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Mail;

/// <summary>
/// Sends mail to the configured server and keeps quiet connections for the next mails. There are as many connections as mails under
/// way at once: the caller sets that number.
/// </summary>
internal sealed class SmtpTransport : IMailTransport
{
    private readonly SmtpOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<SmtpTransport> logger;
    private readonly Lock gate = new();
    private readonly Stack<SmtpSession> idle = new();
    private readonly ITimer idleTimer;
    private Task closing = Task.CompletedTask;
    private bool disposed;

    public SmtpTransport(IOptions<SmtpOptions> options, TimeProvider time, ILogger<SmtpTransport> logger)
    {
        this.options = options.Value;
        this.time = time;
        this.logger = logger;
        idleTimer = time.CreateTimer(_ => CloseIdle(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public async Task<MailPreparation> PrepareAsync(MailMessage message, CancellationToken cancellationToken)
    {
        var session = await TakeIdleAsync(cancellationToken);
        var refusal = session is null ? await (session = new SmtpSession(options, time)).OpenAsync(cancellationToken) : null;
        var opened = refusal is null;
        refusal ??= await session.OfferAsync(message, cancellationToken);
        if (refusal is null) return new MailPreparation.Ready(new PreparedMail(this, session, message));

        if (opened) await KeepOrCloseAsync(session);
        else await session.QuitAsync();
        cancellationToken.ThrowIfCancellationRequested();
        Report(message, refusal);
        return new MailPreparation.Refused(refusal);
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate) disposed = true;
        await idleTimer.DisposeAsync();
        CloseIdle();
        await closing;
    }

    // Nothing of the mail has been said yet, so a connection that went stale is simply replaced.
    private async Task<SmtpSession?> TakeIdleAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            SmtpSession? session;
            lock (gate) idle.TryPop(out session);
            if (session is null || await session.ResetAsync(cancellationToken)) return session;
            await session.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task KeepOrCloseAsync(SmtpSession session)
    {
        lock (gate)
        {
            if (session.IsReusable && !disposed && idle.Count < options.IdleConnectionsMax)
            {
                idle.Push(session);
                idleTimer.Change(options.IdleTimeout, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        await session.QuitAsync();
    }

    private void CloseIdle()
    {
        lock (gate)
        {
            var quits = idle.Select(session => session.QuitAsync()).ToList();
            idle.Clear();
            closing = Task.WhenAll([closing, .. quits]);
        }
    }

    private void Report(MailMessage message, MailOutcome outcome)
    {
        switch (outcome)
        {
            case MailOutcome.Sent:
                Log.MailSent(logger, message.MessageId, message.Bytes.Length);
                break;
            case MailOutcome.Deferred deferred:
                // Without a code the sentence is our own and holds no address.
                Log.MailDeferred(logger, message.MessageId, deferred.Phase, deferred.Code, deferred.EnhancedCode,
                    deferred.Code is null ? deferred.Answer : null);
                break;
            case MailOutcome.Failed failed:
                Log.MailFailed(logger, message.MessageId, failed.Phase, failed.Code, failed.EnhancedCode);
                break;
            case MailOutcome.Unknown:
                Log.MailUnknown(logger, message.MessageId);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private sealed class PreparedMail(SmtpTransport transport, SmtpSession session, MailMessage message) : IPreparedMail
    {
        private bool committed;

        public async Task<MailOutcome> CommitAsync(CancellationToken cancellationToken)
        {
            if (committed) throw new InvalidOperationException("A prepared mail is committed once.");
            committed = true;
            var outcome = await session.FinishAsync(cancellationToken);
            transport.Report(message, outcome);
            await transport.KeepOrCloseAsync(session);
            return outcome;
        }

        // Without QUIT: inside the body it would be one more line of the mail.
        public async ValueTask DisposeAsync()
        {
            if (!committed) await session.DisposeAsync();
            committed = true;
        }
    }
}
