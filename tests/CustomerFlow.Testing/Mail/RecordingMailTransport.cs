using System.Collections.Immutable;
using System.Threading.Channels;
using CustomerFlow.Host.Mail;

namespace CustomerFlow.Testing.Mail;

/// <summary>
/// A transport that delivers to memory. <see cref="AtPrepare"/> and <see cref="AtCommit"/> decide otherwise for single mails;
/// only what would have been delivered is kept.
/// </summary>
internal sealed class RecordingMailTransport : IMailTransport
{
    private readonly Channel<MailMessage> arrivals = Channel.CreateUnbounded<MailMessage>();

    /// <summary>The outcome of a mail before its final dot, or null to let it pass.</summary>
    public Func<MailMessage, MailOutcome?> AtPrepare { get; set; } = _ => null;

    /// <summary>The outcome of a mail at its final dot.</summary>
    public Func<MailMessage, MailOutcome> AtCommit { get; set; } = _ => new MailOutcome.Sent("250 2.0.0 Ok");

    /// <summary>Every mail for which the final dot was written, delivered or not, in order.</summary>
    public ImmutableArray<MailMessage> Committed { get; private set; } = [];

    /// <summary>Mails prepared and then dropped.</summary>
    public int AbandonedCount => abandonedCount;

    private int abandonedCount;

    /// <summary>Waits for the next delivered mail.</summary>
    public async Task<MailMessage> NextMailAsync(CancellationToken cancellationToken) => await arrivals.Reader.ReadAsync(cancellationToken);

    public Task<MailPreparation> PrepareAsync(MailMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<MailPreparation>(AtPrepare(message) is { } refusal
            ? new MailPreparation.Refused(refusal)
            : new MailPreparation.Ready(new PreparedMail(this, message)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class PreparedMail(RecordingMailTransport transport, MailMessage message) : IPreparedMail
    {
        private bool committed;

        public Task<MailOutcome> CommitAsync(CancellationToken cancellationToken)
        {
            if (committed) throw new InvalidOperationException("A prepared mail is committed once.");
            committed = true;
            lock (transport.arrivals) transport.Committed = transport.Committed.Add(message);
            var outcome = transport.AtCommit(message);
            if (outcome is MailOutcome.Sent) transport.arrivals.Writer.TryWrite(message);
            return Task.FromResult(outcome);
        }

        public ValueTask DisposeAsync()
        {
            if (!committed) Interlocked.Increment(ref transport.abandonedCount);
            return ValueTask.CompletedTask;
        }
    }
}
