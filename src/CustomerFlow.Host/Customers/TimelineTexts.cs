namespace CustomerFlow.Host.Customers;

internal static class TimelineTexts
{
    public static readonly Text Timeline = new("大事记", "Timeline");
    public static readonly Text Pain = new("痛点", "pain point");
    public static readonly Text Older = new("更早", "Older");
    public static readonly Text OnFile = new("建立档案（来源：{0}）", "Put on file ({0})");
    public static readonly Text CaseReceived = new("收到{0} {1}：{2}", "Received: {0} {1}, {2}");
    public static readonly Text CaseClosed = new("{0} {1} 已结案", "{0} {1} closed");
    public static readonly Text CaseClosedLate = new("{0} {1} 逾期结案", "{0} {1} closed late");
    public static readonly Text SurveySent = new("发出满意度调查", "Satisfaction survey sent");
    public static readonly Text MailLost = new("发给{0}的邮件未送达", "A mail to {0} did not arrive");
    public static readonly Text Bought = new("购买 {0} × {1}，{2} {3}", "Bought {0} × {1}, {2} {3}");

    private static readonly Text Answered = new("答复满意度调查", "Answered the survey");
    private static readonly Text AnsweredWith = new("答复满意度调查：{0}", "Answered the survey: {0}");
    private static readonly Text Satisfaction = new("满意度 {0}/5", "satisfaction {0} of 5");
    private static readonly Text Recommendation = new("推荐意愿 {0}/10", "would recommend {0} of 10");
    private static readonly Text Comma = new("，", ", ");

    public static string Answer(short? satisfaction, short? recommendation)
    {
        List<string> scores = [];
        if (satisfaction is { } score) scores.Add(Satisfaction.With(score));
        if (recommendation is { } would) scores.Add(Recommendation.With(would));
        return scores.Count == 0 ? Answered : AnsweredWith.With(string.Join(Comma, scores));
    }
}
