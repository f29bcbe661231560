namespace CustomerFlow.Host.Customers;

internal static class ContactFormTexts
{
    public static readonly Text New = new("新增联系人", "New contact");
    public static readonly Text Add = new("新增联系人", "Add a contact");
    public static readonly Text Roles = new("角色", "Part at the customer");
    public static readonly Text Language = new("沟通语言", "Language");
    public static readonly Text Channel = new("首选联系方式", "Likes to be reached by");
    public static readonly Text NoChannel = new("未说明", "not said");
    public static readonly Text Notes = new("备注（加密保存）", "Notes (kept encrypted)");
    public static readonly Text AddressesHint = new("电话、邮箱、即时消息账号至少填写一项", "At least one of phone, e-mail and message app");
    public static readonly Text Consents = new("同意接收", "Agreed to receive");
    public static readonly Text HasLeft = new("已离开该客户", "Has left the customer");
    public static readonly Text PhoneNotValid = new("电话号码不完整。", "The phone number is not complete.");
    public static readonly Text EmailNotValid = new("邮箱地址不正确。", "The e-mail address is not valid.");
    public static readonly Text OneAddressNeeded = new(
        "电话、邮箱、即时消息账号请至少填写一项。", "Enter at least one of phone, e-mail and message app.");
    public static readonly Text KnownElsewhere = new(
        "系统中已有使用同一电话或邮箱的联系人。如果确实是另一个人，请勾选后再次提交。",
        "Somebody with the same phone or e-mail is on file already. If this is another person, tick the box and send it again.");
    public static readonly Text IsAnother = new("确实是另一个人", "This is another person");
    public static readonly Text Marks = new("勿扰标记", "Do not contact");
    public static readonly Text MarksAdvice = new(
        "标记记在电话和地址上，合并、导入或删除资料后仍然有效。", "A mark belongs to the phone number and addresses: it survives merging, import and erasure.");
    public static readonly Text NoMarks = new("没有标记。", "There is no mark.");
    public static readonly Text MarkAdd = new("添加标记", "Add the mark");
    public static readonly Text MarkEnd = new("解除", "Lift");
    public static readonly Text MarkLine = new("不得通过{0}联系（{1}）", "not by {0} ({1})");
    public static readonly Text MarkSince = new("自 {0} 起", "since {0}");
    public static readonly Text MarkChannel = new("方式", "Channel");
    public static readonly Text MarkPurpose = new("用途", "Purpose");
    public static readonly Text MarkChannelMissing = new("请选择方式。", "Choose a channel.");
    public static readonly Text MarkPurposeMissing = new("请选择用途。", "Choose a purpose.");
    public static readonly Text MarkNoAddress = new("这位联系人没有可标记的号码或地址。", "This contact has no number or address to mark.");
    public static readonly Text Marked = new("勿扰", "do not contact");
    public static readonly Text AllChannels = new("任何方式", "any channel");

    public static readonly IReadOnlyDictionary<string, Text> RoleWords = new Dictionary<string, Text>(StringComparer.Ordinal)
    {
        ["decision-maker"] = new("决策人", "decides"),
        ["purchasing"] = new("采购", "purchasing"),
        ["finance"] = new("财务", "finance"),
        ["technical"] = new("技术", "technical"),
        ["user"] = new("使用人", "user"),
        ["family"] = new("家人", "family"),
        ["other"] = new("其他", "other"),
    };

    public static readonly IReadOnlyDictionary<string, Text> PurposeWords = new Dictionary<string, Text>(StringComparer.Ordinal)
    {
        ["survey"] = new("满意度调查", "surveys"),
        ["care"] = new("关怀问候", "greetings"),
        ["follow-up"] = new("回访", "follow-ups"),
        ["winback"] = new("挽回", "win-back"),
        ["marketing"] = new("营销信息", "marketing"),
        ["all"] = new("所有用途", "all purposes"),
    };

    public static string Role(string role) => RoleWords.TryGetValue(role, out var text) ? text : role;

    public static string Purpose(string purpose) => PurposeWords.TryGetValue(purpose, out var text) ? text : purpose;
}
