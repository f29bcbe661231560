namespace CustomerFlow.Host.Mail;

/// <summary>Words of the mailbox pages.</summary>
internal static class MailboxTexts
{
    public static readonly Text Mailbox = new("邮箱", "Mailbox");
    public static readonly Text LeadDemo = new(
        "没有配置邮件服务器：系统写的邮件都留在这里，不会发出。打开一封，就能像收件人那样点击其中的链接。",
        "No mail server is set up, so every mail stays here and none is sent. Open one and follow its links as the recipient would.");
    public static readonly Text LeadWaiting = new(
        "没有配置邮件服务器，邮件排队等待发送。请设置 Smtp:Host。", "No mail server is set up, so mails wait in the queue. Set Smtp:Host.");
    public static readonly Text LeadServer = new(
        "系统发给客户和员工的邮件。发出后正文即删除，只留下结果。",
        "What is sent to customers and staff. Once a mail is sent its text is deleted; what came of it stays.");
    public static readonly Text Views = new("按状态查看", "By state");
    public static readonly Text All = new("全部", "All");
    public static readonly Text Waiting = new("待发送", "Waiting");
    public static readonly Text Sent = new("已发送", "Sent");
    public static readonly Text Failed = new("未送达", "Not delivered");
    public static readonly Text Unknown = new("结果未知", "Outcome unknown");
    public static readonly Text SearchHint = new("收件人、完整邮箱或案件编号", "Recipient, address or case number");
    public static readonly Text OfCase = new("案件 {0} 的邮件", "Mails of case {0}");
    public static readonly Text AllMails = new("显示全部邮件", "Show all mails");
    public static readonly Text Empty = new("这里没有邮件", "No mail here");
    public static readonly Text EmptyAdvice = new(
        "登记一件投诉，确认邮件随即出现在这里。", "Enter a complaint, and its acknowledgement appears here.");
    public static readonly Text EnterComplaint = new("打开投诉表单", "Open the complaint form");
    public static readonly Text NothingFound = new("换一个状态，或检查搜索的内容。", "Choose another state, or check what you searched for.");
    public static readonly Text Staff = new("内部", "staff");
    public static readonly Text Deferred = new("稍后重试", "deferred");
    public static readonly Text Message = new("邮件内容", "What it says");
    public static readonly Text Frame = new("邮件正文", "The mail as the recipient sees it");
    public static readonly Text Plain = new("纯文本", "As plain text");
    public static readonly Text Headers = new("邮件信息", "Details");
    public static readonly Text To = new("收件人", "To");
    public static readonly Text From = new("发件人", "From");
    public static readonly Text Subject = new("主题", "Subject");
    public static readonly Text Purpose = new("用途", "Purpose");
    public static readonly Text StateLabel = new("状态", "State");
    public static readonly Text ReasonLabel = new("原因", "Reason");
    public static readonly Text Queued = new("写入时间", "Written");
    public static readonly Text Settled = new("结果时间", "Outcome known");
    public static readonly Text Case = new("案件", "Case");
    public static readonly Text LanguageLabel = new("语言", "Language");
    public static readonly Text ChineseMail = new("中文", "Chinese");
    public static readonly Text EnglishMail = new("英文", "English");
    public static readonly Text Attempts = new("尝试次数", "Tries");
    public static readonly Text MessageId = new("邮件标识", "Message-ID");
    public static readonly Text Unsubscribe = new("退订链接", "Unsubscribe link");
    public static readonly Text Cleared = new(
        "正文已删除：邮件发出后，或收件人的资料删除后，正文不再保留。",
        "The text was deleted: it is not kept once a mail is sent or its recipient erased.");
    public static readonly Text UnknownAdvice = new(
        "邮件在提交的瞬间失去了连接，可能已送达，也可能没有，所以没有自动重发。请向收件人或邮件服务器的管理员求证，再选择结果；流程会按您的答案继续。",
        "The connection was lost at the last moment: the mail may have arrived or not, so it was not sent again by itself. "
        + "Ask the recipient or look at the mail server, then say which; the case goes on accordingly.");
    public static readonly Text Arrived = new("已送达", "It arrived");
    public static readonly Text NotArrived = new("没有送达", "It did not arrive");
    public static readonly Text Again = new("重新发送", "Send it again");
    public static readonly Text ArrivedDone = new("已记为送达。", "Recorded as arrived.");
    public static readonly Text NotArrivedDone = new("已记为未送达。", "Recorded as not delivered.");
    public static readonly Text AgainDone = new("已放回发送队列。", "It is in the queue again.");
    public static readonly Text KnownByNow = new("这封邮件的结果已经确定，没有再作改动。", "What came of this mail is known by now; nothing was changed.");
    public static readonly Text NoAddress = new("没有邮箱地址", "there is no e-mail address");
    public static readonly Text Erased = new("收件人的资料已删除", "the recipient's data was erased");
    public static readonly Text WantsNone = new("收件人不愿接收邮件", "the recipient wants no mail");
    public static readonly Text NotValid = new("地址或标题无效", "the address or a header is not valid");
    public static readonly Text SenderStopped = new("发送程序在提交的瞬间中断", "the sending node stopped at the last moment");
    public static readonly Text NoAnswer = new("提交后没有得到服务器的答复", "the server gave no answer after it had the mail");
    public static readonly Text SaidBy = new("由 {0} 确认", "{0} says so");
    public static readonly Text WithCodes = new("{0}（代码 {1}）", "{0} (code {1})");

    public static Text Phase(MailPhase phase) => phase switch
    {
        MailPhase.Connect => new("无法连接邮件服务器", "the mail server cannot be reached"),
        MailPhase.Hello => new("邮件服务器拒绝了连接", "the mail server refused the connection"),
        MailPhase.StartTls => new("无法与邮件服务器建立加密连接", "no encrypted connection to the mail server"),
        MailPhase.SignIn => new("邮件服务器拒绝了登录", "the mail server refused our sign-in"),
        MailPhase.Sender => new("邮件服务器不接受发件人或邮件", "the mail server refused the sender or the mail"),
        MailPhase.Recipient => new("邮件服务器不接受收件人", "the mail server refused the recipient"),
        _ => new("邮件服务器不接受邮件内容", "the mail server refused the message"),
    };
}
