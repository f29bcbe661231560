using System.Globalization;
using System.Net;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CustomerFlow.Workflows.Texts;

/// <summary>Writes a Markdown document as HTML that holds only the elements named here. Images are shown as their description.</summary>
internal sealed class MarkdownHtml
{
    private readonly MarkdownText _text;
    private readonly MarkdownStyle _style;
    private readonly StringBuilder _html = new();

    private MarkdownHtml(MarkdownText text, MarkdownStyle style) => (_text, _style) = (text, style);

    public static string Write(MarkdownText text, MarkdownStyle style)
    {
        var writer = new MarkdownHtml(text, style);
        writer.Blocks(text.Document);
        return writer._html.ToString();
    }

    internal static string Encode(string text) => WebUtility.HtmlEncode(text);

    private void Blocks(ContainerBlock blocks)
    {
        foreach (var block in blocks) Block(block);
    }

    private void Block(Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                Element($"h{Math.Clamp(heading.Level, 1, 6)}", _style.Heading, () => Inlines(heading.Inline));
                break;
            case ParagraphBlock paragraph when _style.Button is not null && MarkdownLinks.Alone(paragraph) is { } link:
                Element("p", _style.Paragraph, () => Link(link, _style.Button));
                break;
            case ParagraphBlock paragraph when _style.Choice is not null && MarkdownLinks.AreAll(paragraph):
                Element("p", _style.Paragraph, () => Choices(paragraph.Inline!));
                break;
            case ParagraphBlock { Parent: ListItemBlock { Parent: ListBlock { IsLoose: false } } } tight:
                Inlines(tight.Inline);
                break;
            case ParagraphBlock paragraph:
                Element("p", _style.Paragraph, () => Inlines(paragraph.Inline));
                break;
            case ListBlock list:
                List(list);
                break;
            case QuoteBlock quote:
                Element("blockquote", _style.Quote, () => Blocks(quote));
                break;
            case CodeBlock code:
                Element("pre", _style.Paragraph, () => Element("code", _style.Code, () => Text(code.Lines.ToString())));
                break;
            case ThematicBreakBlock:
                Open("hr", _style.Rule);
                break;
            case Table table:
                Table(table);
                break;
            case ContainerBlock container:
                Blocks(container);
                break;
            case LeafBlock { Inline: { } inline }:
                Inlines(inline);
                break;
        }
    }

    private void List(ListBlock list)
    {
        var tag = list.IsOrdered ? "ol" : "ul";
        var begins = list.IsOrdered && int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out var start) && start != 1
            ? $" start=\"{start}\""
            : "";
        Open(tag + begins, _style.List);
        foreach (var item in list.OfType<ListItemBlock>()) Element("li", null, () => Blocks(item));
        Close(tag);
        _html.Append('\n');
    }

    private void Table(Table table)
    {
        Open("table", _style.Table);
        foreach (var row in table.OfType<TableRow>())
        {
            Open("tr", null);
            foreach (var cell in row.OfType<TableCell>())
            {
                // A cell holds one paragraph; its margins would only push the table apart.
                Element(row.IsHeader ? "th" : "td", _style.Cell, () =>
                {
                    foreach (var block in cell.OfType<LeafBlock>()) Inlines(block.Inline);
                });
            }

            Close("tr");
        }

        Close("table");
        _html.Append('\n');
    }

    private void Inlines(ContainerInline? inlines)
    {
        if (inlines is null) return;
        foreach (var inline in inlines) Inline(inline);
    }

    private void Choices(ContainerInline inlines)
    {
        foreach (var link in inlines.OfType<LinkInline>()) Link(link, _style.Choice);
    }

    private void Inline(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                Text(literal.Content.ToString());
                break;
            case HtmlEntityInline entity:
                Text(entity.Transcoded.ToString());
                break;
            case CodeInline code:
                Element("code", _style.Code, () => Text(code.Content));
                break;
            case LineBreakInline lineBreak:
                if (lineBreak.IsHard) _html.Append("<br>\n");
                else if (!IsInsideChinese(lineBreak)) _html.Append('\n');
                break;
            case EmphasisInline emphasis:
                Element(emphasis.DelimiterCount >= 2 ? "strong" : "em", null, () => Inlines(emphasis));
                break;
            case LinkInline { IsImage: true } image:
                Inlines(image);
                break;
            case LinkInline link:
                Link(link, _style.Link);
                break;
            case AutolinkInline autolink:
                Anchor(autolink.IsEmail ? $"mailto:{autolink.Url}" : autolink.Url, _style.Link, () => Text(autolink.Url));
                break;
            case ContainerInline container:
                Inlines(container);
                break;
        }
    }

    // A browser shows a line break as a blank, which Chinese does not have.
    private static bool IsInsideChinese(LineBreakInline lineBreak) =>
        lineBreak is { PreviousSibling: LiteralInline before, NextSibling: LiteralInline after }
        && before.Content.ToString() is [.., >= '\u2E80' and < '\uE000'] && after.Content.ToString() is [>= '\u2E80' and < '\uE000', ..];

    private void Link(LinkInline link, string? style) => Anchor(link.Url, style, () => Inlines(link));

    // A link to a place that is not allowed keeps its words and loses its link.
    private void Anchor(string? url, string? style, Action words)
    {
        if (_text.Address(url) is not { } address)
        {
            words();
            return;
        }

        Open($"a href=\"{Encode(address)}\"", style);
        words();
        Close("a");
    }

    private void Text(string text) => _html.Append(Encode(_text.Filled(text)).ReplaceLineEndings("<br>\n"));

    private void Element(string tag, string? style, Action content)
    {
        Open(tag, style);
        content();
        Close(tag);
        if (tag is "p" or "li" or "blockquote" or "pre" || tag[0] == 'h') _html.Append('\n');
    }

    private void Open(string tag, string? style) => _html.Append(style is null ? $"<{tag}>" : $"<{tag} style=\"{style}\">");

    private void Close(string tag) => _html.Append(CultureInfo.InvariantCulture, $"</{tag}>");
}
