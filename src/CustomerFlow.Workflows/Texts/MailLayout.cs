using System.Collections.Immutable;
using System.Text;

namespace CustomerFlow.Workflows.Texts;

/// <summary>What stands around the text of every mail.</summary>
/// <param name="CompanyName">Shown above the text and as the sender of the plain version.</param>
/// <param name="FooterLines">Lines below the text, such as the address and why the reader gets this mail; plain text.</param>
public sealed record MailLayout(string CompanyName, ImmutableArray<string> FooterLines)
{
    private const string Font = "font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',Arial,sans-serif";

    internal string Html(string language, string subject, string body)
    {
        var footer = string.Join("<br>\n", FooterLines.Select(MarkdownHtml.Encode));
        return $"""
            <!doctype html>
            <html lang="{(Languages.IsChinese(language) ? "zh-CN" : "en")}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{MarkdownHtml.Encode(subject)}</title>
            </head>
            <body style="margin:0;padding:0;background:#f6f8fa;color:#1f2328;{Font};font-size:16px">
            <table role="presentation" width="100%" cellspacing="0" cellpadding="0"><tr><td align="center" style="padding:16px">
            <table role="presentation" cellspacing="0" cellpadding="0"
             style="width:100%;max-width:600px;background:#ffffff;border-radius:8px">
            <tr><td style="padding:20px 24px;border-bottom:1px solid #d0d7de;font-weight:600">{MarkdownHtml.Encode(CompanyName)}</td></tr>
            <tr><td style="padding:24px">
            {body}</td></tr>
            <tr><td style="padding:16px 24px;border-top:1px solid #d0d7de;color:#57606a;font-size:13px;line-height:1.6">{footer}</td></tr>
            </table>
            </td></tr></table>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    internal string Plain(string body)
    {
        // "-- " with its blank is the signature mark of mail programs.
        var text = new StringBuilder(body).Append("\n-- \n").Append(CompanyName).Append('\n');
        foreach (var line in FooterLines) text.Append(line).Append('\n');
        return text.ToString();
    }
}
