namespace CustomerFlow.Host.Shared;

internal static class WordTexts
{
    public static readonly IReadOnlyDictionary<string, Text> Tiers = new Dictionary<string, Text>
    {
        ["high"] = new("高价值", "high value"),
        ["normal"] = new("普通", "normal"),
        ["low"] = new("低价值", "low value"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Stages = new Dictionary<string, Text>
    {
        ["prospect"] = new("潜在", "prospect"),
        ["first-purchase"] = new("首购", "first purchase"),
        ["loyal"] = new("忠实", "loyal"),
        ["at-risk"] = new("有流失风险", "at risk"),
        ["lost"] = new("流失", "lost"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Severities = new Dictionary<string, Text>
    {
        ["low"] = new("轻微", "low"),
        ["normal"] = new("一般", "normal"),
        ["high"] = new("严重", "high"),
        ["critical"] = new("紧急", "critical"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Channels = new Dictionary<string, Text>
    {
        ["web"] = new("网页", "web form"),
        ["mail"] = new("邮件", "e-mail"),
        ["phone"] = new("电话", "phone"),
        ["visit"] = new("上门", "visit"),
        ["counter"] = new("柜台", "counter"),
        ["social"] = new("社交媒体", "social media"),
        ["chat"] = new("在线客服", "online chat"),
        ["message"] = new("即时消息", "message app"),
        ["sms"] = new("短信", "SMS"),
        ["letter"] = new("信函", "letter"),
        ["api"] = new("接口", "API"),
    };

    public static readonly IReadOnlyDictionary<string, Text> CaseTypes = new Dictionary<string, Text>
    {
        ["complaint"] = new("投诉", "complaint"),
        ["survey"] = new("满意度调查", "survey"),
        ["enquiry"] = new("咨询", "enquiry"),
        ["suggestion"] = new("意见建议", "suggestion"),
        ["handover"] = new("离职交接", "handover"),
        ["customer-transfer"] = new("客户负责人变更", "change of owner"),
        ["winback"] = new("流失挽回", "win-back"),
        ["improvement"] = new("改进措施", "improvement"),
        ["customer-intake"] = new("档案核对", "record check"),
        ["record-update"] = new("档案更新", "record update"),
    };

    public static readonly IReadOnlyDictionary<string, Text> CaseStatuses = new Dictionary<string, Text>
    {
        ["open"] = new("处理中", "in progress"),
        ["received"] = new("已受理", "received"),
        ["investigating"] = new("调查中", "being investigated"),
        ["deciding"] = new("制定方案", "being decided"),
        ["approving"] = new("审批中", "awaiting approval"),
        ["waiting"] = new("等待客户", "waiting for the customer"),
        ["waiting-for-customer"] = new("等待客户", "waiting for the customer"),
        ["follow-up"] = new("回访中", "in follow-up"),
        ["reopened"] = new("已重新打开", "reopened"),
        ["closed"] = new("已结案", "closed"),
        ["resolved"] = new("已解决", "resolved"),
        ["unresolved"] = new("未解决", "unresolved"),
        ["verified"] = new("已核实", "checked"),
        ["approved"] = new("已批准", "approved"),
        ["declined"] = new("未批准", "declined"),
        ["overtaken"] = new("情况已变，未执行", "overtaken, nothing changed"),
        ["withdrawn"] = new("已撤回", "withdrawn"),
        ["cancelled"] = new("已取消", "cancelled"),
    };

    /// <summary>Why a survey was sent.</summary>
    public static readonly IReadOnlyDictionary<string, Text> SurveyOccasions = new Dictionary<string, Text>
    {
        ["complaint-closed"] = new("投诉处理后", "after a complaint"),
        ["complaint"] = new("投诉处理后", "after a complaint"),
        ["handover"] = new("更换联系人后", "after a handover"),
        ["periodic"] = new("定期调查", "periodic survey"),
    };

    public static readonly IReadOnlyDictionary<string, Text> CustomerKinds = new Dictionary<string, Text>
    {
        ["company"] = new("企业", "company"),
        ["person"] = new("个人", "person"),
    };

    public static readonly IReadOnlyDictionary<string, Text> MailStates = new Dictionary<string, Text>
    {
        ["Queued"] = new("待发送", "waiting to be sent"),
        ["Leased"] = new("发送中", "being sent"),
        ["Handed"] = new("发送中", "being sent"),
        ["Sent"] = new("已发送", "sent"),
        ["Failed"] = new("发送失败", "failed"),
        ["Unknown"] = new("结果未知", "outcome unknown"),
        ["Bounced"] = new("已退信", "came back"),
        ["Withdrawn"] = new("已撤回", "withdrawn"),
    };
}
