namespace CustomerFlow.Host.Complaints;

internal static class IntakeTexts
{
    public static readonly Text Menu = new("登记投诉", "New complaint");
    public static readonly Text Title = new("登记投诉", "Take in a complaint");
    public static readonly Text WhoCalls = new("是谁", "Who is it?");
    public static readonly Text Search = new("查找来电人", "Find the caller");
    public static readonly Text SearchHint = new(
        "电话号码、后四位、邮箱或姓名", "Phone number, its last four digits, e-mail address or name");
    public static readonly Text SearchGo = new("查找", "Find");
    public static readonly Text SearchMissing = new("请填写要查找的内容。", "Say whom to look for.");
    public static readonly Text FoundNobody = new("没有找到，请在下方填写新联系人。", "Nobody found. Fill in the new contact below.");
    public static readonly Text FoundSome = new("找到 {0} 人，请选择：", "{0} found. Choose one:");
    public static readonly Text Choose = new("选择", "Choose");
    public static readonly Text SomebodyElse = new("换一个人", "Somebody else");
    public static readonly Text OpenCases = new("未结案件", "Open cases");
    public static readonly Text OpenCasesHint = new(
        "如果说的是同一件事，把下方填写的内容补充到该案件。", "If it is about the same thing, add what you write below to that case.");
    public static readonly Text NoOpenCases = new("没有未结案件。", "No open case.");
    public static readonly Text Append = new("补充到此案件", "Add to this case");
    public static readonly Text AppendMissing = new("请先填写要补充的内容（最多 {0} 字）。", "Write down first what is to be added (at most {0} characters).");
    public static readonly Text AppendTooLate = new("该案件已结案，请登记为新投诉。", "That case is closed by now. Take it in as a new complaint.");
    public static readonly Text Appended = new("已补充到案件。", "It was added to the case.");
    public static readonly Text NewContact = new("新联系人", "New contact");
    public static readonly Text AnswerIn = new("答复语言", "Answer in");
    public static readonly Text Complaint = new("投诉内容", "The complaint");
    public static readonly Text Channel = new("渠道", "Channel");
    public static readonly Text ReceivedAt = new("收到时间", "Received");
    public static readonly Text ReceivedHint = new("刚刚收到则留空；处理时限从收到时间起算。", "Leave it empty for just now. The clock starts when it was received.");
    public static readonly Text Severity = new("影响程度", "Harm");
    public static readonly Text UrgentHint = new(
        "“人身或产品安全”“媒体”“监管部门”会立即转给值班人员。", "Safety, press and regulator go to the person on duty at once.");
    public static readonly Text More = new("更多信息", "More");
    public static readonly Text Named = new("涉及哪位员工", "Which employee?");
    public static readonly Text NamedUnknown = new("不涉及，或尚不清楚", "none, or not known yet");
    public static readonly Text NamesEmployee = new("涉及我们某位员工的行为，但不清楚是谁", "It is about how one of our staff behaved, and it is not known who");
    public static readonly Text NamedHint = new(
        "该员工及其小组看不到此投诉，由上级处理。", "That person and the teams of that person do not see it; the next level handles it.");
    public static readonly Text Take = new("登记", "Take in");
    public static readonly Text SaveDraft = new("暂存", "Put aside");
    public static readonly Text Drafts = new("暂存的投诉", "Put aside");
    public static readonly Text DraftSaved = new("已暂存。", "It was put aside.");
    public static readonly Text DraftTooLong = new("内容过长，无法暂存，请缩短。", "It is too long to be put aside. Shorten it.");
    public static readonly Text DraftDropped = new("已删除。", "It was deleted.");
    public static readonly Text DraftNameless = new("未填写", "nothing filled in");
    public static readonly Text DraftDrop = new("删除", "Delete");
    public static readonly Text TakenTitle = new("投诉已登记", "The complaint is taken in");
    public static readonly Text ReadAloud = new("请把编号告诉客户", "Read this number to the customer");
    public static readonly Text PromisedBy = new("承诺在此之前由专人联系", "Somebody will contact the customer by");
    public static readonly Text LinkToSend = new("进度链接，可念给客户或用消息发送", "Link to follow it, to be read out or sent as a message");
    public static readonly Text NotForYou = new(
        "此投诉涉及员工，已转上级处理，您无权查看。", "It is about a colleague. It went to the next level, and you cannot open it.");
    public static readonly Text OpenCase = new("打开案件", "Open the case");
    public static readonly Text Another = new("再登记一件", "Take in another");
}
