namespace CustomerFlow.Host.Customers;

internal static class CustomerTexts
{
    public static readonly Text Customers = new("客户", "Customers");
    public static readonly Text SearchHint = new("客户名称或编号", "Name or number");
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
    public static readonly Text Interactions = new("往来记录", "Contacts made");
    public static readonly Text NoInteractions = new("还没有往来记录。", "Nothing is on file yet.");
    public static readonly Text Inbound = new("客户联系我们（{0}）", "The customer got in touch ({0})");
    public static readonly Text Outbound = new("联系客户（{0}）", "We got in touch ({0})");
    public static readonly Text Empty = new("没有找到客户", "No customer was found");
    public static readonly Text EmptyAdvice = new("请换一个名称，或清除筛选条件。", "Try another name, or clear the filter.");
    public static readonly Text None = new("还没有客户", "There is no customer yet");
    public static readonly Text NoneAdvice = new("登记第一份投诉时，客户会自动建档。", "The first complaint that is entered puts its customer on file.");
    public static readonly Text Apply = new("筛选", "Filter");
}
