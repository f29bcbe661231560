namespace CustomerFlow.Host.Complaints;

internal static class ContactTexts
{
    public static readonly Text Title = new("登记联系", "Log a contact");
    public static readonly Text Lead = new("与客户的通话、拜访或消息。首次联系会停止首次响应计时。", "A call, visit or message. The first contact stops the first-response clock.");
    public static readonly Text Channel = new("方式", "By");
    public static readonly Text Direction = new("谁联系谁", "Who got in touch?");
    public static readonly Text Outbound = new("我们联系客户", "We did");
    public static readonly Text Inbound = new("客户联系我们", "The customer did");
    public static readonly Text By = new("联系人员", "Colleague");
    public static readonly Text At = new("时间", "When");
    public static readonly Text AtHint = new("刚刚则留空。", "Leave it empty for just now.");
    public static readonly Text AtAhead = new("时间不能晚于现在。", "It cannot be later than now.");
    public static readonly Text Result = new("结果", "Result");
    public static readonly Text Reached = new("已联系上", "We talked");
    public static readonly Text NotReached = new("未联系上", "Nobody was reached");
    public static readonly Text Information = new("已联系上，客户回答了我们的问题", "We talked, and the customer answered our question");
    public static readonly Text Accepted = new("已联系上，客户接受处理决定", "We talked, and the customer accepts our decision");
    public static readonly Text NotSolved = new("已联系上，客户表示问题没有解决", "We talked, and the customer says that it is not solved");
    public static readonly Text Note = new("内容", "What was said");
    public static readonly Text NoteHint = new("同事可见，客户不可见。", "Colleagues see it, the customer does not.");
    public static readonly Text NoteMissing = new("请填写内容（最多 {0} 字）。", "Write down what was said (at most {0} characters).");
    public static readonly Text ResultMissing = new("请选择结果。", "Choose the result.");
    public static readonly Text Save = new("登记", "Log it");
    public static readonly Text Saved = new("联系已登记。", "The contact is logged.");
    public static readonly Text NotWaiting = new(
        "案件已不再等待这个答复，请重新选择结果。", "The case no longer waits for that. Choose another result.");
    public static readonly Text NotReachedNote = new("{0}：未联系上。{1}", "{0}: nobody was reached. {1}");
    public static readonly Text NotReachedAlone = new("{0}：未联系上。", "{0}: nobody was reached.");
}
