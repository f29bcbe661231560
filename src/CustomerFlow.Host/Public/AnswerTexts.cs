namespace CustomerFlow.Host.Public;

internal static class AnswerTexts
{
    public static readonly Text Title = new("对处理决定的答复", "Your answer to our decision");
    public static readonly Text OurDecision = new("我们的处理决定", "Our decision");
    public static readonly Text SeeMail = new("请见我们发给您的邮件。", "You find it in the mail that we sent you.");
    public static readonly Text OurReasons = new("理由", "Our reasons");
    public static readonly Text IsItSolved = new("这个结果是否解决了您的问题？", "Does this settle it for you?");
    public static readonly Text Accept = new("接受，问题已解决", "Yes, this is solved");
    public static readonly Text NotSolved = new("问题还没有解决", "No, it is still not solved");
    public static readonly Text AcceptInstead = new("如果问题已解决，请点这里", "If it is solved after all, say so here");
    public static readonly Text NotSolvedInstead = new("如果问题还没有解决，请点这里", "If it is not solved, say so here");
    public static readonly Text AcceptHint = new("点击后我们会记录您的答复。", "Your answer is recorded when you press the button.");
    public static readonly Text Reason = new("还有什么没有解决？", "What is not solved yet?");
    public static readonly Text ReasonHint = new("请具体说明，我们会重新处理。", "Tell us what is missing; we go into it again.");
    public static readonly Text ReasonMissing = new("请说明还有什么没有解决（最多 {0} 字）。", "Tell us what is not solved yet (at most {0} characters).");
    public static readonly Text SendNotSolved = new("发送", "Send");
    public static readonly Text ThanksAccepted = new("谢谢，很高兴问题得到解决。", "Thank you. We are glad that this is settled.");
    public static readonly Text ThanksAcceptedNext = new(
        "决定的内容我们会照常落实，之后会回访您。", "We carry out what we decided and will ask you later how it went.");
    public static readonly Text ThanksNotSolved = new("收到，我们会重新处理。", "Thank you for telling us. We go into it again.");
    public static readonly Text ThanksNotSolvedNext = new(
        "处理人员会看到您的说明，并尽快与您联系。", "The person who works on it sees what you wrote and will be in touch.");
    public static readonly Text AlreadyTitle = new("您已经答复过", "You have answered already");
    public static readonly Text AlreadyAccepted = new("您于 {0} 接受了处理决定。", "You accepted our decision on {0}.");
    public static readonly Text AlreadyNotSolved = new("您于 {0} 反馈问题还没有解决。", "On {0} you told us that it is not solved.");
    public static readonly Text AlreadyAdvice = new("如需更改，请凭编号 {0} 致电我们。", "To change that, call us with the number {0}.");
    public static readonly Text WithdrawnTitle = new("此决定已不再适用", "This decision no longer stands");
    public static readonly Text WithdrawnAdvice = new(
        "投诉 {0} 正在重新处理，有新的决定时我们会发邮件给您。", "Complaint {0} is being worked on again. You get a mail with the new decision.");
    public static readonly Text OverTitle = new("现在无需再答复", "There is nothing left to answer");
    public static readonly Text OverAdvice = new(
        "如果问题还没有解决，请重新提交投诉并注明此编号，或致电我们。", "If it is not solved, make a new complaint and mention this number, or call us.");
}
