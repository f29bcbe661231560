using System.Globalization;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CustomerFlow.Workflows.Texts;

/// <summary>Writes a Markdown document as text that reads well without any program: links as <c>words (address)</c>.</summary>
internal sealed class MarkdownPlain
{
    private readonly MarkdownText _text;

    private MarkdownPlain(MarkdownText text) => _text = text;

    public static string Write(MarkdownText text) => string.Join('\n', new MarkdownPlain(text).Lines(text.Document)) + "\n";

    // Blocks are separated by an empty line, except in a tight list.
    private List<string> Lines(ContainerBlock blocks)
    {
        var lines = new List<string>();
        foreach (var block in blocks)
        {
            var added = Lines(block);
            if (added.Count == 0) continue;
            if (lines.Count > 0 && blocks is not ListItemBlock { Parent: ListBlock { IsLoose: false } }) lines.Add("");
            lines.AddRange(added);
        }

        return lines;
    }

    private List<string> Lines(Block block) => block switch
    {
        HeadingBlock heading => Split(Words(heading.Inline)),
        ListBlock list => Items(list),
        QuoteBlock quote => [.. Lines((ContainerBlock)quote).Select(line => line.Length == 0 ? ">" : $"> {line}")],
        CodeBlock code => [.. Split(_text.Filled(code.Lines.ToString())).Select(line => $"    {line}")],
        ThematicBreakBlock => ["--------"],
        Table table => [.. table.OfType<TableRow>().Select(Row)],
        ContainerBlock container => Lines(container),
        LeafBlock { Inline: { } inline } => Split(Words(inline)),
        _ => [],
    };

    private List<string> Items(ListBlock list)
    {
        var lines = new List<string>();
        var number = list.IsOrdered && int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var bullet = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ") : "- ";
            var content = Lines((ContainerBlock)item);
            if (lines.Count > 0 && list.IsLoose) lines.Add("");
            lines.AddRange(content.Select((line, index) => (index == 0 ? bullet : new string(' ', bullet.Length)) + line));
        }

        return lines;
    }

    private string Row(TableRow row) => string.Join(" | ", row.OfType<TableCell>()
        .Select(cell => string.Join(' ', Lines((ContainerBlock)cell)).Trim()));

    private static List<string> Split(string text) => [.. text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())];

    private string Words(ContainerInline? inlines)
    {
        var words = new StringBuilder();
        foreach (var inline in inlines ?? Enumerable.Empty<Inline>()) words.Append(Words(inline));
        return words.ToString();
    }

    private string Words(Inline inline) => inline switch
    {
        LiteralInline literal => _text.Filled(literal.Content.ToString()),
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        CodeInline code => _text.Filled(code.Content),
        LineBreakInline => "\n",
        LinkInline { IsImage: false } link => Link(Words((ContainerInline)link), _text.Address(link.Url)),
        AutolinkInline autolink => _text.Filled(autolink.Url),
        ContainerInline container => Words(container),
        _ => "",
    };

    private static string Link(string words, string? address) => address is null || address == words || address == $"mailto:{words}"
        ? words
        : $"{words} ({address})";
}
