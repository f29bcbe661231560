namespace CustomerFlow.Host.Surveys;

internal static class AnalysisTexts
{
    public static readonly Text Title = new("满意度分析", "Satisfaction");
    public static readonly Text Lead = new(
        "按调查的发出日期统计。回答少于 {0} 份时不显示数值。",
        "Counted by the day on which the survey was sent. With fewer than {0} answers no figure is shown.");
    public static readonly Text From = new("发出日期从", "Sent from");
    public static readonly Text Until = new("到", "to");
    public static readonly Text Period = new("周期", "Period");
    public static readonly Text Monthly = new("按月", "by month");
    public static readonly Text Quarterly = new("按季度", "by quarter");
    public static readonly Text Occasion = new("调查缘由", "Occasion");
    public static readonly Text AllOccasions = new("全部缘由", "all occasions");
    public static readonly Text Tier = new("客户等级", "Tier");
    public static readonly Text AllTiers = new("全部等级", "all tiers");
    public static readonly Text Team = new("小组", "Team");
    public static readonly Text AllTeams = new("全部小组", "all teams");
    public static readonly Text NoTeam = new("与案件无关", "not about a case");
    public static readonly Text Show = new("查看", "Show");
    public static readonly Text DatesWrong = new("日期不对，现在显示最近 12 个月。", "Those dates do not work; here are the last 12 months.");

    public static readonly Text Satisfaction = new("满意度（1–5 分）", "Satisfaction (1–5)");
    public static readonly Text Recommendation = new("净推荐值 NPS（−100 到 +100）", "NPS (−100 to +100)");
    public static readonly Text Effort = new("省力程度 CES（1–7 分）", "Effort, CES (1–7)");
    public static readonly Text SatisfactionShort = new("满意度", "Satisfaction");
    public static readonly Text RecommendationShort = new("净推荐值", "NPS");
    public static readonly Text EffortShort = new("省力程度", "Effort");
    public static readonly Text Rate = new("回复率", "Response rate");
    public static readonly Text Count = new("n = {0}", "n = {0}");
    public static readonly Text OfSent = new("发出 {1} 份，收回 {0} 份", "{0} of {1} answered");
    public static readonly Text TooFew = new("回答太少", "too few answers");
    public static readonly Text NoAnswers = new("没有回答", "no answers");
    public static readonly Text Percent = new("{0}%", "{0} %");

    public static readonly Text Trend = new("走势", "Trend");
    public static readonly Text TrendLabel = new(
        "满意度和净推荐值走势图，数值见下表", "Chart of satisfaction and NPS; the figures are in the table below");
    public static readonly Text TrendFailed = new("图表无法显示，数值见下表。", "The chart cannot be shown; the figures are in the table below.");
    public static readonly Text NoTrend = new(
        "还没有一个周期收到足够的回答，暂不画图。", "No period has enough answers yet to draw a line.");
    public static readonly Text Quarter = new("{0} 年第 {1} 季度", "Q{1} {0}");
    public static readonly Text Groups = new("对比", "Compared");
    public static readonly Text Drivers = new("满意度由什么决定", "What drives satisfaction");
    public static readonly Text DriversLead = new(
        "各题得分与总体满意度的相关系数：越接近 1，越能决定总体满意度；接近 0 则影响不大。相关不等于因果。",
        "How each question goes together with overall satisfaction: near 1 it decides it, near 0 it matters little. "
        + "Going together is no proof of cause.");
    public static readonly Text Question = new("题目", "Question");
    public static readonly Text Correlation = new("相关系数", "Correlation");
    public static readonly Text Mean = new("平均分", "Mean");
    public static readonly Text NoSpread = new("得分无差异", "all the same");
    public static readonly Text NoDrivers = new("还没有可以比较的回答。", "There are no answers to compare yet.");

    public static readonly Text Comments = new("客户留言", "Comments");
    public static readonly Text NoComments = new("这段时间没有客户留言。", "No comments in this time.");
    public static readonly Text Scores = new("满意度 {0} 分", "satisfaction {0}");
    public static readonly Text Recommends = new("推荐意愿 {0} 分", "would recommend {0}");
    public static readonly Text MakeAction = new("制定改进措施", "Make an action");
    public static readonly Text SeeAction = new("查看改进措施", "See the action");
    public static readonly Text Empty = new("还没有发出过调查", "No surveys yet");
    public static readonly Text EmptyAdvice = new(
        "投诉处理完后会自动发出调查。这段时间没有发出，或者不在您的查看范围内。",
        "Surveys go out by themselves after a complaint. None were sent in this time, or none that you may see.");

    public static readonly Text ActionTitle = new("制定改进措施", "Make an action of a comment");
    public static readonly Text What = new("要做什么", "What is to be done");
    public static readonly Text WhatHint = new("不要写客户的姓名和联系方式。", "Leave out the customer's name and address.");
    public static readonly Text WhatMissing = new("请写明要做什么，最多 {0} 个字。", "Say what is to be done, in at most {0} characters.");
    public static readonly Text Owner = new("负责人", "Who carries it out");
    public static readonly Text OwnerMissing = new("请选择负责人。", "Choose who carries it out.");
    public static readonly Text Due = new("完成日期", "Due on");
    public static readonly Text DueWrong = new("请选择今天或以后一年内的日期。", "Choose a date from today on, within a year.");
    public static readonly Text Save = new("保存并通知负责人", "Save and hand over");
    public static readonly Text Saved = new("已制定改进措施，任务已在负责人的待办中。", "The action is made; it is in that person's inbox.");
    public static readonly Text AlreadyMade = new(
        "这条留言已有改进措施，或改进流程尚未发布。", "This comment has an action already, or the improvement workflow is not published.");
}
