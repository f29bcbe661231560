using System.Globalization;
using System.Text;

namespace CustomerFlow.Host.Mail;

/// <summary>
/// An e-mail address that has been checked, with its domain in ASCII (punycode). Quoted local parts and address literals are legal
/// but nobody has them; they are refused.
/// </summary>
internal sealed record MailAddress
{
    private const int LocalPartBytesMax = 64;
    private const int DomainLengthMax = 253;
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private MailAddress(string localPart, string domain) => (LocalPart, Domain) = (localPart, domain);

    public string LocalPart { get; }

    public string Domain { get; }

    public bool NeedsSmtpUtf8 => !Ascii.IsValid(LocalPart);

    /// <summary>The address, or null when <paramref name="text"/> is not one.</summary>
    public static MailAddress? Read(string text)
    {
        var at = text.LastIndexOf('@');
        if (at <= 0 || !IsLocalPart(text[..at])) return null;
        var domain = ToAscii(text[(at + 1)..]);
        return domain is null ? null : new MailAddress(text[..at], domain);
    }

    public override string ToString() => $"{LocalPart}@{Domain}";

    // RFC 5321 dot-string, widened by RFC 6531 to every character outside ASCII that is not a control or a space.
    private static bool IsLocalPart(string text) =>
        Encoding.UTF8.GetByteCount(text) <= LocalPartBytesMax
        && text.Split('.').All(atom => atom.Length > 0 && atom.EnumerateRunes().All(IsAtomRune));

    private static bool IsAtomRune(Rune rune) => rune.IsAscii
        ? Rune.IsLetterOrDigit(rune) || "!#$%&'*+-/=?^_`{|}~".Contains((char)rune.Value, StringComparison.Ordinal)
        : rune != Rune.ReplacementChar && !Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune)
            && Rune.GetUnicodeCategory(rune)
                is not (UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static string? ToAscii(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain).ToLowerInvariant();
            var labels = ascii.Split('.');
            return ascii.Length <= DomainLengthMax && labels.All(IsLabel) ? ascii : null;
        }
        catch (ArgumentException)
        {
            // The framework's only way to say that a domain cannot be written in ASCII.
            return null;
        }
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
