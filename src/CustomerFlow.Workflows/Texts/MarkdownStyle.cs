namespace CustomerFlow.Workflows.Texts;

/// <summary>
/// The look of rendered Markdown. Mail programs drop style sheets, so mails carry inline styles; pages have their own style sheet and
/// forbid inline ones.
/// </summary>
internal sealed record MarkdownStyle
{
    public static readonly MarkdownStyle Page = new();

    public static readonly MarkdownStyle Mail = new()
    {
        Paragraph = "margin:0 0 16px;line-height:1.6",
        Heading = "margin:24px 0 12px;line-height:1.3",
        List = "margin:0 0 16px;padding-left:24px;line-height:1.6",
        Quote = "margin:0 0 16px;padding:8px 16px;border-left:4px solid #d0d7de;color:#57606a",
        Table = "border-collapse:collapse;margin:0 0 16px;width:100%",
        Cell = "border:1px solid #d0d7de;padding:8px 12px;text-align:left;vertical-align:top",
        Code = "font-family:Consolas,Menlo,monospace;background:#f6f8fa;padding:2px 4px",
        Rule = "border:0;border-top:1px solid #d0d7de;margin:24px 0",
        Link = "color:#0b5cad",
        // 12 + 20 + 12 pixels: large enough for a thumb.
        Button = "display:inline-block;padding:12px 24px;line-height:20px;min-width:96px;text-align:center;border-radius:6px;"
            + "background:#0b5cad;color:#ffffff;text-decoration:none;font-weight:600",
        // Eleven of them fit beside each other on a desk and wrap on a phone; 44 pixels each way.
        Choice = "display:inline-block;box-sizing:border-box;min-width:44px;padding:11px 8px;margin:0 4px 8px 0;line-height:20px;"
            + "text-align:center;border:1px solid #0b5cad;border-radius:6px;color:#0b5cad;text-decoration:none;font-weight:600",
    };

    public string? Paragraph { get; private init; }

    public string? Heading { get; private init; }

    public string? List { get; private init; }

    public string? Quote { get; private init; }

    public string? Table { get; private init; }

    public string? Cell { get; private init; }

    public string? Code { get; private init; }

    public string? Rule { get; private init; }

    public string? Link { get; private init; }

    public string? Button { get; private init; }

    public string? Choice { get; private init; }
}
