namespace CustomerFlow.Host.Surveys;

internal static class SurveyTexts
{
    public static readonly Text Title = new("满意度调查", "How did we do?");
    public static readonly Text Lead = new("大约需要一分钟，提交之后才会记录。", "It takes about a minute. Nothing is recorded until you send it.");
    public static readonly Text Send = new("提交", "Send");
    public static readonly Text CorrectErrors = new("还有问题没有回答，请看下面的提示。", "Some questions still need an answer: see below.");
    public static readonly Text Confidential = new(
        "您的评价会与这次投诉一起保存，仅供改进服务使用。", "Your answers are kept with your complaint and used only to do better.");
    public static readonly Text Thanks = new("谢谢您的评价", "Thank you");
    public static readonly Text ThanksMore = new("您的意见会帮助我们改进。", "What you told us helps us to do better.");
    public static readonly Text Already = new(
        "我们已于 {0} 收到您的评价，无需重复提交。", "We received your answers on {0} already; there is nothing more to do.");
    public static readonly Text OverTitle = new("调查已结束", "This survey has closed");
    public static readonly Text OverAdvice = new(
        "如果您还想告诉我们什么，随时可以联系我们。", "If there is something you want to tell us, you can contact us at any time.");

    public static readonly Text Panel = new("满意度调查", "Satisfaction survey");
    public static readonly Text PhoneTitle = new("代客户填写调查", "Enter the customer's survey answers");
    public static readonly Text PhoneLead = new(
        "请逐题询问客户，并按客户的原意填写。系统会记下这是您在电话中代填的，每份调查只能提交一次。",
        "Ask each question and enter the answers as given. It is recorded that you typed them in on the phone; a survey counts once.");
    public static readonly Text PhoneSave = new("保存客户的回答", "Save the customer's answers");
    public static readonly Text PhoneSaved = new("已记录客户的回答。", "The customer's answers are recorded.");
    public static readonly Text PhoneOffer = new(
        "调查已于 {0} 发出，客户还没有回答。通话时可以代为填写。",
        "Sent {0}, not answered yet. With the customer on the phone you can enter the answers.");
    public static readonly Text PhoneAlready = new(
        "这份调查已于 {0} 填写，不能再次提交。", "This survey was answered on {0} already; it cannot be answered again.");
    public static readonly Text PhoneOver = new("这份调查已结束，不再记录回答。", "This survey has closed; answers are no longer recorded.");
    public static readonly Text PhoneTyped = new("您刚才填写的内容没有记录，供您核对。", "What you typed just now was not recorded; here it is to compare.");

    public static readonly Text StopTitle = new("不再接收满意度调查", "No more surveys");
    public static readonly Text StopLead = new(
        "确认后，我们不再向您的邮箱发送满意度调查。关于您投诉的邮件仍会照常发送。",
        "Once you confirm, we send no more surveys to your e-mail address. Mails about your own complaints still arrive.");
    public static readonly Text Stop = new("不再接收", "Stop surveys");
    public static readonly Text Stopped = new("已为您停止发送满意度调查。", "You will get no more surveys from us.");
}
