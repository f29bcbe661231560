using System.Globalization;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;

namespace CustomerFlow.Workflows.Texts;

/// <summary>
/// A Markdown document in which values are put after it was parsed. A value is therefore text and nothing else, whatever a customer
/// wrote into it: it cannot become markup, a link or HTML. Raw HTML in the document itself is shown as text.
/// </summary>
internal sealed partial class MarkdownText
{
    // Private-use characters mark the place of a value: no syntax of Markdown knows them, and the reader of a file takes them out.
    private const char MarkOpen = '\uE000';
    private const char MarkClose = '\uE001';

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().Build();

    private readonly IReadOnlyList<string> _values;

    private MarkdownText(MarkdownDocument document, IReadOnlyList<string> values) => (Document, _values) = (document, values);

    public MarkdownDocument Document { get; }

    public static MarkdownText Parse(TextTemplate template, IReadOnlyList<string> values)
    {
        var marked = template.Join(index => string.Create(CultureInfo.InvariantCulture, $"{MarkOpen}{index}{MarkClose}"));
        return new(Markdown.Parse(marked, Pipeline), values);
    }

    public static string WithoutMarks(string text) => text.Replace(MarkOpen, '\uFFFD').Replace(MarkClose, '\uFFFD');

    public string Filled(string text) => Mark().Replace(text, mark => ValueOf(mark));

    /// <summary>Answers the address of a link; null when it is not one that a reader may be sent to.</summary>
    public string? Address(string? url)
    {
        if (url is null) return null;

        // A value inside an address is a part of it and is escaped; one at its beginning is the address.
        var filled = Mark().Replace(url, mark => mark.Index == 0 ? ValueOf(mark).Trim() : Uri.EscapeDataString(ValueOf(mark)));
        var allowed = Uri.TryCreate(filled, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "mailto";
        return allowed && IsOneLine(filled) ? filled : null;
    }

    private static bool IsOneLine(string text) => !text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character));

    private string ValueOf(Match mark) => _values[int.Parse(mark.Groups[1].ValueSpan, CultureInfo.InvariantCulture)];

    [GeneratedRegex("\uE000([0-9]+)\uE001", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
