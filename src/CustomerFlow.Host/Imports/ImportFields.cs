using System.Text;
using System.Text.RegularExpressions;

namespace CustomerFlow.Host.Imports;

/// <summary>A field that a column can hold.</summary>
/// <param name="Id">How batches store it.</param>
/// <param name="Label">How people call it; also the header in the templates.</param>
/// <param name="Names">Other headers that mean it, simplified.</param>
internal sealed record ImportField(string Id, Text Label, params string[] Names)
{
    /// <summary>What the templates show in it.</summary>
    public Text Example { get; init; }
}

/// <summary>The fields of each kind of file, and how a header is recognised.</summary>
internal static partial class ImportFields
{
    public const string Number = "number";
    public const string Name = "name";
    public const string Phone = "phone";
    public const string Email = "email";
    public const string MessageId = "message-id";
    public const string ContactName = "contact";
    public const string Reference = "reference";
    public const string BoughtOn = "bought-on";
    public const string Product = "product";
    public const string Amount = "amount";

    private static readonly ImportField[] Customers =
    [
        new(Number, new("客户编号", "Customer number"), "编号", "客户号", "客户代码", "no", "id", "customerno", "customerid", "number")
            { Example = new("A-10023", "A-10023") },
        new(Name, new("客户名称", "Customer name"), "客户", "公司名称", "公司", "单位", "单位名称", "企业名称", "name", "company", "companyname",
            "customer", "account")
            { Example = new("示例贸易有限公司", "Example Trading Ltd") },
        new("kind", new("客户类型", "Kind"), "类型", "客户类别", "customerkind", "type", "customertype") { Example = new("企业", "company") },
        new("tier", new("客户等级", "Tier"), "等级", "级别", "客户级别", "level", "grade") { Example = new("普通", "normal") },
        new("stage", new("生命周期阶段", "Stage"), "阶段", "客户阶段", "lifecycle", "lifecyclestage") { Example = new("潜在", "prospect") },
        new("language", new("客户语言", "Language"), "语言", "customerlanguage") { Example = new("中文", "English") },
        new("industry", new("行业", "Line of business"), "所属行业", "industry", "sector") { Example = new("批发", "wholesale") },
        new("region", new("地区", "Region"), "区域", "省市", "城市", "city", "province", "country", "area") { Example = new("上海", "London") },
        new("needs", new("需求", "Needs"), "客户需求", "need") { Example = new("大件配送、月结", "bulk delivery; monthly invoice") },
        new("preferences", new("偏好", "Preferences"), "客户偏好", "preference") { Example = new("上午联系", "call in the morning") },
        new("parent", new("集团编号", "Group number"), "所属集团", "集团", "母公司编号", "parent", "parentnumber", "group", "groupofcompanies"),
        new("owner", new("负责人账号（仅新客户）", "Owner's user name (new only)"), "负责人账号", "owneraccount", "负责人", "客户负责人", "业务员",
            "owner", "lookedafterby", "accountmanager", "salesperson"),
        new(ContactName, new("联系人", "Contact"), "联系人姓名", "姓名", "contactname", "contactperson", "fullname", "person")
            { Example = new("王小明", "Mary Example") },
        new(Phone, new("电话", "Phone"), "手机", "手机号", "手机号码", "联系电话", "电话号码", "mobile", "phonenumber", "telephone", "tel")
            { Example = new("13800138000", "+44 20 7946 0000") },
        new(Email, new("邮箱", "E-mail"), "电子邮箱", "电子邮件", "邮件", "email", "mail", "emailaddress")
            { Example = new("wang@example.com", "mary@example.com") },
        new(MessageId, new("即时消息", "Message app"), "微信", "微信号", "企业微信", "wechat", "whatsapp", "messageid", "messenger"),
        new("roles", new("联系人角色", "Part at the customer"), "角色", "职务", "role", "roles",
            "contactrole") { Example = new("采购", "purchasing") },
        new("contact-language", new("联系人语言", "Contact language"), "沟通语言"),
        new("channel", new("首选联系方式", "Likes to be reached by"), "联系方式", "preferredchannel", "channel") { Example = new("电话", "phone") },
        new("consents", new("同意接收", "Agreed to receive"), "授权", "同意", "consent", "consents", "optin"),
        new("notes", new("备注", "Notes"), "联系人备注", "note", "remark", "remarks", "comment"),
    ];

    private static readonly ImportField[] Purchases =
    [
        new(Reference, new("订单行号", "Order line"), "订单号", "订单编号", "单号", "流水号", "order", "orderno", "orderid", "ordernumber",
            "reference", "invoice")
            { Example = new("SO-2026-0815-1", "SO-2026-0815-1") },
        new(Number, new("客户编号", "Customer number"), "编号", "客户号", "客户代码", "customerno", "customerid", "number")
            { Example = new("A-10023", "A-10023") },
        new(Name, new("客户名称", "Customer name"), "客户", "公司名称", "公司", "name", "company", "customer", "account"),
        new(Phone, new("电话", "Phone"), "手机", "手机号", "联系电话", "mobile", "phonenumber", "telephone", "tel"),
        new(Email, new("邮箱", "E-mail"), "电子邮箱", "email", "mail", "emailaddress"),
        new(BoughtOn, new("购买日期", "Bought on"), "日期", "下单日期", "订单日期", "date", "orderdate",
            "purchasedate") { Example = new("2026-03-15", "2026-03-15") },
        new(Product, new("产品", "Product"), "商品", "产品名称", "商品名称", "品名", "item", "productname", "description")
            { Example = new("水泵 P-7", "Pump P-7") },
        new("quantity", new("数量", "Quantity"), "件数", "qty", "count") { Example = new("2", "2") },
        new(Amount, new("金额", "Amount"), "含税金额", "总金额", "实付金额", "total", "price", "sum") { Example = new("1380.00", "1380.00") },
        new("currency", new("币种", "Currency"), "货币") { Example = new("CNY", "GBP") },
    ];

    public static IReadOnlyList<ImportField> Of(string kind) => kind == "purchases" ? Purchases : Customers;

    /// <summary>The headers of an export, in the reader's language: an import understands them again.</summary>
    public static IEnumerable<string> Exported(bool withAddresses)
    {
        string[] addresses = withAddresses ? [Phone, Email] : [];
        string[] ids =
        [
            Number, Name, "kind", "tier", "stage", "language", "industry", "region", "needs", "preferences", "parent", "owner", ContactName,
            .. addresses, "roles",
        ];
        return ids.Select(id => LabelOf("customers", id).ToString());
    }

    /// <summary>What a field is called; an unknown one as it is.</summary>
    public static Text LabelOf(string kind, string id) =>
        Of(kind).FirstOrDefault(field => field.Id == id)?.Label ?? ImportTexts.WholeLine;

    /// <summary>The field of each column, each field once; an empty text for a column that is not recognised.</summary>
    public static string[] Recognise(string kind, IReadOnlyList<string> headers)
    {
        var fields = Of(kind);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. headers.Select(header =>
        {
            var simple = Simple(header);
            var field = fields.FirstOrDefault(field => Simple(field.Label.Zh) == simple || Simple(field.Label.En) == simple
                || field.Names.Contains(simple));
            return field is not null && taken.Add(field.Id) ? field.Id : "";
        })];
    }

    /// <summary>What is missing before lines can be understood; null when nothing is.</summary>
    public static Text? Missing(string kind, IReadOnlyCollection<string> columns)
    {
        if (columns.Where(column => column.Length > 0).GroupBy(column => column).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return ImportTexts.ColumnTwice(LabelOf(kind, twice.Key));
        if (kind == "customers") return columns.Contains(Name) || columns.Contains(Number) ? null : ImportTexts.NameColumnNeeded;
        if (new[] { Reference, BoughtOn, Product, Amount }.Any(field => !columns.Contains(field))) return ImportTexts.PurchaseColumnsNeeded;
        return new[] { Number, Name, Phone, Email }.Any(columns.Contains) ? null : ImportTexts.CustomerColumnNeeded;
    }

    // "Customer No.", "customer_no" and "客户编号（必填）*" are what people write over the same column.
    private static string Simple(string header) => Noise().Replace(header.Normalize(NormalizationForm.FormKC).ToLowerInvariant(), "");

    [GeneratedRegex(@"\([^)]*\)|[^\p{L}\p{N}]", RegexOptions.NonBacktracking)]
    private static partial Regex Noise();
}
