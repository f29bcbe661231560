namespace CustomerFlow.Host.Mail;

/// <summary>Words around mails and on the pages about them.</summary>
internal static class MailTexts
{
    public static readonly Text WhyFooter = new(
        "您收到这封邮件，是因为它与您的事项有关。", "You receive this mail because it concerns a matter of yours.");

    public static readonly Text Nobody = new("暂无负责人", "nobody yet");
}
