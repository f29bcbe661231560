using CustomerFlow.Data.Access;
using CustomerFlow.Host.Access;

namespace CustomerFlow.Host.People;

internal static class PeopleTexts
{
    public static readonly Text ListSeparator = new("、", ", ");
    public static readonly Text Colon = new("：", ": ");
    public static readonly Text People = new("人员", "People");
    public static readonly Text Lead = new(
        "同事、小组、上级和缺勤；任务按此分配与升级。",
        "Colleagues, teams, supervisors and absences; tasks are given and escalated by them.");
    public static readonly Text Person = new("人员", "Person");
    public static readonly Text Skills = new("专长", "Skills");
    public static readonly Text SkillsHint = new(
        "用逗号分隔，决策表按这些词分配客户，例如：english, 出口",
        "Words with commas between them; the table that assigns customers asks for them, such as: english, export");
    public static readonly Text SkillsRule = new("最多 20 个词，每个最多 40 个字。", "At most 20 words of 40 characters each.");
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
    public static readonly Text Views = new("人员与小组", "People and teams");
    public static readonly Text NewPerson = new("新增人员", "New person");
    public static readonly Text NewPersonLead = new(
        "保存后会得到一个登录链接，由本人用它设置密码。",
        "Saving gives you a link with which the person chooses a password.");
    public static readonly Text CreatePerson = new("新增并生成登录链接", "Create and get the sign-in link");
    public static readonly Text Created = new("人员已新增。", "The person is created.");
    public static readonly Text Edit = new("编辑", "Edit");
    public static readonly Text EditNamed = new("编辑：{0}", "Edit {0}");
    public static readonly Text CorrectErrors = new("请更正标出的内容，其余填写已保留。", "Correct what is marked; everything else you typed is kept.");
    public static readonly Text ChangedMeanwhile = new(
        "此内容刚被他人修改。您的填写已保留；请在另一窗口核对最新内容，重新打开后再保存。",
        "Somebody has changed this meanwhile. What you typed is kept; compare it with the latest in another window and open it again.");
    public static readonly Text UsernameRule = new(
        "2 至 40 位的小写字母、数字、点或连字符，以字母开头；以后不能更改。",
        "2 to 40 lower-case letters, digits, dots or hyphens, beginning with a letter. It cannot be changed later.");
    public static readonly Text UsernameWrong = new("用户名为空或不符合上面的规则。", "The user name is missing or does not follow the rule above.");
    public static readonly Text UsernameTaken = new(
        "该用户名已被使用（离职人员的用户名也不再分配）。",
        "This user name is taken; names of people who left are not given again either.");
    public static readonly Text NameZh = new("中文名称", "Name in Chinese");
    public static readonly Text NameEn = new("英文名称", "Name in Latin letters");
    public static readonly Text NameMissing = new("请填写名称。", "Enter the name.");
    public static readonly Text NameTooLong = new("名称最多 80 个字符。", "A name has 80 characters at most.");
    public static readonly Text Email = new("电子邮箱", "E-mail");
    public static readonly Text EmailAdvice = new("任务提醒和摘要发往此邮箱。", "Reminders and the task digest go there.");
    public static readonly Text EmailNotValid = new(
        "邮箱地址不正确，例如应为 li.hua@example.com。",
        "This is no e-mail address; one looks like li.hua@example.com.");
    public static readonly Text LanguageMissing = new("请选择语言。", "Choose the language.");
    public static readonly Text RolesTitle = new("角色", "Roles");
    public static readonly Text RoleMissing = new("请至少选择一个角色。", "Choose at least one role.");
    public static readonly Text TeamUnknown = new("所选小组已不存在，请重新选择。", "A team you chose is no longer there. Choose again.");
    public static readonly Text SupervisorUnknown = new("所选上级已离职或不存在，请重新选择。", "The supervisor you chose has left. Choose again.");
    public static readonly Text MemberUnknown = new("所选成员已不存在，请重新选择。", "A member you chose is no longer there. Choose again.");
    public static readonly Text CalendarUnknown = new("所选工作日历不存在，请重新选择。", "The working calendar you chose is not there. Choose again.");
    public static readonly Text LastAdmin = new(
        "至少要保留一位管理员；请先为另一人授予管理员角色。",
        "There must be an administrator left. Make somebody else one first.");
    public static readonly Text Reach = new("可见范围", "May see");
    public static readonly Text ReachByRole = new("按角色", "as the roles say");
    public static readonly Text ReachOwn = new("仅本人的客户和案件", "own customers and cases");
    public static readonly Text ReachTeam = new("所在小组的客户和案件", "those of the own teams");
    public static readonly Text ReachAll = new("全部（受限案件除外）", "all, except restricted cases");
    public static readonly Text ReachUnknown = new("请选择可见范围。", "Choose what the person may see.");
    public static readonly Text SignInLink = new("登录链接", "Sign-in link");
    public static readonly Text SignInLinkAdvice = new(
        "请立即复制并交给本人。链接只显示这一次，只能使用一次，7 天内有效。",
        "Copy it now and give it to the person. It is shown only this once, works once and for 7 days.");
    public static readonly Text NewLink = new("生成新的登录链接", "Make a new sign-in link");
    public static readonly Text NewLinkAdvice = new(
        "忘记密码时使用。本人会从所有设备退出，之前的链接随即失效。",
        "For a forgotten password. The person is signed out everywhere, and earlier links stop working.");
    public static readonly Text Access = new("登录与角色", "Sign-in and roles");
    public static readonly Text EndAccess = new("终止登录并转交任务", "End access and hand on tasks");
    public static readonly Text EndAccessOf = new("终止 {0} 的登录", "End the access of {0}");
    public static readonly Text EndAccessLead = new(
        "立即生效：不能再登录，已打开的页面一分钟内退出。历史记录中的姓名保留。",
        "At once: no sign-in any more, and open pages end within a minute. The name stays in the history.");
    public static readonly Text HandOn = new("转交任务", "Hand on the tasks");
    public static readonly Text HandOnOf = new("转交 {0} 的任务", "Hand on the tasks of {0}");
    public static readonly Text OpenTasks = new("未完成的任务：{0}", "Open tasks: {0}");
    public static readonly Text NoOpenTasks = new("没有未完成的任务。", "There is no open task.");
    public static readonly Text MoreTasks = new("另有 {0} 项未列出，同样会转交。", "{0} more are not listed; they are handed on too.");
    public static readonly Text NoGroup = new("不属于任何小组", "of no group");
    public static readonly Text CustomersLeft = new(
        "仍负责 {0} 位客户。客户请通过离职交接转移，以便逐一告知。",
        "Still looks after {0} customers. Move them with a handover, so that each of them is told.");
    public static readonly Text Receiver = new("任务转交给", "The tasks go to");
    public static readonly Text ReceiverGroups = new("退回各自的小组", "back to their groups");
    public static readonly Text ReceiverAdvice = new(
        "不属于任何小组的任务交给上级 {0}。",
        "A task that has no group goes to the supervisor, {0}.");
    public static readonly Text ReceiverNoSupervisor = new(
        "此人没有上级：不属于任何小组的任务请指定接收人。",
        "There is no supervisor: choose somebody if a task has no group.");
    public static readonly Text ReceiverUnknown = new("所选接收人已离职或不存在，请重新选择。", "The person you chose has left. Choose again.");
    public static readonly Text Left = new("{0} 已不能登录，{1} 项任务已转交。", "{0} can no longer sign in; tasks handed on: {1}.");
    public static readonly Text TasksStayed = new(
        "{0} 项任务无法转交给所选对象，请为其选择其他接收人。",
        "Tasks that could not go there: {0}. Choose somebody else for them.");
    public static readonly Text LeaveSelf = new("不能终止自己的登录，请由另一位管理员操作。", "You cannot end your own access. Ask another administrator.");
    public static readonly Text Return = new("恢复登录", "Give access again");
    public static readonly Text Returned = new("已恢复登录。", "Access is given again.");
    public static readonly Text Cancel = new("取消", "Cancel");
    public static readonly Text TeamsLead = new(
        "流程按小组分派任务，期限按小组的工作日历计算。",
        "Workflows give tasks to teams; time limits count by the team's working calendar.");
    public static readonly Text NewTeam = new("新增小组", "New team");
    public static readonly Text NoTeamsYet = new("还没有小组", "There is no team yet");
    public static readonly Text NoTeamsAdvice = new("流程把任务派给小组；请由管理员新增。", "Workflows give tasks to teams; an administrator can make one.");
    public static readonly Text NoMembers = new("还没有成员", "nobody yet");
    public static readonly Text Members = new("成员", "Members");
    public static readonly Text LeadOfTeam = new("负责人", "Lead");
    public static readonly Text NoLead = new("未指定", "nobody");
    public static readonly Text LeadNotMember = new("负责人必须是小组成员。", "The lead must be one of the members.");
    public static readonly Text Calendar = new("工作日历", "Working calendar");
    public static readonly Text CalendarAdvice = new("班次、大小周和公司休息日都在日历中。", "It holds shifts, alternate Saturdays and company days off.");
    public static readonly Text Capacity = new("每人案件上限", "Open cases per member at most");
    public static readonly Text CapacityLine = new("每人最多 {0} 件", "{0} cases per member at most");
    public static readonly Text CapacityRule = new("请填写 1 至 1000 之间的整数。", "Enter a whole number from 1 to 1000.");
    public static readonly Text Slug = new("流程中的名称", "Name in workflows");
    public static readonly Text SlugAdvice = new(
        "小写字母、数字和连字符，例如 key-accounts；以后不能更改。",
        "Lower-case letters, digits and hyphens, such as key-accounts. It cannot be changed later.");
    public static readonly Text SlugRule = new("只能用小写字母、数字和连字符。", "Use lower-case letters, digits and hyphens only.");
    public static readonly Text SlugTaken = new("已有同名小组。", "There is a team of that name already.");
    public static readonly Text SlugLine = new("流程中的名称：{0}", "Name in workflows: {0}");

    public static Text ReachOf(AccessReach reach) => reach switch
    {
        AccessReach.Own => ReachOwn,
        AccessReach.Team => ReachTeam,
        _ => ReachAll,
    };

    public static Text RoleAdvice(string role) => role switch
    {
        Roles.Admin => AdminAdvice,
        Roles.ProcessOwner => ProcessOwnerAdvice,
        Roles.Manager => ManagerAdvice,
        Roles.Staff => StaffAdvice,
        Roles.Auditor => AuditorAdvice,
        _ => OperatorAdvice,
    };

    private static readonly Text AdminAdvice = new("管理人员、小组和全部设置", "people, teams and all settings");
    private static readonly Text ProcessOwnerAdvice = new("修改流程、决策表、表单、邮件和定时任务", "change workflows, tables, forms, mails and schedules");
    private static readonly Text ManagerAdvice = new("审批、改派任务、登记缺勤", "approve, reassign, enter absences");
    private static readonly Text StaffAdvice = new("处理任务，与客户沟通", "do tasks and talk to customers");
    private static readonly Text AuditorAdvice = new("查看谁看过、改过什么", "read who saw and changed what");
    private static readonly Text OperatorAdvice = new("查看异常、邮件和作业并重试", "see failures, mail and jobs, and retry them");
}
