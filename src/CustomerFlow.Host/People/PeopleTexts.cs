namespace CustomerFlow.Host.People;

internal static class PeopleTexts
{
    public static readonly Text ListSeparator = new("、", ", ");
    public static readonly Text Colon = new("：", ": ");
    public static readonly Text People = new("人员", "People");
    public static readonly Text Lead = new(
        "主管、代理人和缺勤；任务按此分配与升级。",
        "Supervisors, deputies and absences; tasks are given and escalated by them.");
    public static readonly Text Person = new("人员", "Person");
    public static readonly Text Teams = new("小组", "Teams");
    public static readonly Text NoTeam = new("未加入小组", "in no team");
    public static readonly Text Supervisor = new("上级", "Supervisor");
    public static readonly Text NoSupervisor = new("无", "none");
    public static readonly Text Language = new("语言", "Language");
    public static readonly Text Chinese = new("中文", "Chinese");
    public static readonly Text English = new("英文", "English");
    public static readonly Text Username = new("用户名", "User name");
    public static readonly Text Absences = new("缺勤", "Absences");
    public static readonly Text AbsentNow = new("缺勤至 {0}", "away until {0}");
    public static readonly Text AbsentFrom = new("{0} 起缺勤", "away from {0}");
    public static readonly Text Deputy = new("代理人", "Deputy");
    public static readonly Text NoDeputy = new("无（任务退回小组）", "nobody (tasks go back to the group)");
    public static readonly Text FirstDay = new("首日", "First day");
    public static readonly Text LastDay = new("末日", "Last day");
    public static readonly Text AddAbsence = new("登记缺勤", "Enter absence");
    public static readonly Text RemoveAbsence = new("取消缺勤", "Cancel absence");
    public static readonly Text NoAbsence = new("没有已登记的缺勤。", "No absence is entered.");
    public static readonly Text DaysMissing = new("请填写首日和末日。", "Enter the first and the last day.");
    public static readonly Text DaysReversed = new("末日不能早于首日。", "The last day cannot be before the first.");
    public static readonly Text DeputySelf = new("代理人不能是本人。", "People cannot stand in for themselves.");
    public static readonly Text AbsenceOverlaps = new("与已登记的缺勤时间重叠。", "This overlaps an absence that is entered already.");
    public static readonly Text Saved = new("已保存。", "Saved.");
    public static readonly Text SupervisorLoop = new("上级关系不能形成循环。", "Supervisors cannot form a circle.");
    public static readonly Text SearchHint = new("姓名或用户名", "Name or user name");
    public static readonly Text Empty = new("没有找到人员", "Nobody was found");
    public static readonly Text EmptyAdvice = new("请换一个姓名，或清除搜索条件。", "Try another name, or clear the search.");
    public static readonly Text Inactive = new("已离职", "has left");
    public static readonly Text TeamLead = new("{0}（负责人）", "{0} (lead)");
}
