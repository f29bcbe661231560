namespace CustomerFlow.Host.Mail;

/// <summary>Takes every mail and sends none: people read it on the built-in mailbox page. For a demo without a mail server.</summary>
internal sealed class MailboxTransport : IMailTransport
{
    public Task<MailPreparation> PrepareAsync(MailMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<MailPreparation>(new MailPreparation.Ready(new KeptMail()));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class KeptMail : IPreparedMail
    {
        public Task<MailOutcome> CommitAsync(CancellationToken cancellationToken) =>
            Task.FromResult<MailOutcome>(new MailOutcome.Sent("Kept in the built-in mailbox."));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
