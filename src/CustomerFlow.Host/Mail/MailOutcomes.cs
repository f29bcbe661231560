using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Runtime;

namespace CustomerFlow.Host.Mail;

/// <summary>Messages about mails whose outcome is known before they are queued.</summary>
internal static class MailOutcomes
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <summary>There is nobody to write to: the process goes the way of a mail that failed.</summary>
    public static StepEffect Failed(string message, string correlationKey, string purpose) => new StepEffect.PublishMessage(
        message, correlationKey, FeelContext.Empty.With("mailPurpose", FeelValue.Of(purpose)), KeptFor);
}
