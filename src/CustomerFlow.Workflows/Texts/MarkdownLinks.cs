using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CustomerFlow.Workflows.Texts;

/// <summary>Finds the links of a document.</summary>
internal static class MarkdownLinks
{
    /// <summary>Answers the link that is all of a paragraph and has words of its own: it is shown as a button.</summary>
    public static LinkInline? Alone(ParagraphBlock paragraph) =>
        paragraph.Inline is { FirstChild: LinkInline { IsImage: false, IsAutoLink: false } link } inline && inline.LastChild == link
            ? link
            : null;

    /// <summary>Whether a paragraph is links with nothing but blanks and line breaks between them: they are shown as choices.</summary>
    public static bool AreAll(ParagraphBlock paragraph) =>
        paragraph.Inline is { } inlines
        && inlines.All(inline => inline is LinkInline { IsImage: false, IsAutoLink: false } or LineBreakInline
            || (inline is LiteralInline literal && literal.Content.ToString().AsSpan().Trim().IsEmpty))
        && inlines.OfType<LinkInline>().Skip(1).Any();

    /// <summary>Answers the addresses that a reader may not be sent to, as they stand in the document, with their lines.</summary>
    public static IEnumerable<int> LinesOfRefused(MarkdownText text) =>
        from link in text.Document.Descendants<LinkInline>()
        where !link.IsImage && text.Address(link.Url) is null
        select link.Line + 1;
}
