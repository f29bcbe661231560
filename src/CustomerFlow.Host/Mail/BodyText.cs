using System.Text;

namespace CustomerFlow.Host.Mail;

/// <summary>
/// Body text as seven-bit lines of at most 76 characters: quoted-printable where most of it stays readable, base64 where that is
/// shorter, as for Chinese.
/// </summary>
internal sealed record BodyText(string TransferEncoding, string Lines)
{
    private const int LineLengthMax = 76;

    public static BodyText Encode(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(WithCrLf(text));
        var escaped = bytes.Count(value => !IsLiteral(value) && value is not ((byte)'\r' or (byte)'\n'));
        return escaped * 2 <= bytes.Length / 3
            ? new BodyText("quoted-printable", QuotedPrintable(bytes))
            : new BodyText("base64", Base64(bytes));
    }

    public static string Base64(ReadOnlySpan<byte> bytes)
    {
        var lines = Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);
        return lines.Length == 0 ? "" : lines + "\r\n";
    }

    private static string WithCrLf(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        return (lines.EndsWith('\n') ? lines : lines + "\n").Replace("\n", "\r\n", StringComparison.Ordinal);
    }

    private static bool IsLiteral(byte value) => value is >= (byte)' ' and <= (byte)'~' and not (byte)'=';

    private static string QuotedPrintable(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length + bytes.Length / 8);
        var lineLength = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '\r')
            {
                text.Append("\r\n");
                lineLength = 0;
                i++;
                continue;
            }

            // A space before the line break would be lost on the way, so it is written as =20.
            var literal = IsLiteral(bytes[i]) && !(bytes[i] == ' ' && bytes[i + 1] == '\r');
            var length = literal ? 1 : 3;

            // One column is left for the = of a soft break.
            if (lineLength + length > LineLengthMax - 1)
            {
                text.Append("=\r\n");
                lineLength = 0;
            }

            if (literal) text.Append((char)bytes[i]);
            else text.Append('=').Append(Convert.ToHexString(bytes.Slice(i, 1)));
            lineLength += length;
        }

        return text.ToString();
    }
}
