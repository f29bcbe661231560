using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerFlow.Host.Mail;

/// <summary>The mail as the recipient sees it, for a frame that runs nothing; its links open in a new tab.</summary>
internal static class MailDocument
{
    private const string Head = "<head>";

    public static async Task<Results<ContentHttpResult, NotFound>> SendAsync(
        long key, MailQueries mails, CancellationToken cancellationToken)
    {
        if (await mails.FindAsync(key, cancellationToken) is not { Text.Html: { } html }) return TypedResults.NotFound();
        var at = html.IndexOf(Head, StringComparison.OrdinalIgnoreCase);
        var framed = at < 0 ? html : html.Insert(at + Head.Length, "<base target=\"_blank\">");
        return TypedResults.Content(framed, "text/html", Encoding.UTF8);
    }
}
