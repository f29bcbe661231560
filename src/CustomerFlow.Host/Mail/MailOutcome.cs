namespace CustomerFlow.Host.Mail;

/// <summary>
/// What is known about one mail after one attempt. The answers may repeat an address: store them with the mail, never log them.
/// </summary>
internal abstract record MailOutcome
{
    private MailOutcome()
    {
    }

    /// <summary>The server has taken responsibility for the mail.</summary>
    public sealed record Sent(string ServerAnswer) : MailOutcome;

    /// <summary>
    /// Not delivered, worth another attempt: a 4xx answer, no usable connection, or a refusal that concerns our own set-up (wrong password,
    /// no STARTTLS) and not this mail. <paramref name="Code"/> is absent when no server answered.
    /// </summary>
    public sealed record Deferred(MailPhase Phase, int? Code, string? EnhancedCode, string Answer) : MailOutcome;

    /// <summary>
    /// Not delivered, and no later attempt will do better: the server refused the sender, the recipient or the message with 5xx, or
    /// <paramref name="Code"/> is absent and it cannot take such a mail at all (too large, address outside ASCII).
    /// </summary>
    public sealed record Failed(MailPhase Phase, int? Code, string? EnhancedCode, string Answer) : MailOutcome;

    /// <summary>The final dot was written and no answer is known. Sending again could deliver twice, so a person decides.</summary>
    public sealed record Unknown(string Why) : MailOutcome;
}

/// <summary>The steps of an SMTP dialogue, in order. From <see cref="Sender"/> on, the server is talking about this mail.</summary>
internal enum MailPhase
{
    Connect,
    Hello,
    StartTls,
    SignIn,
    Sender,
    Recipient,
    Data,
    Body,
    FinalDot,
}
