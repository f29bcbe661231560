using System.Globalization;
using CustomerFlow.Data;
using CustomerFlow.Host.Customers;

namespace CustomerFlow.Host.Imports;

/// <summary>Understands the words that people write into a file, in both languages.</summary>
internal static class ImportWords
{
    private const string Unknown = "?";
    private static readonly char[] Separators = [',', '，', '、', ';', '；', '/', '|', '\n'];
    private static readonly string[] DateForms =
        ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy'年'M'月'd'日'", "yyyy-M-d H:mm:ss", "yyyy/M/d H:mm:ss", "yyyy/M/d H:mm"];

    private static readonly Dictionary<string, string[]> More = new(StringComparer.Ordinal)
    {
        ["company"] = ["公司", "企业", "单位", "organisation", "organization", "business"],
        ["person"] = ["个人", "自然人", "individual", "private"],
        ["high"] = ["高", "高价值", "重要", "vip", "a"],
        ["normal"] = ["普通", "一般", "中", "b"],
        ["low"] = ["低", "低价值", "c"],
        ["zh"] = ["中文", "汉语", "chinese", "cn", "zh-cn"],
        ["en"] = ["英文", "英语", "english", "en-us", "en-gb"],
        ["mail"] = ["email", "e-mail", "邮箱"],
        ["message"] = ["微信", "wechat", "whatsapp"],
    };

    private static readonly IReadOnlyDictionary<string, Text> LanguageNames = new Dictionary<string, Text>(StringComparer.Ordinal)
    {
        ["zh"] = new("中文", "Chinese"),
        ["en"] = new("英文", "English"),
    };

    private static readonly Dictionary<string, string> Kinds = Known(DomainRules.CustomerKinds, WordTexts.CustomerKinds);
    private static readonly Dictionary<string, string> Tiers = Known(DomainRules.Tiers, WordTexts.Tiers);
    private static readonly Dictionary<string, string> Stages = Known(DomainRules.Stages, WordTexts.Stages);
    private static readonly Dictionary<string, string> LanguageWords = Known(DomainRules.Languages, LanguageNames);
    private static readonly Dictionary<string, string> Channels = Known(DomainRules.Channels, WordTexts.Channels);
    private static readonly Dictionary<string, string> RoleWords = Known(DomainRules.ContactRoles, ContactFormTexts.RoleWords);
    private static readonly Dictionary<string, string> Purposes = Known(DomainRules.ContactPurposes, ContactFormTexts.PurposeWords);

    // What fits nothing stays a word that the rules refuse.
    public static string Kind(string text) => Kinds.GetValueOrDefault(text, Unknown);

    public static string Tier(string text) => Tiers.GetValueOrDefault(text, Unknown);

    public static string Stage(string text) => Stages.GetValueOrDefault(text, Unknown);

    public static string Language(string text) => LanguageWords.GetValueOrDefault(text, Unknown);

    public static string Channel(string text) => Channels.GetValueOrDefault(text, Unknown);

    public static List<string> Roles(string text) => Many(text, RoleWords);

    public static List<string> Consents(string text) => Many(text, Purposes);

    /// <summary>The words that a field can hold, as people write them.</summary>
    public static IReadOnlyCollection<Text> Allowed(string field)
    {
        var (ids, labels) = field switch
        {
            "kind" => (DomainRules.CustomerKinds, WordTexts.CustomerKinds),
            "tier" => (DomainRules.Tiers, WordTexts.Tiers),
            "stage" => (DomainRules.Stages, WordTexts.Stages),
            "channel" => (DomainRules.Channels, WordTexts.Channels),
            "roles" => (DomainRules.ContactRoles, ContactFormTexts.RoleWords),
            "consents" => (DomainRules.ContactPurposes, ContactFormTexts.PurposeWords),
            _ => (DomainRules.Languages, LanguageNames),
        };
        return [.. ids.Select(id => labels[id])];
    }

    public static DateOnly? Date(string text) =>
        DateTime.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? DateOnly.FromDateTime(day) : null;

    /// <summary>A number as books write it: thousands apart by commas, a currency sign in front.</summary>
    public static decimal? Number(string text) =>
        decimal.TryParse(
            text.TrimStart('¥', '￥', '$', '€', '£', ' '), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? number : null;

    private static List<string> Many(string text, Dictionary<string, string> known) =>
        [.. text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(word => known.GetValueOrDefault(word, Unknown)).Distinct()];

    private static Dictionary<string, string> Known(IEnumerable<string> ids, IReadOnlyDictionary<string, Text> labels)
    {
        var known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var id in ids)
        {
            string[] words = [id, labels[id].Zh, labels[id].En, .. More.GetValueOrDefault(id, [])];
            foreach (var word in words) known.TryAdd(word, id);
        }

        return known;
    }
}
