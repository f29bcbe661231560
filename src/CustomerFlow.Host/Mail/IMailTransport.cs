namespace CustomerFlow.Host.Mail;

/// <summary>The way out for one mail to one recipient, in two steps, so that the caller can commit "handed over" in between.</summary>
internal interface IMailTransport : IAsyncDisposable
{
    /// <summary>
    /// Brings the mail to the server up to, and without, the final dot: until <see cref="IPreparedMail.CommitAsync"/> nothing can have
    /// been delivered. Never retries a mail and throws only when <paramref name="cancellationToken"/> asks it to stop.
    /// </summary>
    Task<MailPreparation> PrepareAsync(MailMessage message, CancellationToken cancellationToken);
}

/// <summary>What became of the attempt to bring a mail to the server.</summary>
internal abstract record MailPreparation
{
    private MailPreparation()
    {
    }

    /// <summary>The server has everything but the final dot. Dispose of <paramref name="Mail"/> in any case.</summary>
    public sealed record Ready(IPreparedMail Mail) : MailPreparation;

    /// <summary>
    /// Nothing was delivered; <paramref name="Outcome"/> is <see cref="MailOutcome.Deferred"/> or <see cref="MailOutcome.Failed"/>.
    /// </summary>
    public sealed record Refused(MailOutcome Outcome) : MailPreparation;
}

/// <summary>A mail that waits for its final dot. Disposing of it before the commit drops the connection: nothing is delivered.</summary>
internal interface IPreparedMail : IAsyncDisposable
{
    /// <summary>
    /// Writes the final dot and reads the answer. Call it once. Being stopped by <paramref name="cancellationToken"/> does not throw:
    /// after the dot it is <see cref="MailOutcome.Unknown"/>, before it <see cref="MailOutcome.Deferred"/>.
    /// </summary>
    Task<MailOutcome> CommitAsync(CancellationToken cancellationToken);
}
