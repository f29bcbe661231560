namespace CustomerFlow.Host.Customers;

internal static class CustomerTexts
{
    public static readonly Text Customers = new("客户", "Customers");
    public static readonly Text SearchHint = new("名称、联系人、电话或后四位、邮箱、编号", "Name, contact, phone or its last four digits, e-mail, number");
    public static readonly Text AllTiers = new("所有等级", "All tiers");
    public static readonly Text Tier = new("客户等级", "Tier");
    public static readonly Text Stage = new("生命周期阶段", "Stage");
    public static readonly Text Kind = new("类型", "Kind");
    public static readonly Text Language = new("语言", "Language");
    public static readonly Text Number = new("客户编号", "Number");
    public static readonly Text Owner = new("客户负责人", "Looked after by");
    public static readonly Text Pool = new("公海", "public pool");
    public static readonly Text Since = new("建档时间", "On file since");
    public static readonly Text Contacts = new("联系人", "Contacts");
    public static readonly Text NoContacts = new("还没有联系人。", "There is no contact yet.");
    public static readonly Text Left = new("已离开该公司", "has left the company");
    public static readonly Text Erased = new("资料已删除", "data erased");
    public static readonly Text Phone = new("电话", "Phone");
    public static readonly Text Email = new("邮箱", "E-mail");
    public static readonly Text MessageId = new("即时消息", "Message app");
    public static readonly Text Cases = new("案件", "Cases");
    public static readonly Text NoCases = new("还没有案件。", "There is no case yet.");
    public static readonly Text Inbound = new("客户联系我们（{0}）", "The customer got in touch ({0})");
    public static readonly Text Outbound = new("联系客户（{0}）", "We got in touch ({0})");
    public static readonly Text Empty = new("没有找到客户", "No customer was found");
    public static readonly Text EmptyAdvice = new("请换一个名称，或清除筛选条件。", "Try another name, or clear the filter.");
    public static readonly Text None = new("还没有客户", "There is no customer yet");
    public static readonly Text NoneAdvice = new("登记第一份投诉时，客户会自动建档。", "The first complaint that is entered puts its customer on file.");
    public static readonly Text More = new("结果较多，只显示最接近的 {0} 个。再输入一个词可以缩小范围，例如公司名加电话后四位。",
        "There are more; these {0} fit best. One more word narrows it down, such as the company and the last four digits of the phone.");
    public static readonly Text New = new("新建客户", "New customer");
    public static readonly Text Create = new("建档", "Put on file");
    public static readonly Text EditNamed = new("编辑 {0}", "Edit {0}");
    public static readonly Text Edit = new("编辑", "Edit");
    public static readonly Text Saved = new("已保存。", "Saved.");
    public static readonly Text Name = new("名称", "Name");
    public static readonly Text Industry = new("行业", "Line of business");
    public static readonly Text Region = new("地区", "Region");
    public static readonly Text Needs = new("需求", "Needs");
    public static readonly Text Preferences = new("偏好", "Preferences");
    public static readonly Text WordsHint = new(
        "用逗号分隔，例如：大件配送，月结", "Short words with commas between them, such as: bulk delivery, monthly invoice");
    public static readonly Text Parent = new("所属集团", "Group of companies");
    public static readonly Text ParentHint = new("集团总部的客户编号；没有集团则留空", "The number of the group's head; empty when there is none");
    public static readonly Text Group = new("同一集团", "The same group");
    public static readonly Text GroupHead = new("集团总部", "head of the group");
    public static readonly Text Source = new("来源", "Came from");
    public static readonly Text Unverified = new("未核实", "unverified");
    public static readonly Text UnverifiedAdvice = new("还没有第二位同事核对过这份档案。", "No second colleague has checked this record yet.");
    public static readonly Text Merged = new("这份档案已并入另一位客户。", "This record was merged into another customer.");
    public static readonly Text MergedShow = new("打开该客户", "Open that customer");
    public static readonly Text Purchases = new("购买记录", "Purchases");
    public static readonly Text NameMissing = new("请填写名称。", "Enter a name.");
    public static readonly Text NotOnTheList = new("请从列表中选择。", "Choose one from the list.");
    public static readonly Text ParentUnknown = new(
        "没有这个编号的集团总部，或者它自己也属于别的集团。", "There is no head of a group with this number, or it belongs to another group itself.");
    public static readonly Text ChangedMeanwhile = new(
        "这份档案刚刚被别人修改过，您的修改没有保存。请核对后重新提交。",
        "Somebody else changed this record just now, and your change was not saved. Look at it and send it again.");
    public static readonly Text IfMatchMissing = new(
        "修改时请在 If-Match 中给出读取时的 ETag（联系人用 revision）。",
        "A change needs If-Match with the ETag that was read (for a contact its revision).");
    public static readonly Text LimitOutOfRange = new(
        $"limit 必须在 1 到 {RequestLimits.PageSizeMax} 之间。", $"limit must be from 1 to {RequestLimits.PageSizeMax}.");
    public static readonly Text PlaceNotValid = new("after 必须是上一页返回的 next。", "after must be the next of the page before.");
    public static readonly Text PurchasesOutOfRange = new(
        $"请给出 1 到 {ChangePurchases.LinesMax} 条购买记录。", $"Give 1 to {ChangePurchases.LinesMax} purchases.");
    public static readonly Text ReferenceTwice = new("同一订单行号出现两次。", "The same order line stands in the list twice.");
    public static readonly Text ExportSheet = new("导出为 Excel", "Export to Excel");
    public static readonly Text ExportCsv = new("导出为 CSV", "Export to CSV");
    public static readonly Text TooManyToExport = new(
        "一次最多导出 {0} 个客户，请先筛选。", "At most {0} customers fit one export; filter the list first.");
    public static readonly Text Apply = new("筛选", "Filter");

    private static readonly Text ListSeparator = new("，", ", ");

    private static readonly Dictionary<string, Text> Sources = new(StringComparer.Ordinal)
    {
        ["manual"] = new("人工录入", "entered by hand"),
        ["import"] = new("批量导入", "import"),
        ["api"] = new("接口", "API"),
        ["complaint"] = new("投诉", "complaint"),
        ["demo"] = new("演示数据", "demo"),
    };

    public static string SourceOf(string source) => Sources.TryGetValue(source, out var text) ? text : source;

    public static string Join(IEnumerable<string> words) => string.Join(ListSeparator, words);

    public static Text TooLong(int charactersMax) => new($"最多 {charactersMax} 个字。", $"At most {charactersMax} characters.");

    public static Text TooManyWords(int wordsMax, int charactersMax) =>
        new(
        $"最多 {wordsMax} 项，每项最多 {charactersMax} 个字。", $"At most {wordsMax} entries of at most {charactersMax} characters each.");
}
