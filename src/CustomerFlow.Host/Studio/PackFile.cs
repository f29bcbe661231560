using System.Text;
using CustomerFlow.Data.Workflows.Releases;

namespace CustomerFlow.Host.Studio;

/// <summary>What a file of a pack is for its owner.</summary>
internal enum PackFileKind
{
    Flow,
    Table,
    Form,
    Mail,
    Texts,
    Other,
}

/// <summary>The naming rules of a pack's files.</summary>
internal static class PackFile
{
    public const string ChineseTexts = "texts.zh.json";
    public const string EnglishTexts = "texts.en.json";
    private const string MailFolder = "mails/";
    private const string MailExtension = ".md";

    public static PackFileKind KindOf(string name) => Path.GetExtension(name) switch
    {
        ".bpmn" => PackFileKind.Flow,
        ".dmn" => PackFileKind.Table,
        ".form" => PackFileKind.Form,
        MailExtension when name.StartsWith(MailFolder, StringComparison.Ordinal) => PackFileKind.Mail,
        ".json" when name is ChineseTexts or EnglishTexts => PackFileKind.Texts,
        _ => PackFileKind.Other,
    };

    public static string MailFile(string mail, Language language) => $"{MailFolder}{mail}.{Languages.Code(language)}{MailExtension}";

    /// <summary>"decision" of <c>mails/decision.zh.md</c>.</summary>
    public static string MailName(string file) => Path.GetFileNameWithoutExtension(Path.GetFileNameWithoutExtension(file));

    public static Language MailLanguage(string file) =>
        file.EndsWith($".{Languages.Code(Language.Zh)}{MailExtension}", StringComparison.Ordinal) ? Language.Zh : Language.En;

    public static string TextOf(this ResourceFile file) => Encoding.UTF8.GetString(file.Content).TrimStart('\uFEFF');

    public static string TextOf(this IReadOnlyList<ResourceFile> files, string name) =>
        files.FirstOrDefault(file => file.Name == name)?.TextOf() ?? "";

    /// <summary>The page that changes a file; with an element, at that element. An element of texts is a key.</summary>
    public static string Address(string pack, string file, string? element = null)
    {
        var at = element is null ? "" : $"&element={Uri.EscapeDataString(element)}";
        var page = $"/studio/{Uri.EscapeDataString(pack)}";
        return KindOf(file) switch
        {
            PackFileKind.Mail => $"{page}/mail?mail={Uri.EscapeDataString(MailName(file))}{at}",
            PackFileKind.Texts when element is not null => $"{page}/texts?q={Uri.EscapeDataString(element)}",
            PackFileKind.Texts => $"{page}/texts",
            PackFileKind.Flow or PackFileKind.Table or PackFileKind.Form => $"{page}/edit?file={Uri.EscapeDataString(file)}{at}",
            _ => page,
        };
    }
}
