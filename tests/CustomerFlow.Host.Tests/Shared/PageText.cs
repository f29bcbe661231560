using System.Net;
using System.Text.RegularExpressions;

namespace CustomerFlow.Host.Tests.Shared;

/// <summary>What a person reads or hears on a page: text between tags, and the attributes that are shown or read aloud.</summary>
internal static partial class PageText
{
    public static IEnumerable<string> Of(string html)
    {
        var body = Silent().Replace(html, " ");
        var attributes = Spoken().Matches(body).Select(match => match.Groups[1].Value);
        var texts = Tag().Split(body);
        return attributes.Concat(texts).Select(text => Space().Replace(WebUtility.HtmlDecode(text), " ").Trim())
            .Where(text => text.Length > 0).Distinct();
    }

    /// <summary>Addresses on the page that belong to this host.</summary>
    public static IEnumerable<string> LinksOf(string html) => Link().Matches(Silent().Replace(html, " "))
        .Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct();

    public static bool HasHan(string text) => text.Any(character => character is >= '\u4e00' and <= '\u9fff');

    public static bool HasLatinWord(string text) => LatinWord().IsMatch(text);

    // Machine text is the same in every language: code, scripts, styles, drawings; what stands in a text area was typed by somebody;
    // an element with a language of its own is in that one.
    [GeneratedRegex("<!--.*?-->|<(script|style|template|code|svg|textarea)\\b.*?</\\1>|<[a-z]+[^>]*\\slang=\"[^\"]+\"[^>]*>(?<!<html[^>]*>)[^<]*",
        RegexOptions.Singleline)]
    private static partial Regex Silent();

    [GeneratedRegex("\\s(?:placeholder|title|aria-label|alt)=\"([^\"]+)\"")]
    private static partial Regex Spoken();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("\\s+")]
    private static partial Regex Space();

    [GeneratedRegex("href=\"(/[^\"#]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex LatinWord();
}
