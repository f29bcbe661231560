namespace CustomerFlow.Host.Records;

internal static class DetailsTexts
{
    public static readonly Text Title = new("请确认您的联系信息", "Are these still your details?");
    public static readonly Text Lead = new(
        "这是我们登记的信息，为保护您的隐私只显示一部分。", "This is what we have on file. To protect you, only part of it is shown.");
    public static readonly Text OnFile = new("登记的信息", "On file");
    public static readonly Text NothingOnFile = new("未登记", "none");
    public static readonly Text Name = new("姓名", "Name");
    public static readonly Text Phone = new("电话", "Phone");
    public static readonly Text Email = new("邮箱", "E-mail");
    public static readonly Text MessageId = new("即时消息账号", "Message app");
    public static readonly Text AllRight = new("全部正确", "All of it is right");
    public static readonly Text SomethingChanged = new("有变化？", "Has something changed?");
    public static readonly Text Advice = new(
        "只填写有变化的项目，其余留空。我们核对后才会更新。", "Fill in only what has changed. We check it before we change anything.");
    public static readonly Text Send = new("提交更正", "Send the correction");
    public static readonly Text Nothing = new("请至少填写一项有变化的内容。", "Fill in at least one thing that has changed.");
    public static readonly Text NameTooLong = new("姓名过长（最多 {0} 字）。", "The name is too long (at most {0} characters).");
    public static readonly Text MessageIdTooLong = new("账号过长（最多 {0} 字）。", "The id is too long (at most {0} characters).");
    public static readonly Text ThanksConfirmed = new("谢谢，信息已确认", "Thank you, your details are confirmed");
    public static readonly Text ThanksCorrected = new("谢谢，我们会尽快核对", "Thank you, we will check it shortly");
    public static readonly Text ThanksMore = new("您现在可以关闭此页面。", "You can close this page now.");
    public static readonly Text Already = new("您已于 {0} 答复过。如需更改，请联系我们。", "You answered on {0}. To change something, please contact us.");
    public static readonly Text AlreadyTitle = new("您已经答复过", "You have answered already");
    public static readonly Text Ask = new("请联系人确认信息", "Have the details confirmed");
    public static readonly Text AskAdvice = new(
        "给联系人发一封邮件，附上查看和更正自己信息的链接。", "Sends the contact a mail with a link to see and correct the own details.");
    public static readonly Text AskSend = new("发送确认邮件", "Send the mail");
    public static readonly Text Asked = new("已发送确认邮件，答复会在这里显示。", "The mail is on its way. The answer will show here.");
    public static readonly Text AskOpen = new("这位客户的档案正在更新，请等待结果。", "This customer's record is being brought up to date already.");
    public static readonly Text AskForbidden = new("联系人不希望收到此类邮件。", "The contact does not want such mail.");
    public static readonly Text AskNoAddress = new("联系人没有可用的邮箱地址。", "There is no e-mail address of the contact that could be used.");
    public static readonly Text AskNotPossible = new(
        "没有发布“更新客户档案”流程，请联系流程负责人。", "No workflow for it is published. Please tell the process owner.");
}
