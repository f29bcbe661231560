using System.Collections.Immutable;
using System.Text;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Forms;
using CustomerFlow.Workflows.Texts;
using Problem = CustomerFlow.Workflows.Definitions.Problem;

namespace CustomerFlow.Data.Workflows.Releases;

/// <summary>Checks the files of a release that people read: forms, mails and texts.</summary>
internal static class TextFiles
{
    private const string ChineseTexts = "texts.zh.json";
    private const string EnglishTexts = "texts.en.json";
    private const string MailFolder = "mails/";

    public static IEnumerable<Problem> Check(IReadOnlyList<ResourceFile> files) =>
        files.SelectMany(file => Read(file).Select(problem => Of(file.Name, problem)))
            .Concat(Texts(files))
            .Concat(MailsInBothLanguages(files));

    private static ImmutableArray<CustomerFlow.Workflows.Texts.Problem> Read(ResourceFile file)
    {
        var text = Encoding.UTF8.GetString(file.Content);
        if (file.Name.EndsWith(".form", StringComparison.OrdinalIgnoreCase)) return FormReader.Read(text).Problems;
        return IsMail(file.Name) ? MailText.Read(file.Name, text).Problems : [];
    }

    private static IEnumerable<Problem> Texts(IReadOnlyList<ResourceFile> files)
    {
        var chinese = files.FirstOrDefault(file => file.Name == ChineseTexts);
        var english = files.FirstOrDefault(file => file.Name == EnglishTexts);
        if (chinese is null && english is null) return [];
        var (_, problems) = TextCatalog.Read(Content(chinese), Content(english));
        return problems.Select(
            problem => Of(problem.Path.StartsWith(EnglishTexts, StringComparison.Ordinal) ? EnglishTexts : ChineseTexts, problem));
    }

    // The reader's language chooses the file: a mail that exists in one language only would not be sent to the other readers.
    private static IEnumerable<Problem> MailsInBothLanguages(IReadOnlyList<ResourceFile> files)
    {
        var mails = files.Where(file => IsMail(file.Name)).Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        return mails.Select(Counterpart).Where(name => name is not null && !mails.Contains(name)).Select(name => new Problem(
            ProblemSeverity.Error, name!, null, "mail-language-missing",
            $"邮件只有一种语言：缺少文件 {name}。", $"The mail exists in one language only: {name} is missing."));
    }

    private static string? Counterpart(string name) =>
        name.EndsWith(".zh.md", StringComparison.Ordinal) ? $"{name[..^6]}.en.md"
        : name.EndsWith(".en.md", StringComparison.Ordinal) ? $"{name[..^6]}.zh.md" : null;

    private static bool IsMail(string name) =>
        name.StartsWith(MailFolder, StringComparison.Ordinal) && name.EndsWith(".md", StringComparison.OrdinalIgnoreCase);

    private static string Content(ResourceFile? file) => file is null ? "{}" : Encoding.UTF8.GetString(file.Content);

    private static Problem Of(string file, CustomerFlow.Workflows.Texts.Problem problem)
    {
        var place = problem.Path.StartsWith(file, StringComparison.Ordinal)
            ? problem.Path[file.Length..].TrimStart(':', ' ')
            : problem.Path;
        return new Problem(
            ProblemSeverity.Error, file, place.Length == 0 ? null : place, problem.Code, problem.Sentence.Zh, problem.Sentence.En);
    }
}
