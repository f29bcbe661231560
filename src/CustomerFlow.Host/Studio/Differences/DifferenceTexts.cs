using System.Diagnostics;

namespace CustomerFlow.Host.Studio.Differences;

internal static class DifferenceTexts
{
    public static readonly Text Of = new("：{0}", ", {0}:");
    public static readonly Text Row = new("{0}，第 {1} 行", "{0}, row {1}");
    public static readonly Text Path = new("从“{0}”到“{1}”的路径", "path from \"{0}\" to \"{1}\"");
    public static readonly Text LeadsTo = new("通向", "leads to");
    public static readonly Text ComesFrom = new("来自", "comes from");
    public static readonly Text InLanguage = new("“{0}”的{1}", "\"{0}\" in {1}");
    public static readonly Text Condition = new("条件", "condition");
    public static readonly Text Name = new("名称", "name");
    public static readonly Text Kind = new("类型", "kind");
    public static readonly Text Layout = new("布局或注释", "layout or notes");
    public static readonly Text Assignee = new("处理人", "assignee");
    public static readonly Text Groups = new("候选小组", "candidate groups");
    public static readonly Text Users = new("候选人", "candidate users");
    public static readonly Text DueDate = new("到期时间", "due date");
    public static readonly Text FollowUpDate = new("跟进时间", "follow-up date");
    public static readonly Text Priority = new("优先级", "priority");
    public static readonly Text Form = new("表单", "form");
    public static readonly Text StepType = new("内置步骤", "built-in step");
    public static readonly Text Setting = new("设置“{0}”", "setting \"{0}\"");
    public static readonly Text Retries = new("重试次数", "retries");
    public static readonly Text Input = new("输入“{0}”", "input \"{0}\"");
    public static readonly Text Output = new("输出“{0}”", "output \"{0}\"");
    public static readonly Text Script = new("脚本", "script");
    public static readonly Text Result = new("结果变量", "result variable");
    public static readonly Text Decision = new("决策", "decision");
    public static readonly Text Called = new("调用的流程", "called workflow");
    public static readonly Text Message = new("消息", "message");
    public static readonly Text Correlation = new("消息匹配", "message matching");
    public static readonly Text Time = new("时间", "time");
    public static readonly Text Signal = new("信号", "signal");
    public static readonly Text Code = new("代码", "code");
    public static readonly Text Repeats = new("重复", "repetition");
    public static readonly Text Interrupts = new("打断当前步骤", "interrupts the step");
    public static readonly Text DefaultPath = new("默认路径", "default path");
    public static readonly Text Lane = new("泳道", "lane");
    public static readonly Text HitPolicy = new("命中规则", "hit policy");
    public static readonly Text Column = new("列“{0}”", "column \"{0}\"");
    public static readonly Text Subject = new("主题", "subject");
    public static readonly Text Wording = new("正文", "text");
    public static readonly Text Label = new("标签", "label");
    public static readonly Text Description = new("说明", "description");
    public static readonly Text Key = new("变量", "variable");
    public static readonly Text Required = new("必填", "required");
    public static readonly Text Options = new("选项", "options");
    public static readonly Text Default = new("默认值", "default value");
    public static readonly Text ReadOnly = new("只读", "read-only");
    public static readonly Text Hidden = new("隐藏条件", "hidden when");
    public static readonly Text Content = new("内容", "content");
    public static readonly Text Order = new("顺序", "order");

    private static readonly Text Added = new("新增", "new");
    private static readonly Text Removed = new("删除", "gone");
    private static readonly Text Changed = new("修改", "changed");

    public static Text LabelOf(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Added => Added,
        DifferenceKind.Removed => Removed,
        DifferenceKind.Changed => Changed,
        _ => throw new UnreachableException(),
    };
}
