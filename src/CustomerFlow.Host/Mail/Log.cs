namespace CustomerFlow.Host.Mail;

/// <summary>Event ids 4000 to 4099. Message-IDs and codes only: a server's words may repeat an address.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Information, "Mail {MessageId} sent, {Bytes} bytes")]
    public static partial void MailSent(ILogger logger, string messageId, int bytes);

    [LoggerMessage(4001, LogLevel.Warning, "Mail {MessageId} deferred at {Phase}: {Code} {EnhancedCode} {Reason}")]
    public static partial void MailDeferred(
        ILogger logger, string messageId, MailPhase phase, int? code, string? enhancedCode, string? reason);

    [LoggerMessage(4002, LogLevel.Warning, "Mail {MessageId} failed at {Phase}: {Code} {EnhancedCode}")]
    public static partial void MailFailed(ILogger logger, string messageId, MailPhase phase, int? code, string? enhancedCode);

    [LoggerMessage(4003, LogLevel.Error, "Mail {MessageId}: outcome unknown, the final dot went out and no answer came back")]
    public static partial void MailUnknown(ILogger logger, string messageId);

    [LoggerMessage(4004, LogLevel.Warning, "Mail {MessageId}: the lease was lost, another node goes on with it")]
    public static partial void MailLeaseLost(ILogger logger, string messageId);

    [LoggerMessage(4005, LogLevel.Warning, "No mail server is configured (Smtp:Host); mail stays queued")]
    public static partial void MailWaitsForServer(ILogger logger);
}
