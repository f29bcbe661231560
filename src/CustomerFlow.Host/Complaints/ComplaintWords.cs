namespace CustomerFlow.Host.Complaints;

/// <summary>The product's own words for the codes of complaints. A category that a process owner added is shown as it is.</summary>
internal static class ComplaintWords
{
    /// <summary>What a customer can choose from; who writes for the press or an authority comes another way.</summary>
    public static readonly IReadOnlyList<string> PublicCategories =
        ["product", "service", "delivery", "billing", "after-sales", "privacy", "safety", "other"];

    private static readonly Dictionary<string, Text> Categories = new(StringComparer.Ordinal)
    {
        ["product"] = new("产品质量", "Product quality"),
        ["service"] = new("服务态度", "Service"),
        ["delivery"] = new("配送物流", "Delivery"),
        ["billing"] = new("账单费用", "Billing"),
        ["after-sales"] = new("售后", "Repair, return or exchange"),
        ["privacy"] = new("隐私与个人信息", "Privacy"),
        ["safety"] = new("人身或产品安全", "Safety"),
        ["media"] = new("媒体", "Press and media"),
        ["regulator"] = new("监管部门", "Regulator"),
        ["other"] = new("其他", "Something else"),
    };

    // What a level of harm means to the one who has it; the list of staff uses the shorter words.
    private static readonly Dictionary<string, Text> Harm = new(StringComparer.Ordinal)
    {
        ["low"] = new("有些不便", "It is a nuisance"),
        ["normal"] = new("受到影响，需要解决", "It needs to be put right"),
        ["high"] = new("影响严重", "It causes serious trouble"),
        ["critical"] = new("非常紧急，正在造成损失", "It is urgent: harm is being done now"),
    };

    public static string Category(string id) => Categories.TryGetValue(id, out var text) ? text : id;

    public static string HarmOf(string severity) => Harm.TryGetValue(severity, out var text) ? text : severity;
}
