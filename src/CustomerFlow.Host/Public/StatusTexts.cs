namespace CustomerFlow.Host.Public;

internal static class StatusTexts
{
    public static readonly Text Title = new("投诉 {0} 的处理进度", "Progress of complaint {0}");
    public static readonly Text Now = new("目前情况", "What happens now");
    public static readonly Text Promise = new("我们的承诺", "What we promised");
    public static readonly Text FirstResponseBy = new("专人联系您", "Somebody contacts you by");
    public static readonly Text AnswerBy = new("给您答复", "You have an answer by");
    public static readonly Text Done = new("已完成的步骤", "What was done so far");
    public static readonly Text OurQuestion = new("我们想向您了解", "Our question to you");

    public static readonly Text NowReceived = new("我们已收到您的投诉，正在安排人员处理。", "We have your complaint and are finding the right person for it.");
    public static readonly Text NowInvestigating = new("我们正在调查核实。", "We are looking into it.");
    public static readonly Text NowAsked = new("我们需要您补充一点情况，收到后会继续处理。", "We need one thing from you and carry on as soon as we have it.");
    public static readonly Text NowWaiting = new("我们已将处理决定发给您，正在等待您的答复。", "We have sent you our decision and wait for your answer.");
    public static readonly Text NowReopened = new("根据您的反馈，我们正在重新处理。", "You told us that it is not solved, and we are working on it again.");
    public static readonly Text NowClosed = new("此投诉已处理完毕。", "This complaint has been dealt with and is closed.");
    public static readonly Text NowClosedUnresolved = new(
        "我们已向您发出最终意见，此投诉已结案。", "We have sent you our final position, and this complaint is closed.");
    public static readonly Text AnswerBelow = new("请在下方填写。", "Please answer below.");
    public static readonly Text AnswerByMail = new(
        "请点击决定邮件中的链接答复，或凭编号致电我们。", "Please answer by the link in our mail, or call us with the number.");
    public static readonly Text ComplainAgain = new(
        "如果同样的问题再次出现，请重新提交投诉，并注明此编号。", "If it happens again, make a new complaint and mention this number.");

    public static readonly Text StepReceived = new("收到您的投诉", "We received your complaint");
    public static readonly Text StepYouWrote = new("您补充了情况（{0}）", "You told us more ({0})");
    public static readonly Text StepWeCalled = new("我们与您联系（{0}）", "We got in touch with you ({0})");
    public static readonly Text StepAccepted = new("您接受了处理决定", "You accepted our decision");
    public static readonly Text StepNotSolved = new("您反馈问题尚未解决", "You told us that it is not solved");
    public static readonly Text StepClosed = new("投诉已结案", "The complaint was closed");

    public static readonly Text AddTitle = new("补充情况", "Add something");
    public static readonly Text AnswerTitle = new("您的答复", "Your answer");
    public static readonly Text AddLabel = new("想补充的内容", "What would you like to add?");
    public static readonly Text AnswerLabel = new("您的回答", "What is your answer?");
    public static readonly Text AddHint = new("会直接转给处理人员。", "It goes straight to the person who works on it.");
    public static readonly Text AddSend = new("发送", "Send");
    public static readonly Text AddMissing = new("请填写内容（最多 {0} 字）。", "Write something (at most {0} characters).");
    public static readonly Text AddSent = new("已收到您补充的内容。", "We have received what you added.");
    public static readonly Text AddTooLate = new(
        "此投诉已结案，无法再补充。您填写的内容仍在下方，可以复制后重新提交投诉。",
        "This complaint is closed, so nothing can be added. What you wrote is still below: copy it into a new complaint.");
}
