using System.Globalization;
using System.Text;

namespace CustomerFlow.Host.Mail;

/// <summary>
/// What came back over the wire: a server's answer, or, without <see cref="Code"/>, our own sentence on how the connection was lost.
/// </summary>
internal sealed record SmtpAnswer(int? Code, string Text)
{
    private const int TextLengthMax = 1000;

    /// <summary>Stands where a step went well that the server does not answer.</summary>
    public static readonly SmtpAnswer NotDue = new(0, "");

    public static SmtpAnswer Lost(string why) => new(null, why);

    public bool IsLost => Code is null;

    public bool IsPositive => Code is >= 200 and < 300;

    /// <summary>The status of RFC 3463, such as 5.1.1, when the server gives one.</summary>
    public string? EnhancedCode
    {
        get
        {
            var word = Text.AsSpan(0, Text.AsSpan().IndexOfAny(' ', '\n') is var end and >= 0 ? end : Text.Length);
            var isStatus = Version.TryParse(word, out var status) && status is { Major: 2 or 4 or 5, Build: >= 0, Revision: -1 };
            return isStatus ? status!.ToString() : null;
        }
    }

    /// <summary>The answer on one line and of bounded length, fit to be stored.</summary>
    public string Summary
    {
        get
        {
            var line = new string([.. Text.Take(TextLengthMax).Select(c => char.IsControl(c) ? ' ' : c)]);
            return Code is null ? line : string.Create(CultureInfo.InvariantCulture, $"{Code} {line}");
        }
    }

    /// <summary>Puts lines such as <c>250-first</c>, <c>250 last</c> together; anything else is a lost connection.</summary>
    public static SmtpAnswer FromLines(IReadOnlyList<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            if (!IsAnswerLine(line) || !line.StartsWith(lines[0][..3], StringComparison.Ordinal))
                return Lost("The server did not answer in SMTP.");
            if (text.Length > 0) text.Append('\n');
            text.Append(line.AsSpan(Math.Min(4, line.Length)));
        }

        return new SmtpAnswer(int.Parse(lines[0].AsSpan(0, 3), CultureInfo.InvariantCulture), text.ToString());
    }

    public static bool IsAnswerLine(string line) =>
        line.Length >= 3 && line[0] is >= '2' and <= '5' && char.IsAsciiDigit(line[1]) && char.IsAsciiDigit(line[2])
        && (line.Length == 3 || line[3] is ' ' or '-');

    public static bool IsLastLine(string line) => line.Length == 3 || line[3] == ' ';
}
