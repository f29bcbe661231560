using System.Text;

namespace CustomerFlow.Host.Mail;

/// <summary>Words and lines of a mail header: encoded words (RFC 2047) and folding (RFC 5322).</summary>
internal static class HeaderText
{
    /// <summary>The hard limit of RFC 5322, without CRLF. Longer lines may be cut or refused on the way.</summary>
    public const int LineLengthMax = 998;

    // RFC 2047 allows 75 and a line of 76; 60 lets the first word share its line with every header name in use.
    private const int WordLengthMax = 60;
    private const int FoldedLineLengthMax = 76;
    private const string WordStart = "=?utf-8?B?";
    private const string WordEnd = "?=";

    private static readonly int WordBytesMax = (WordLengthMax - WordStart.Length - WordEnd.Length) / 4 * 3;

    /// <summary>Free text as words for <see cref="Line"/>: as it is when harmless ASCII, else in encoded words.</summary>
    public static IEnumerable<string> Words(string text) => IsPlain(text) ? text.Split(' ') : EncodedWords(text);

    /// <summary>A display name as words: quoted when ASCII, else in encoded words.</summary>
    public static IEnumerable<string> NameWords(string name) => IsPlain(name) && name.Length <= WordLengthMax
        ? [$"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""]
        : EncodedWords(name);

    /// <summary>The header as one or more lines, folded between words, with the closing CRLF.</summary>
    public static string Line(string header, IEnumerable<string> words)
    {
        var text = new StringBuilder(header).Append(':');
        var lineLength = text.Length;
        var first = true;
        foreach (var word in words)
        {
            // The first word stays beside the name: a line of white space only is legal but trips old programs.
            if (!first && lineLength + 1 + word.Length > FoldedLineLengthMax)
            {
                text.Append("\r\n");
                lineLength = 0;
            }

            text.Append(' ').Append(word);
            lineLength += 1 + word.Length;
            first = false;
        }

        return text.Append("\r\n").ToString();
    }

    private static bool IsPlain(string text) =>
        text.All(c => c is >= ' ' and <= '~')
        && !text.Contains("=?", StringComparison.Ordinal)
        && text.Split(' ').All(word => word.Length is > 0 and <= WordLengthMax);

    private static IEnumerable<string> EncodedWords(string text)
    {
        // A word holds whole characters only: each is decoded on its own.
        var bytes = new List<byte>(WordBytesMax);
        var buffer = new byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(buffer);
            if (bytes.Count + length > WordBytesMax)
            {
                yield return Encode(bytes);
                bytes.Clear();
            }

            bytes.AddRange(buffer.AsSpan(0, length));
        }

        if (bytes.Count > 0) yield return Encode(bytes);
    }

    private static string Encode(List<byte> bytes) => WordStart + Convert.ToBase64String([.. bytes]) + WordEnd;
}
