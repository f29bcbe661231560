namespace CustomerFlow.Host.Instances;

internal static class InstanceTexts
{
    public static readonly Text Cases = new("案件", "Cases");
    public static readonly Text Case = new("案件", "Case");
    public static readonly Text Open = new("进行中", "Open");
    public static readonly Text Overdue = new("已逾期", "Overdue");
    public static readonly Text Closed = new("已结案", "Closed");
    public static readonly Text All = new("全部", "All");
    public static readonly Text Views = new("案件范围", "Which cases");
    public static readonly Text SearchHint = new("编号、标题、客户", "Number, title, customer");
    public static readonly Text AllTypes = new("所有类型", "All kinds");
    public static readonly Text Type = new("类型", "Kind");
    public static readonly Text MineOnly = new("只看我负责的", "Only mine");
    public static readonly Text Apply = new("应用", "Apply");
    public static readonly Text Status = new("状态", "Status");
    public static readonly Text Outcome = new("结果", "Outcome");
    public static readonly Text Owner = new("负责人", "Owner");
    public static readonly Text NoOwner = new("未指定", "nobody yet");
    public static readonly Text Team = new("小组", "Team");
    public static readonly Text Category = new("类别", "About");
    public static readonly Text RemedyWanted = new("客户希望", "Wanted");
    public static readonly Text Named = new("涉及员工", "Employee");
    public static readonly Text Received = new("收到时间", "Received");
    public static readonly Text Entered = new("登记时间", "Entered");
    public static readonly Text Due = new("解决期限", "To be solved by");
    public static readonly Text FirstResponse = new("首次联系", "First contact");
    public static readonly Text NotYet = new("尚未", "not yet");
    public static readonly Text ClosedAt = new("结案时间", "Closed");
    public static readonly Text Priority = new("优先级", "Priority");
    public static readonly Text Restricted = new("受限案件", "restricted");
    public static readonly Text Empty = new("没有符合条件的案件", "No case matches");
    public static readonly Text EmptyAdvice = new(
        "请更换筛选条件；新登记的投诉会自动成为案件。",
        "Change the filter; each complaint that is entered becomes a case.");
    public static readonly Text Customer = new("客户", "Customer");
    public static readonly Text Contact = new("联系人", "Contact");
    public static readonly Text Tier = new("客户等级", "Tier");
    public static readonly Text Stage = new("生命周期阶段", "Stage");
    public static readonly Text OpenCases = new("未结案件", "Open cases");
    public static readonly Text CustomerOwner = new("客户负责人", "Looked after by");
    public static readonly Text Pool = new("公海", "public pool");
    public static readonly Text Flow = new("流程图", "Flow chart");
    public static readonly Text FlowFailure = new("流程图无法显示。", "The flow chart cannot be shown.");
    public static readonly Text FlowVersion = new("{0}，第 {1} 版", "{0}, version {1}");
    public static readonly Text ZoomIn = new("放大", "Zoom in");
    public static readonly Text ZoomOut = new("缩小", "Zoom out");
    public static readonly Text ZoomFit = new("适合窗口", "Fit");
    public static readonly Text ShowLarge = new("全屏显示", "Show on the whole screen");
    public static readonly Text SaveSvg = new("保存为 SVG", "Save as SVG");
    public static readonly Text FlowWithoutScript = new(
        "查看流程图需要启用 JavaScript；经过的步骤见时间线。",
        "The flow chart needs JavaScript; the steps taken are in the timeline.");
    public static readonly Text Tasks = new("未完成任务", "Open tasks");
    public static readonly Text NoTasks = new("目前没有待办任务。", "No task is open at the moment.");
    public static readonly Text Timeline = new("时间线", "Timeline");
    public static readonly Text EveryStep = new("显示系统步骤", "Show system steps");
    public static readonly Text Older = new("更早的记录没有显示。", "Older entries are not shown.");
    public static readonly Text Comment = new("备注", "Comment");
    public static readonly Text CommentAdd = new("添加备注", "Add comment");
    public static readonly Text CommentHint = new("同事可见，客户不可见。", "Colleagues see it, the customer does not.");
    public static readonly Text CommentMissing = new("请填写备注（最多 {0} 字）。", "Write something (at most {0} characters).");
    public static readonly Text CommentSaved = new("备注已添加。", "The comment is saved.");
    public static readonly Text Failures = new("异常", "Failures");
    public static readonly Text FailuresLead = new(
        "无法继续、需要人工处理的步骤。排除原因后重试。",
        "Steps that cannot go on without help. Remove the cause, then retry.");
    public static readonly Text FailureOpen = new("此案件有 {0} 个步骤需要处理。", "{0} step(s) of this case need help.");
    public static readonly Text Retry = new("重试", "Retry");
    public static readonly Text RetryAll = new("全部重试", "Retry all of these");
    public static readonly Text Retried = new("已重试，步骤继续执行。", "It is being tried again.");
    public static readonly Text RetriedMany = new("已重试 {0} 个异常。", "{0} failures are being tried again.");
    public static readonly Text AlreadyResolved = new("该异常已被处理。", "This failure was resolved already.");
    public static readonly Text RetryRefused = new("无法重试：案件已结束。", "It cannot be retried: the case has ended.");
    public static readonly Text NoFailures = new("没有异常", "Nothing has failed");
    public static readonly Text NoFailuresAdvice = new("所有流程都在正常运行。", "All workflows are running.");
    public static readonly Text Step = new("步骤", "Step");
    public static readonly Text Since = new("发生时间", "Since");
    public static readonly Text ByPerson = new("由 {0}", "by {0}");
    public static readonly Text TaskOpened = new("新任务：{0}", "Task opened: {0}");
    public static readonly Text TaskDone = new("{0}：已完成", "{0}: done");
    public static readonly Text TaskDoneBy = new("{0}：由 {1} 完成", "{0}: done by {1}");
    public static readonly Text TaskWithdrawn = new("{0}：不再需要", "{0}: no longer needed");
    public static readonly Text TaskClaimedBy = new("{0}：由 {1} 领取", "{0}: claimed by {1}");
    public static readonly Text TaskReturned = new("{0}：退回小组", "{0}: returned to its group");
    public static readonly Text TaskGivenBy = new("{0}：由 {1} 转交", "{0}: handed over by {1}");
    public static readonly Text StepDone = new("{0}", "{0}");
    public static readonly Text Waiting = new("等待：{0}", "Waiting: {0}");
    public static readonly Text StepStarted = new("开始：{0}", "Started: {0}");
    public static readonly Text CaseOpened = new("案件已登记", "The case was entered");
    public static readonly Text CaseClosed = new("案件已结案", "The case was closed");
    public static readonly Text MailLine = new("邮件“{0}”：{1}", "Mail \"{0}\": {1}");
    public static readonly Text MailToStaff = new("内部邮件“{0}”：{1}", "Mail to staff \"{0}\": {1}");
    public static readonly Text InteractionIn = new("客户联系我们（{0}）", "The customer got in touch ({0})");
    public static readonly Text InteractionOut = new("联系客户（{0}）", "We got in touch ({0})");
    public static readonly Text SurveyAnswered = new(
        "客户填写了满意度调查：满意度 {0}，推荐意愿 {1}", "The customer answered the survey: satisfaction {0}, would recommend {1}");
    public static readonly Text SurveyByPhone = new("{0}（电话中由 {1} 代填）", "{0} (typed in by {1} on the phone)");
    public static readonly Text OutOf = new("{0}/{1}", "{0} of {1}");
    public static readonly Text NoAnswer = new("未答", "not answered");
    public static readonly Text CommentBy = new("{0} 的备注", "Comment by {0}");
    public static readonly Text FailureLine = new("异常：{0}", "Failure: {0}");
    public static readonly Text FailureResolved = new("异常已处理：{0}", "Failure resolved: {0}");
}
