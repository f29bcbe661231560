namespace CustomerFlow.Testing.Mail;

/// <summary>Where in the dialogue the sink misbehaves.</summary>
internal enum SinkPhase
{
    Greeting,
    Hello,
    StartTls,
    Handshake,
    SignIn,
    Reset,
    Sender,
    Recipient,
    Data,
    Body,
    FinalDot,
}

/// <summary>How the sink misbehaves.</summary>
internal enum SinkFault
{
    /// <summary>Hangs up without a word.</summary>
    Close,

    /// <summary>451.</summary>
    Temporary,

    /// <summary>550.</summary>
    Permanent,

    /// <summary>Something that is not SMTP.</summary>
    Garbage,

    /// <summary>Says nothing, reads nothing, keeps the connection.</summary>
    Stall,
}
