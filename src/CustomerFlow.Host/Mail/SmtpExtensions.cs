using System.Globalization;

namespace CustomerFlow.Host.Mail;

/// <summary>What the server said it can do in its answer to EHLO, as far as we make use of it.</summary>
internal sealed record SmtpExtensions
{
    public static readonly SmtpExtensions None = new();

    public bool StartTls { get; private init; }

    public bool EightBitMime { get; private init; }

    public bool SmtpUtf8 { get; private init; }

    public bool AuthPlain { get; private init; }

    public bool AuthLogin { get; private init; }

    /// <summary>Whether MAIL may announce the size.</summary>
    public bool Size { get; private init; }

    /// <summary>In bytes; absent when the server names no limit.</summary>
    public long? SizeMax { get; private init; }

    /// <summary>Reads the answer's lines; the first is the server's own name.</summary>
    public static SmtpExtensions Read(string answer)
    {
        var found = None;
        foreach (var line in answer.Split('\n').Skip(1))
        {
            var words = line.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            found = words switch
            {
                ["STARTTLS", ..] => found with { StartTls = true },
                ["8BITMIME", ..] => found with { EightBitMime = true },
                ["SMTPUTF8", ..] => found with { SmtpUtf8 = true },
                ["AUTH", ..] => found with { AuthPlain = words.Contains("PLAIN"), AuthLogin = words.Contains("LOGIN") },
                ["SIZE", ..] => found with { Size = true, SizeMax = Limit(words) },
                _ => found,
            };
        }

        return found;
    }

    // RFC 1870: zero means that there is no fixed limit.
    private static long? Limit(string[] words) =>
        long.TryParse(words.ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0
            ? bytes
            : null;
}
