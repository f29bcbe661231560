using CustomerFlow.Host.Mail;

namespace CustomerFlow.Host.Tests.Mail;

/// <summary>A sound mail; a test changes only what matters to it.</summary>
internal static class SampleMail
{
    public static MailDraft Draft() => new()
    {
        MessageId = "mail.4711.reply@flow.example",
        Date = new DateTimeOffset(2026, 3, 5, 9, 7, 1, TimeSpan.FromHours(8)),
        From = new MailParty("Customer Service", "service@flow.example"),
        To = new MailParty("Ann Lee", "ann@customer.example"),
        Subject = "Your complaint C-2026-000412",
        PlainText = "We have read your complaint.\n",
    };

    public static MailMessage Message() => Message(Draft());

    public static MailMessage Message(MailDraft draft) => Assert.IsType<MailComposition.Composed>(MailComposer.Compose(draft)).Message;
}
