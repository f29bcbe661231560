namespace CustomerFlow.Host.Allocation;

internal static class TransferTexts
{
    public static readonly Text Path = new("流转路径", "Who looked after this customer");
    public static readonly Text NoPath = new("还没有流转记录，负责人没有变过。", "No transfer record yet: it has not changed hands.");
    public static readonly Text Pool = new("公海", "public pool");
    public static readonly Text Now = new("现在", "now");
    public static readonly Text By = new("由{0}决定", "decided by {0}");
    public static readonly Text ByRule = new("由规则决定", "decided by rule");
    public static readonly Text Moved = new("客户流转：{0} → {1}（{2}）", "Changed hands: {0} → {1} ({2})");
    public static readonly Text ContactedOn = new("已首次联系：{0}", "first contact {0}");
    public static readonly Text Why = new("为什么？", "Why?");

    private static readonly Dictionary<string, Text> Reasons = new()
    {
        ["workload"] = new("工作量平衡", "workload"),
        ["expertise"] = new("需要专长", "needs other expertise"),
        ["customer-wish"] = new("客户要求", "the customer's wish"),
        ["territory"] = new("区域调整", "change of territory"),
        ["leave"] = new("离岗", "absence or leaving"),
        ["assigned"] = new("按规则分配", "assigned by rule"),
        ["claimed"] = new("从公海领取", "claimed from the pool"),
        ["given-back"] = new("退回公海", "given back to the pool"),
        ["dormant"] = new("长期未联系，收回公海", "no contact for too long, recalled to the pool"),
        ["handover"] = new("离职交接", "handover"),
        ["other"] = new("其他原因", "another reason"),
    };

    private static readonly Dictionary<string, Text> Ways = new()
    {
        ["manual"] = new("经理调整", "by a manager"),
        ["proposal"] = new("员工提出，经批准", "proposed and approved"),
        ["claim"] = new("领取", "claim"),
        ["give-back"] = new("退回", "given back"),
        ["recall"] = new("自动收回", "recall"),
        ["rule"] = new("按决策表分配", "by decision table"),
        ["rebalance"] = new("负载调整", "rebalancing"),
        ["handover"] = new("离职交接", "handover"),
    };

    private static readonly Dictionary<string, Text> Outcomes = new()
    {
        ["waiting"] = new("等待首次联系", "first contact still to come"),
        ["contacted"] = new("已联系", "contacted"),
        ["no-contact"] = new("未联系就已转出", "moved on without a contact"),
        ["settled"] = new("已放入公海", "placed in the pool"),
        ["confirmed"] = new("客户已确认", "confirmed by the customer"),
        ["waived"] = new("无需确认", "confirmation waived"),
    };

    public static string Reason(string id) => Reasons[id];

    public static string Way(string id) => Ways[id];

    public static string Outcome(string id, string? when) =>
        id == "contacted" && when is not null ? ContactedOn.With(when) : Outcomes[id];
}
