namespace CustomerFlow.Host.Public;

internal static class PublicTexts
{
    public static readonly Text Complain = new("提交投诉", "Make a complaint");
    public static readonly Text ComplainLead = new(
        "请告诉我们发生了什么。提交后您会立即得到编号和进度链接，无需注册。",
        "Tell us what went wrong. You get a number and a link to follow it at once; no account is needed.");
    public static readonly Text WhatHappened = new("发生了什么", "What happened");
    public static readonly Text Category = new("关于哪方面", "What is it about?");
    public static readonly Text Subject = new("一句话概括", "Summary in one line");
    public static readonly Text Description = new("详细经过", "What happened, in detail");
    public static readonly Text DescriptionHint = new(
        "时间、地点、订单号等信息能帮助我们更快处理。", "When and where it was, and an order number if you have one, help us to be quick.");
    public static readonly Text Product = new("产品或订单号", "Product or order number");
    public static readonly Text Amount = new("涉及金额（元）", "Amount in dispute (CNY)");
    public static readonly Text Harm = new("对您的影响", "How much does it affect you?");
    public static readonly Text RemedyWanted = new("您希望如何解决", "What would put it right?");
    public static readonly Text NamesEmployee = new(
        "投诉涉及我们某位员工的行为", "It is about how one of our staff behaved");
    public static readonly Text NamesEmployeeHint = new(
        "勾选后将由上级处理，当事员工看不到此投诉。", "Then it goes to the next level, and the person it is about will not see it.");
    public static readonly Text HowToReachYou = new("如何联系您", "How we can reach you");
    public static readonly Text Name = new("姓名", "Name");
    public static readonly Text Email = new("邮箱", "E-mail");
    public static readonly Text Phone = new("电话", "Phone");
    public static readonly Text OneOfThem = new("邮箱和电话至少填写一项。", "Give at least one of e-mail and phone.");
    public static readonly Text Optional = new("选填", "optional");
    public static readonly Text LeaveEmpty = new("请勿填写此项", "Leave this field empty");
    public static readonly Text Trapped = new(
        "未能提交：请把“网站”一栏留空后再试。", "It was not sent: leave the field \"Website\" empty and try again.");
    public static readonly Text Website = new("网站", "Website");
    public static readonly Text Consent = new(
        "提交即表示您同意我们为处理此投诉使用您填写的信息。信息仅供处理人员查看，您可以随时要求删除。",
        "By sending this you agree that we use what you wrote to handle your complaint. Only those who work on it see it, "
        + "and you can ask us to erase it at any time.");
    public static readonly Text Send = new("提交投诉", "Send complaint");
    public static readonly Text Check = new("请检查以下内容", "Please check the following");
    public static readonly Text NotReady = new(
        "暂时无法受理投诉，请稍后再试或致电我们。您填写的内容仍在下方。",
        "We cannot take complaints in at the moment. Try again later or call us. What you wrote is still below.");
    public static readonly Text Received = new("我们已收到您的投诉", "We have received your complaint");
    public static readonly Text YourNumber = new("投诉编号", "Your number");
    public static readonly Text KeepNumber = new(
        "联系我们时请告知此编号。", "Have it at hand whenever you contact us.");
    public static readonly Text YourLink = new("进度链接", "Your link");
    public static readonly Text KeepLink = new(
        "请保存此链接，凭链接即可查看进度、补充信息，无需登录。",
        "Keep this link. It shows the progress and lets you add information, without signing in.");
    public static readonly Text FollowProgress = new("查看进度", "Follow the progress");
    public static readonly Text LinkUnknown = new("链接无效", "This link does not work");
    public static readonly Text LinkUnknownAdvice = new(
        "请检查链接是否完整。如果是从邮件中复制的，请复制整条链接；也可以凭投诉编号致电我们。",
        "Check that it is complete: a link copied from a mail must be copied to its end. "
        + "You can also call us with the number of your complaint.");
    public static readonly Text LinkExpired = new("链接已过期", "This link has expired");
    public static readonly Text LinkExpiredAdvice = new(
        "为保护您的信息，链接到期后不再显示内容。请凭投诉编号联系我们获取新链接。",
        "To protect your data it shows nothing any more. Contact us with the number of your complaint for a new one.");
    public static readonly Text RemedyAmount = new("，金额 {0} 元", ", CNY {0}");
}
