namespace CustomerFlow.Host.Tasks;

internal static class TaskTexts
{
    public static readonly Text Inbox = new("待办任务", "Tasks");
    public static readonly Text Mine = new("我的", "Mine");
    public static readonly Text Groups = new("我的小组", "My groups");
    public static readonly Text All = new("全部可见", "All");
    public static readonly Text Views = new("任务范围", "Which tasks");
    public static readonly Text SearchHint = new("任务、案件编号、客户", "Task, case number, customer");
    public static readonly Text Claim = new("领取", "Claim");
    public static readonly Text ClaimNamed = new("领取：{0}", "Claim: {0}");
    public static readonly Text Unclaim = new("退回小组", "Return to group");
    public static readonly Text Delegate = new("转交", "Hand over");
    public static readonly Text DelegateTo = new("转交给", "Hand over to");
    public static readonly Text ChoosePerson = new("选择人员", "Choose a person");
    public static readonly Text MoreActions = new("更多操作", "More actions");
    public static readonly Text Unassigned = new("待领取", "unclaimed");
    public static readonly Text You = new("我", "you");
    public static readonly Text Due = new("截止", "Due");
    public static readonly Text Assignee = new("处理人", "With");
    public static readonly Text Group = new("小组", "Group");
    public static readonly Text Created = new("创建时间", "Created");
    public static readonly Text Case = new("案件", "Case");
    public static readonly Text Task = new("任务", "Task");
    public static readonly Text Complete = new("完成任务", "Complete");
    public static readonly Text Completed = new("任务“{0}”已完成。", "\"{0}\" is done.");
    public static readonly Text Claimed = new("已领取，任务现在由您处理。", "It is yours now.");
    public static readonly Text Unclaimed = new("任务已退回小组。", "The task is back with its group.");
    public static readonly Text Delegated = new("任务已转交给 {0}。", "The task is now with {0}.");
    public static readonly Text NoForm = new("此任务没有表单，处理完毕后直接完成即可。", "This task has no form. Complete it when the work is done.");
    public static readonly Text FormUnreadable = new(
        "此任务的表单无法显示，请联系流程负责人。",
        "The form of this task cannot be shown. Ask the process owner.");
    public static readonly Text ClaimFirst = new("请先领取任务，再填写表单。", "Claim the task first, then fill in the form.");
    public static readonly Text WithOther = new("此任务由 {0} 处理，您可以查看，但不能完成。", "This task is with {0}. You can read it but not complete it.");
    public static readonly Text CorrectErrors = new("请更正标出的内容，其余填写已保留。", "Correct what is marked; everything else you typed is kept.");
    public static readonly Text EmptyMine = new("目前没有分配给您的任务", "No task is waiting for you");
    public static readonly Text EmptyMineAdvice = new("可在“我的小组”中领取任务。", "Claim one under My groups.");
    public static readonly Text EmptyGroups = new("您的小组没有待领取的任务", "Your groups have no unclaimed task");
    public static readonly Text EmptyGroupsAdvice = new(
        "有新任务到达时会显示在这里，最早截止的排在最前。",
        "New ones appear here, the one that is due first on top.");
    public static readonly Text EmptyAll = new("没有未完成的任务", "There is no open task");
    public static readonly Text EmptyAllAdvice = new(
        "登记投诉或启动流程后，任务会显示在这里。",
        "Enter a complaint or start a workflow, and its tasks appear here.");
    public static readonly Text EmptySearch = new("没有找到符合“{0}”的任务", "No task matches \"{0}\"");
    public static readonly Text EmptySearchAdvice = new("请换一个词，或清除搜索条件。", "Try another word, or clear the search.");
    public static readonly Text ConflictTitle = new("任务已被处理", "Somebody was faster");
    public static readonly Text ConflictCompleted = new("{0} 已于 {1} 完成此任务。", "{0} completed this task at {1}.");
    public static readonly Text ConflictCanceled = new(
        "此任务已于 {0} 取消，流程已不再需要它。",
        "This task was withdrawn at {0}: the case no longer needs it.");
    public static readonly Text ConflictKept = new(
        "您填写的内容没有提交，但都保留在下面，可复制到案件备注中。",
        "What you typed was not sent, but it is all kept below; you can copy it into a comment on the case.");
    public static readonly Text ConflictOpenCase = new("打开案件", "Open the case");
    public static readonly Text AlreadyClaimed = new("{0} 已先领取了此任务。", "{0} has claimed this task before you.");
    public static readonly Text NotYours = new("此任务不由您处理，操作未执行。", "This task is not yours, so nothing was done.");
    public static readonly Text NeedsAnother = new(
        "此任务需要由另一人处理：提出方案的人不能审批自己的方案。",
        "Somebody else must do this one: whoever proposes something does not approve it.");
    public static readonly Text Colon = new("：", ": ");
    public static readonly Text SomebodyElse = new("其他人", "somebody else");
    public static readonly Text DelegateMissing = new("请选择转交的对象。", "Choose who gets the task.");
    public static readonly Text TooLarge = new("填写的内容过长，请缩短后再提交。", "What you typed is too long. Shorten it and send it again.");
    public static readonly Text Answer = new("填写内容", "What you typed");
    public static readonly Text OverdueTag = new("逾期", "overdue");
    public static readonly Text WhatToDo = new("要做什么", "What to do");
}
