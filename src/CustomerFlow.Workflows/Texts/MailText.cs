using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Texts;

/// <summary>
/// The text of a mail in one language: a Markdown file whose first line, <c># Your complaint {{ number }}</c>, is the subject.
/// Placeholders are FEEL over the variables of the process, with <c>money(amount, "CNY")</c> besides. A link that is alone in its
/// paragraph becomes a button.
/// </summary>
/// <param name="Path">Name of the file, for problems.</param>
/// <param name="Subject">The subject; not Markdown.</param>
/// <param name="Body">The Markdown below the subject.</param>
public sealed record MailText(string Path, TextTemplate Subject, TextTemplate Body)
{
    /// <summary>The longest subject in characters; what is longer is cut.</summary>
    public const int SubjectLengthMax = 200;

    /// <summary>The longest file in characters.</summary>
    public const int LengthMax = 100_000;

    /// <summary>Reads a file. Names every placeholder that is no FEEL and every link that leads to neither page nor mailbox.</summary>
    /// <param name="path">Name of the file, for problems.</param>
    /// <param name="markdown">The file.</param>
    /// <param name="options">How FEEL is read; null for the usual way.</param>
    public static MailTextReading Read(string path, string markdown, FeelParseOptions? options = null)
    {
        if (markdown.Length > LengthMax) return Refused(path, "mail.too-long",
            $"邮件文本超过 {LengthMax} 个字符。", $"The mail is longer than {LengthMax} characters.");

        var text = MarkdownText.WithoutMarks(markdown.ReplaceLineEndings("\n").TrimStart('\uFEFF'));
        var firstLine = text.Split('\n')[0];
        if (!firstLine.StartsWith("# ", StringComparison.Ordinal) || firstLine.AsSpan(2).IsWhiteSpace()) return Refused($"{path} line 1",
            "mail.subject-missing", "第一行须写邮件主题，形式为“# 主题”。", "The first line must be the subject, written \"# Subject\".");

        var (subject, subjectProblems) = TextTemplate.Read(firstLine[2..].Trim(), path, options);
        var (body, bodyProblems) = TextTemplate.Read(text[firstLine.Length..], path, options);
        ImmutableArray<Problem> problems = [.. subjectProblems, .. bodyProblems, .. LinkProblems(path, body)];
        return new(problems.IsEmpty ? new MailText(path, subject, body) : null, problems);
    }

    /// <summary>Renders the mail for one reader. A placeholder without a value is shown as a dash and recorded as a problem.</summary>
    /// <param name="variables">What the placeholders may name.</param>
    /// <param name="environment">Its zone is the one in which times are written.</param>
    /// <param name="language">The language of this file; decides how dates and numbers are written.</param>
    /// <param name="layout">What stands around the text.</param>
    public RenderedMail Render(FeelContext variables, FeelEnvironment environment, string language, MailLayout layout)
    {
        var format = new ValueFormat(language, TextExpression.ZoneOf(environment));
        var subjectFilling = TextFilling.Of(Subject, Path, variables, environment, format);
        var bodyFilling = TextFilling.Of(Body, Path, variables, environment, format);
        var document = MarkdownText.Parse(Body, bodyFilling.Values);
        var subject = OneLine(Subject.Join(index => subjectFilling.Values[index]));
        return new(
            subject,
            layout.Html(language, subject, MarkdownHtml.Write(document, MarkdownStyle.Mail)),
            layout.Plain(MarkdownPlain.Write(document)),
            [.. subjectFilling.Problems, .. bodyFilling.Problems, .. LinkProblems(Path, document)]);
    }

    // Whatever a placeholder will hold, the words around it decide where a link leads; one that is all placeholder is checked when sent.
    private static IEnumerable<Problem> LinkProblems(string path, TextTemplate body) =>
        LinkProblems(path, MarkdownText.Parse(body, [.. body.Placeholders.Select(_ => "https://customer.invalid")]));

    private static IEnumerable<Problem> LinkProblems(string path, MarkdownText document) =>
        MarkdownLinks.LinesOfRefused(document).Select(line => new Problem($"{path} line {line}", "mail.link-refused", new(
            "链接须以 http://、https:// 或 mailto: 开头；此处只保留文字。",
            "A link must begin with http://, https:// or mailto:; only its words are kept here.")));

    private static MailTextReading Refused(string path, string code, string zh, string en) => new(null, [new(path, code, new(zh, en))]);

    // A subject with a line break would begin another header.
    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split(['\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        if (line.Length <= SubjectLengthMax) return line;
        var end = char.IsHighSurrogate(line[SubjectLengthMax - 2]) ? SubjectLengthMax - 2 : SubjectLengthMax - 1;
        return line[..end] + "…";
    }
}

/// <summary>What came of reading a mail text.</summary>
/// <param name="Text">The text; null when there are problems.</param>
/// <param name="Problems">Everything that is wrong, with lines.</param>
public sealed record MailTextReading(MailText? Text, ImmutableArray<Problem> Problems);

/// <summary>A mail as it is sent.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Html">A whole HTML page.</param>
/// <param name="Plain">The same as plain text.</param>
/// <param name="Problems">Placeholders without a value and links that lead nowhere; the mail can be sent all the same.</param>
public sealed record RenderedMail(string Subject, string Html, string Plain, ImmutableArray<Problem> Problems);
